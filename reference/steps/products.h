#pragma once

#include "reference/steps/view.h"

namespace reference::steps {

// No step multiplies more pairs of numbers than this: some seconds of work.
inline constexpr std::int64_t max_multiplications = 2'000'000'000;
Failure too_much_work(std::string_view function);

// a @ b of vectors, matrices and stacks of matrices, whose axes before the last two are broadcast;
// a vector times a vector is a number.
Result<Value> matrix_product(Inputs arguments);
Result<Cotangents> matrix_product_pullback(Inputs arguments, const Value& value,
                                           const Value& cotangent);

// .T: the axes in reverse order; a vector stays as it is.
Result<Value> transpose(Inputs arguments);
Result<Cotangents> transpose_pullback(Inputs arguments, const Value& value, const Value& cotangent);

}  // namespace reference::steps
