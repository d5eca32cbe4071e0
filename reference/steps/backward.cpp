#include "reference/steps/backward.h"

#include <fmt/core.h>

#include <algorithm>

namespace reference::steps {
namespace {

bool reaches(const Operation& operation, const std::vector<bool>& active) {
  if (operation.kind == Operation::Kind::input) return active[operation.input];
  return std::any_of(operation.arguments.begin(), operation.arguments.end(),
                     [&](const Operation& argument) { return reaches(argument, active); });
}

Result<void> backward_call(const Trace& trace, const Value& value, const Value& cotangent,
                           const std::vector<bool>& active, Cotangents& inputs) {
  const Operation& operation = *trace.operation;
  if (operation.pullback == nullptr) {
    return Failure{fmt::format("`{}` has no derivative", operation.name)};
  }
  auto own = operation.pullback(argument_values(trace), value, cotangent);
  if (!own) return own.error();
  for (std::size_t i = 0; i < trace.arguments.size(); ++i) {
    if (!(*own)[i]) continue;
    const auto done = backward(trace.arguments[i], nullptr, *(*own)[i], active, inputs);
    if (!done) return done;
  }
  return {};
}

}  // namespace

Result<void> backward(const Trace& trace, const Value* value, const Value& cotangent,
                      const std::vector<bool>& active, Cotangents& inputs) {
  const Operation& operation = *trace.operation;
  if (!reaches(operation, active)) return {};
  if (value != nullptr && grader::shape_of(*value) != grader::shape_of(*trace.value)) {
    return Failure{
        fmt::format("{} stands for {}", grader::describe(*value), grader::describe(*trace.value))};
  }
  switch (operation.kind) {
    case Operation::Kind::input:
      add_to(inputs[operation.input], cotangent);
      return {};
    case Operation::Kind::call:
      return backward_call(trace, value ? *value : *trace.value, cotangent, active, inputs);
    case Operation::Kind::choice:
    case Operation::Kind::all_of:
    case Operation::Kind::any_of:
      return backward(trace.arguments.back(), value, cotangent, active, inputs);
    case Operation::Kind::routine:
      return Failure{"there is no derivative of a derivative"};
    case Operation::Kind::constant:
    case Operation::Kind::absent:
      break;
  }
  return {};
}

void add_to(std::optional<Value>& sum, Value term) {
  if (!sum) {
    sum = std::move(term);
    return;
  }
  auto* array = std::get_if<Array>(&*sum);
  if (array == nullptr) {
    sum = Value(grader::numbers(*sum).front() + grader::numbers(term).front());
    return;
  }
  const auto& other = std::get<Array>(term);
  for (std::size_t i = 0; i < array->data.size(); ++i) array->data[i] += other.data[i];
}

const Operation* without_derivative(const Operation& operation, const std::vector<bool>& active) {
  if (!reaches(operation, active)) return nullptr;
  const bool opaque = operation.kind == Operation::Kind::routine ||
                      (operation.kind == Operation::Kind::call && operation.pullback == nullptr);
  if (opaque) return &operation;
  for (const Operation& argument : operation.arguments) {
    if (const Operation* found = without_derivative(argument, active)) return found;
  }
  return nullptr;
}

}  // namespace reference::steps
