#pragma once

#include "reference/steps/view.h"

namespace reference::steps {

// x[..]: the object, then four arguments an index: a whole number, or null and start, stop, step of
// a slice (null where left out). As in Python, negative numbers count from the end; as in NumPy, an
// index may be an array of whole numbers. There are no masks: `x > 0` holds the numbers 0 and 1.
Result<Value> subscript(Inputs arguments);
// Nothing for the indices.
Result<Cotangents> subscript_pullback(Inputs arguments, const Value& value, const Value& cotangent);

// [a, b, ..]: numbers give a vector, arrays of one shape are stacked.
Result<Value> make_list(Inputs items);
Result<Cotangents> make_list_pullback(Inputs items, const Value& value, const Value& cotangent);

}  // namespace reference::steps
