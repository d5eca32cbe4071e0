// The order in which NumPy's iterator goes over the axes of its operands.
#pragma once

#include <span>

#include "reference/ndarray/ndarray.h"

namespace reference::ndarray {

// The axes from outer to inner, by falling strides; row-major where strides do not tell. Requires:
// all arrays have the same shape; strides of broadcast axes are 0.
Extents axes_by_stride(std::span<const NDArray> arrays);

// A new array whose axes lie in memory in this order, from outer to inner.
NDArray make_in_order(const Budget& budget, DType dtype, const Extents& shape, const Extents& axes);

// A view with its axes in this order.
NDArray reordered(const NDArray& array, const Extents& axes);

}  // namespace reference::ndarray
