#include "reference/ndarray/views.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>

#include "reference/ndarray/raised.h"

namespace reference::ndarray {
namespace {

std::size_t at(int axis) { return static_cast<std::size_t>(axis); }

// The strides under which the elements of `array`, in row-major order, have `shape`; none if that
// takes a copy. Requires: as many elements, at least one.
std::optional<Extents> strides_for(const NDArray& array, const Extents& shape) {
  Extents old_shape;
  Extents old_strides;
  for (std::size_t axis = 0; axis < array.shape.size(); ++axis) {
    if (array.shape[axis] == 1) continue;
    old_shape.push_back(array.shape[axis]);
    old_strides.push_back(array.strides[axis]);
  }
  Extents strides(shape.size(), item_size(array.dtype));
  std::size_t from = 0;
  std::size_t to = 0;
  while (from < old_shape.size() && to < shape.size()) {
    // The smallest groups of old and of new axes that hold as many elements.
    std::size_t from_end = from + 1;
    std::size_t to_end = to + 1;
    std::int64_t old_count = old_shape[from];
    std::int64_t new_count = shape[to];
    while (old_count != new_count) {
      if (new_count < old_count) {
        new_count *= shape[to_end++];
      } else {
        old_count *= old_shape[from_end++];
      }
    }
    for (std::size_t k = from; k + 1 < from_end; ++k) {
      if (old_strides[k] != old_shape[k + 1] * old_strides[k + 1]) return std::nullopt;
    }
    strides[to_end - 1] = old_strides[from_end - 1];
    for (std::size_t k = to_end - 1; k > to; --k) strides[k - 1] = strides[k] * shape[k];
    from = from_end;
    to = to_end;
  }
  return strides;
}

Extents with_rest(const NDArray& array, const Extents& shape) {
  Extents whole = shape;
  const auto rest = std::find(whole.begin(), whole.end(), -1);
  if (std::count(whole.begin(), whole.end(), -1) > 1) {
    value_error("can only specify one unknown dimension");
  }
  const auto fails = [&] {
    value_error("cannot reshape array of size {} into shape {}", array.size(), shape_text(shape));
  };
  if (rest != whole.end()) {
    *rest = 1;
    const std::int64_t others = element_count(whole);
    if (others == 0 || array.size() % others != 0) fails();
    *rest = array.size() / others;
  } else if (std::any_of(whole.begin(), whole.end(), [](auto extent) { return extent < 0; })) {
    value_error("negative dimensions not allowed");
  }
  if (element_count(whole) != array.size()) fails();
  return whole;
}

}  // namespace

int normalize_axis(std::int64_t axis, int ndim) {
  if (axis < -ndim || axis >= ndim) {
    raise("numpy.AxisError", "axis {} is out of bounds for array of dimension {}", axis, ndim);
  }
  return static_cast<int>(axis < 0 ? axis + ndim : axis);
}

Extents normalize_axes(const Extents& axes, int ndim) {
  Extents normalized;
  for (const std::int64_t axis : axes) {
    const int one = normalize_axis(axis, ndim);
    if (std::find(normalized.begin(), normalized.end(), one) != normalized.end()) {
      value_error("repeated axis");
    }
    normalized.push_back(one);
  }
  return normalized;
}

NDArray transpose(const NDArray& array) {
  NDArray view = array;
  std::reverse(view.shape.begin(), view.shape.end());
  std::reverse(view.strides.begin(), view.strides.end());
  return view;
}

NDArray transpose(const NDArray& array, const Extents& axes) {
  if (axes.size() != array.shape.size()) value_error("axes don't match array");
  NDArray view = array;
  for (std::size_t i = 0; i < axes.size(); ++i) {
    view.shape[i] = array.shape[static_cast<std::size_t>(axes[i])];
    view.strides[i] = array.strides[static_cast<std::size_t>(axes[i])];
  }
  return view;
}

NDArray swap_axes(const NDArray& array, int a, int b) {
  NDArray view = array;
  std::swap(view.shape[at(a)], view.shape[at(b)]);
  std::swap(view.strides[at(a)], view.strides[at(b)]);
  return view;
}

NDArray reshape(const Budget& budget, const NDArray& array, const Extents& shape) {
  const Extents whole = with_rest(array, shape);
  if (whole.size() > max_dimensions) {
    value_error("maximum supported dimension for an ndarray is {}, found {}", max_dimensions,
                whole.size());
  }
  NDArray view = array;
  view.scalar = false;
  view.shape = whole;
  if (array.size() == 0) {
    view.strides = contiguous_strides(whole, item_size(array.dtype));
    return view;
  }
  if (auto strides = strides_for(array, whole)) {
    view.strides = std::move(*strides);
    return view;
  }
  view = copy(budget, array);
  view.shape = whole;
  view.strides = contiguous_strides(whole, item_size(array.dtype));
  return view;
}

NDArray insert_axis(const NDArray& array, int axis) {
  if (array.ndim() >= max_dimensions) {
    value_error("maximum supported dimension for an ndarray is {}, found {}", max_dimensions,
                array.ndim() + 1);
  }
  NDArray view = array;
  view.scalar = false;
  view.shape.insert(view.shape.begin() + axis, 1);
  view.strides.insert(view.strides.begin() + axis, 0);
  return view;
}

NDArray remove_axis(const NDArray& array, int axis) {
  NDArray view = array;
  view.shape.erase(view.shape.begin() + axis);
  view.strides.erase(view.strides.begin() + axis);
  return view;
}

NDArray take_range(const NDArray& array, int axis, std::int64_t start, std::int64_t count,
                   std::int64_t step) {
  NDArray view = array;
  if (count > 0) view.offset += start * array.strides[at(axis)];
  view.shape[at(axis)] = count;
  // A single element takes no step; one that is enormous must not overflow.
  view.strides[at(axis)] = count > 1 ? array.strides[at(axis)] * step : array.strides[at(axis)];
  return view;
}

NDArray pick(const NDArray& array, int axis, std::int64_t index) {
  NDArray view = array;
  view.offset += index * array.strides[at(axis)];
  return remove_axis(view, axis);
}

NDArray flip(const NDArray& array, int axis) {
  const std::int64_t extent = array.shape[at(axis)];
  return take_range(array, axis, extent - 1, extent, -1);
}

NDArray diagonal(const NDArray& array, std::int64_t offset, int axis1, int axis2) {
  const std::int64_t rows = array.shape[at(axis1)];
  const std::int64_t columns = array.shape[at(axis2)];
  const std::int64_t row = offset < 0 ? std::min(-std::max(offset, -rows), rows) : 0;
  const std::int64_t column = offset > 0 ? std::min(offset, columns) : 0;
  const std::int64_t count = std::max<std::int64_t>(0, std::min(rows - row, columns - column));
  NDArray view = array;
  if (count > 0) {
    view.offset += row * array.strides[at(axis1)] + column * array.strides[at(axis2)];
  }
  const std::int64_t stride = array.strides[at(axis1)] + array.strides[at(axis2)];
  view = remove_axis(remove_axis(view, std::max(axis1, axis2)), std::min(axis1, axis2));
  view.shape.push_back(count);
  view.strides.push_back(stride);
  return view;
}

Extents broadcast_shape(std::span<const NDArray* const> arrays) {
  std::size_t ndim = 0;
  for (const NDArray* array : arrays) ndim = std::max(ndim, array->shape.size());
  Extents shape(ndim, 1);
  for (const NDArray* array : arrays) {
    const std::size_t lead = ndim - array->shape.size();
    for (std::size_t axis = lead; axis < ndim; ++axis) {
      const std::int64_t extent = array->shape[axis - lead];
      if (extent == 1 || extent == shape[axis]) continue;
      if (shape[axis] != 1) {
        std::string shapes;
        for (const NDArray* one : arrays) shapes += shape_text(one->shape) + " ";
        value_error("operands could not be broadcast together with shapes {}", shapes);
      }
      shape[axis] = extent;
    }
  }
  return shape;
}

NDArray broadcast_to(const NDArray& array, const Extents& shape) {
  const std::size_t ndim = array.shape.size();
  const auto fails = [&] {
    value_error(
        "operands could not be broadcast together with remapped shapes [original->remapped]"
        ": {}  and requested shape {}",
        shape_text(array.shape), shape_text(shape));
  };
  if (ndim > shape.size()) {
    value_error("input operand has more dimensions than allowed by the axis remapping");
  }
  NDArray view = array;
  view.scalar = false;
  view.writeable = false;
  view.shape = shape;
  view.strides.assign(shape.size(), 0);
  const std::size_t lead = shape.size() - ndim;
  for (std::size_t axis = 0; axis < ndim; ++axis) {
    if (array.shape[axis] == shape[lead + axis]) {
      view.strides[lead + axis] = array.shape[axis] == 1 ? 0 : array.strides[axis];
    } else if (array.shape[axis] != 1) {
      fails();
    }
  }
  element_count(shape);
  return view;
}

}  // namespace reference::ndarray
