// Medians, for padding too.
#pragma once

#include "reference/numpy/support.h"

namespace reference::numpy {

NDArray median(const Rules& rules, const NDArray& array, int axis, bool keepdims);

}  // namespace reference::numpy
