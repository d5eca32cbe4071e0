// Views: other ways to see the elements of an array. None copies, unless it says so.
#pragma once

#include <optional>

#include "reference/ndarray/ndarray.h"

namespace reference::ndarray {

// An axis as NumPy counts: -1 is the last. Throws numpy.AxisError ("axis 2 is out of bounds for
// array of dimension 2").
int normalize_axis(std::int64_t axis, int ndim);
// Each normalized; throws ValueError ("repeated axis") for a pair of equal ones.
Extents normalize_axes(const Extents& axes, int ndim);

NDArray transpose(const NDArray& array);  // axes reversed
// `axes` normalized, a permutation; throws ValueError ("axes don't match array") otherwise.
NDArray transpose(const NDArray& array, const Extents& axes);
NDArray swap_axes(const NDArray& array, int a, int b);

// One -1 stands for what is left. A view where strides allow, else a copy, as in NumPy. Throws
// ValueError ("cannot reshape array of size 6 into shape (4,)").
NDArray reshape(const Budget& budget, const NDArray& array, const Extents& shape);
NDArray insert_axis(const NDArray& array, int axis);
NDArray remove_axis(const NDArray& array, int axis);  // requires: extent 1

// array[..., start:start+count*step:step, ...] along one axis, in elements; step may be negative.
NDArray take_range(const NDArray& array, int axis, std::int64_t start, std::int64_t count,
                   std::int64_t step);
// array[..., index, ...]: requires 0 <= index < extent.
NDArray pick(const NDArray& array, int axis, std::int64_t index);
NDArray flip(const NDArray& array, int axis);

// The diagonals of two axes, which go; the diagonal becomes the last axis.
NDArray diagonal(const NDArray& array, std::int64_t offset, int axis1, int axis2);

// The shape of both together. Throws ValueError ("operands could not be broadcast together with
// shapes (2,3) (4,) ").
Extents broadcast_shape(std::span<const NDArray* const> arrays);
// Seen as `shape` with strides of 0; not writeable. Throws ValueError if it does not broadcast.
NDArray broadcast_to(const NDArray& array, const Extents& shape);

}  // namespace reference::ndarray
