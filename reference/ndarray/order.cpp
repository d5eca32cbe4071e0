#include "reference/ndarray/order.h"

#include <algorithm>
#include <cstdlib>

namespace reference::ndarray {
namespace {

std::int64_t stride_of(const NDArray& array, std::int64_t axis) {
  const auto i = static_cast<std::size_t>(axis);
  return array.shape[i] == 1 ? 0 : std::abs(array.strides[i]);
}

enum class Verdict { unknown, stays, moves };

// Whether `axis` belongs inside of `inner` (npyiter_find_best_axis_ordering). In a conflict between
// the operands row-major order wins.
Verdict compare(std::span<const NDArray> arrays, std::int64_t axis, std::int64_t inner) {
  Verdict verdict = Verdict::unknown;
  for (const NDArray& array : arrays) {
    const std::int64_t a = stride_of(array, axis);
    const std::int64_t b = stride_of(array, inner);
    if (a == 0 || b == 0) continue;
    if (b <= a) {
      verdict = Verdict::stays;
    } else if (verdict == Verdict::unknown) {
      verdict = Verdict::moves;
    }
  }
  return verdict;
}

}  // namespace

Extents axes_by_stride(std::span<const NDArray> arrays) {
  const std::size_t ndim = arrays.front().shape.size();
  Extents axes(ndim, 0);  // from inner to outer at first
  for (std::size_t i = 0; i < ndim; ++i) axes[i] = static_cast<std::int64_t>(ndim - 1 - i);
  for (std::size_t i = 1; i < ndim; ++i) {
    const std::int64_t axis = axes[i];
    std::size_t place = i;
    for (std::size_t k = i; k > 0; --k) {
      const Verdict verdict = compare(arrays, axis, axes[k - 1]);
      if (verdict == Verdict::stays) break;
      if (verdict == Verdict::moves) place = k - 1;
    }
    axes.erase(axes.begin() + static_cast<std::ptrdiff_t>(i));
    axes.insert(axes.begin() + static_cast<std::ptrdiff_t>(place), axis);
  }
  std::reverse(axes.begin(), axes.end());
  return axes;
}

NDArray make_in_order(const Budget& budget, DType dtype, const Extents& shape,
                      const Extents& axes) {
  NDArray array = make(budget, dtype, shape);
  std::int64_t stride = item_size(dtype);
  for (std::size_t i = axes.size(); i > 0; --i) {
    const auto axis = static_cast<std::size_t>(axes[i - 1]);
    array.strides[axis] = stride;
    stride *= std::max<std::int64_t>(shape[axis], 1);
  }
  return array;
}

NDArray reordered(const NDArray& array, const Extents& axes) {
  NDArray view = array;
  for (std::size_t i = 0; i < axes.size(); ++i) {
    view.shape[i] = array.shape[static_cast<std::size_t>(axes[i])];
    view.strides[i] = array.strides[static_cast<std::size_t>(axes[i])];
  }
  return view;
}

}  // namespace reference::ndarray
