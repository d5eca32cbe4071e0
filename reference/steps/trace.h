// An expression run with every intermediate value kept: what derivatives, and messages about the
// place where something went wrong, are made of.
#pragma once

#include <memory>
#include <vector>

#include "reference/steps/operation.h"

namespace reference::steps {

struct Trace {
  const Operation* operation = nullptr;
  const Value* value = nullptr;  // null for an argument that was left out
  std::unique_ptr<Value> own;    // what `value` points to, of a call
  // Of a choice, `and` and `or`: only what was computed, the last of them being the value.
  std::vector<Trace> arguments;
};

struct TraceFailure {
  language::Position where;  // of the function or operator that failed
  std::string message;
};

// The trace points into `operation` and `inputs`.
Result<Trace, TraceFailure> trace(const Operation& operation, Inputs inputs);

// The values of a call's arguments.
std::vector<const Value*> argument_values(const Trace& trace);

}  // namespace reference::steps
