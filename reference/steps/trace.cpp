#include "reference/steps/trace.h"

namespace reference::steps {
namespace {

using Traced = Result<Trace, TraceFailure>;

TraceFailure failed(const Operation& operation, const Failure& failure) {
  return {operation.where, failure.message};
}

Traced trace_call(const Operation& operation, Inputs inputs) {
  Trace result;
  result.operation = &operation;
  result.arguments.reserve(operation.arguments.size());
  for (const Operation& argument : operation.arguments) {
    if (argument.kind == Operation::Kind::absent) {
      result.arguments.emplace_back().operation = &argument;
      continue;
    }
    Traced one = trace(argument, inputs);
    if (!one) return one;
    result.arguments.push_back(std::move(*one));
  }
  const std::vector<const Value*> values = argument_values(result);
  Result<Value> value = operation.routine ? operation.routine->run(values)  //
                                          : operation.function(values);
  if (!value) return failed(operation, value.error());
  result.own = std::make_unique<Value>(std::move(*value));
  result.value = result.own.get();
  return result;
}

// The operands of `operation` in turn, as far as they are computed.
Traced trace_branches(const Operation& operation, Inputs inputs) {
  Trace result;
  result.operation = &operation;
  const bool until = operation.kind == Operation::Kind::any_of;
  std::size_t next = 0;
  for (;;) {
    Traced one = trace(operation.arguments[next], inputs);
    if (!one) return one;
    result.arguments.push_back(std::move(*one));
    result.value = result.arguments.back().value;
    const bool choice = operation.kind == Operation::Kind::choice;
    const bool last = choice ? next > 0 : next + 1 == operation.arguments.size();
    if (last) return result;
    const Result<bool> holds = truth(*result.value);
    if (!holds) return failed(operation, holds.error());
    if (!choice && *holds == until) return result;
    next = choice && !*holds ? 2 : next + 1;
  }
}

}  // namespace

Traced trace(const Operation& operation, Inputs inputs) {
  Trace leaf;
  leaf.operation = &operation;
  switch (operation.kind) {
    case Operation::Kind::input:
      leaf.value = inputs[operation.input];
      return leaf;
    case Operation::Kind::constant:
      leaf.value = &operation.constant;
      return leaf;
    case Operation::Kind::call:
    case Operation::Kind::routine:
      return trace_call(operation, inputs);
    case Operation::Kind::choice:
    case Operation::Kind::all_of:
    case Operation::Kind::any_of:
      return trace_branches(operation, inputs);
    case Operation::Kind::absent:
      break;
  }
  return TraceFailure{operation.where, "an expression without a value"};
}

std::vector<const Value*> argument_values(const Trace& trace) {
  std::vector<const Value*> values;
  values.reserve(trace.arguments.size());
  for (const Trace& argument : trace.arguments) values.push_back(argument.value);
  return values;
}

}  // namespace reference::steps
