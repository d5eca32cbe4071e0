// Products of matrices, for the operator `@` and for all families that need them.
#pragma once

#include "reference/numpy/support.h"

namespace reference::numpy {

NDArray matmul(const Rules& rules, const NDArray& a, const NDArray& b);
NDArray dot(const Rules& rules, const NDArray& a, const NDArray& b);

}  // namespace reference::numpy
