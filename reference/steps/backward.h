// The derivative of one expression, from its value back to its inputs. Internal to reference/steps.
#pragma once

#include "reference/steps/trace.h"

namespace reference::steps {

// Adds to `inputs` (one entry an input of the expression, null for none yet) what `cotangent` of
// the expression's value gives for those that are `active`. `value`, if not null, stands for the
// value in the derivative of the outermost function; it must have its shape.
Result<void> backward(const Trace& trace, const Value* value, const Value& cotangent,
                      const std::vector<bool>& active, Cotangents& inputs);

// The sum, entry by entry, of two cotangents of one shape.
void add_to(std::optional<Value>& sum, Value term);

// A function that an active input reaches and that has no derivative, or null.
const Operation* without_derivative(const Operation& operation, const std::vector<bool>& active);

}  // namespace reference::steps
