#include "reference/steps/operation.h"

#include <fmt/core.h>

#include <algorithm>
#include <boost/container/small_vector.hpp>

namespace reference::steps {
namespace {

Result<Value> run_call(const Operation& operation, Inputs inputs) {
  boost::container::small_vector<const Value*, 4> values;
  boost::container::small_vector<Value, 2> own;  // what calls returned; never grows beyond this
  values.reserve(operation.arguments.size());
  own.reserve(operation.arguments.size());
  for (const Operation& argument : operation.arguments) {
    switch (argument.kind) {
      case Operation::Kind::input:
        values.push_back(inputs[argument.input]);
        break;
      case Operation::Kind::constant:
        values.push_back(&argument.constant);
        break;
      case Operation::Kind::absent:
        values.push_back(nullptr);
        break;
      default: {
        Result<Value> value = argument.run(inputs);
        if (!value) return value;
        own.push_back(std::move(*value));
        values.push_back(&own.back());
        break;
      }
    }
  }
  const Inputs arguments(values.data(), values.size());
  return operation.routine ? operation.routine->run(arguments) : operation.function(arguments);
}

Result<Value> run_choice(const Operation& operation, Inputs inputs) {
  const Result<Value> condition = operation.arguments[0].run(inputs);
  if (!condition) return condition.error();
  const Result<bool> holds = truth(*condition);
  if (!holds) return holds.error();
  return operation.arguments[*holds ? 1 : 2].run(inputs);
}

Result<Value> run_logical(const Operation& operation, Inputs inputs) {
  const bool until = operation.kind == Operation::Kind::any_of;
  for (std::size_t i = 0; i + 1 < operation.arguments.size(); ++i) {
    Result<Value> value = operation.arguments[i].run(inputs);
    if (!value) return value;
    const Result<bool> holds = truth(*value);
    if (!holds) return holds.error();
    if (*holds == until) return value;
  }
  return operation.arguments.back().run(inputs);
}

}  // namespace

Operation Operation::of_input(std::size_t index) {
  Operation operation;
  operation.kind = Kind::input;
  operation.input = index;
  return operation;
}

Operation Operation::of_constant(Value value) {
  Operation operation;
  operation.kind = Kind::constant;
  operation.constant = std::move(value);
  return operation;
}

Operation Operation::of_call(Callable function, Pullback pullback, std::string_view name,
                             std::vector<Operation> arguments) {
  Operation operation;
  operation.kind = Kind::call;
  operation.function = function;
  operation.pullback = pullback;
  operation.name = name;
  operation.arguments = std::move(arguments);
  return operation;
}

Result<Value> Operation::run(Inputs inputs) const {
  switch (kind) {
    case Kind::input:
      return *inputs[input];
    case Kind::constant:
      return constant;
    case Kind::call:
    case Kind::routine:
      return run_call(*this, inputs);
    case Kind::choice:
      return run_choice(*this, inputs);
    case Kind::all_of:
    case Kind::any_of:
      return run_logical(*this, inputs);
    case Kind::absent:
      break;
  }
  return Failure{"an expression without a value"};
}

Operation with_inputs(Operation operation, const std::vector<std::size_t>& slots) {
  if (operation.kind == Operation::Kind::input) operation.input = slots[operation.input];
  for (Operation& argument : operation.arguments) {
    argument = with_inputs(std::move(argument), slots);
  }
  return operation;
}

std::size_t slot_of(std::vector<grader::QuantityIndex>& inputs, grader::QuantityIndex quantity) {
  const auto found = std::find(inputs.begin(), inputs.end(), quantity);
  const auto slot = static_cast<std::size_t>(found - inputs.begin());
  if (found == inputs.end()) inputs.push_back(quantity);
  return slot;
}

Result<bool> truth(const Value& condition) {
  if (const auto* count = std::get_if<Count>(&condition)) return *count != 0;
  if (const auto* real = std::get_if<Real>(&condition)) return *real != 0;
  return Failure{fmt::format("a condition is a number, not {}", grader::describe(condition))};
}

std::shared_ptr<const Operation> operation_of(const grader::Function& function) {
  const auto* step = function.target<StepFunction>();
  return step == nullptr ? nullptr : step->operation();
}

}  // namespace reference::steps
