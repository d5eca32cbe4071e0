#include "reference/ndarray/ndarray.h"

#include <fmt/core.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "reference/ndarray/casts.h"
#include "reference/ndarray/convert.h"
#include "reference/ndarray/iterate.h"
#include "reference/ndarray/raised.h"
#include "reference/ndarray/views.h"

namespace reference::ndarray {
namespace {

constexpr std::int64_t largest_count = std::int64_t{1} << 58;
constexpr std::int64_t largest_alignment = 8;  // complex128 is two doubles

// Charges for a pass over `elements` that copies or converts.
void charge_pass(const Budget& budget, std::int64_t elements) { budget.work(elements, 1.5); }

// target = source, element by element; both have the same shape and do not overlap.
void convert_into(const Budget& budget, const NDArray& target, const NDArray& source) {
  charge_pass(budget, target.size());
  const CastRun cast = cast_run(source.dtype, target.dtype);
  bool undefined = false;
  for_each_run<2>({&target, &source}, [&](std::int64_t count, auto at, auto step) {
    undefined |= cast(count, at[1], step[1], at[0], step[0]);
  });
  if (undefined) budget.note_undefined_cast();
}

template <typename T>
T only_element(const NDArray& array) {
  return visit_dtype(array.dtype,
                     [&](auto type) { return convert<T>(load<decltype(type)>(array.data())); });
}

// The bytes that the elements of an array span: [first, last).
std::pair<std::int64_t, std::int64_t> span_of(const NDArray& array) {
  std::int64_t low = array.offset;
  std::int64_t high = array.offset + item_size(array.dtype);
  for (std::size_t axis = 0; axis < array.shape.size(); ++axis) {
    if (array.shape[axis] == 0) return {array.offset, array.offset};
    const std::int64_t reach = (array.shape[axis] - 1) * array.strides[axis];
    (reach < 0 ? low : high) += reach;
  }
  return {low, high};
}

}  // namespace

std::int64_t element_count(const Extents& shape) {
  std::int64_t count = 1;
  bool empty = false;
  for (const std::int64_t extent : shape) {
    if (extent < 0) value_error("negative dimensions are not allowed");
    empty = empty || extent == 0;
  }
  // Also without elements: strides are products of the other extents.
  for (const std::int64_t extent : shape) {
    if (extent == 0) continue;
    if (count > largest_count / extent) {
      value_error(
          "array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum "
          "possible size.");
    }
    count *= extent;
  }
  return empty ? 0 : count;
}

std::int64_t NDArray::size() const {
  if (std::find(shape.begin(), shape.end(), 0) != shape.end()) return 0;
  std::int64_t count = 1;
  for (const std::int64_t extent : shape) count *= extent;
  return count;
}

bool NDArray::contiguous() const {
  std::int64_t expected = item_size(dtype);
  for (std::size_t axis = shape.size(); axis > 0; --axis) {
    if (shape[axis - 1] == 0) return true;
  }
  for (std::size_t axis = shape.size(); axis > 0; --axis) {
    if (shape[axis - 1] == 1) continue;
    if (strides[axis - 1] != expected) return false;
    expected *= shape[axis - 1];
  }
  // A view of bytes as another type may begin anywhere.
  return offset % std::min<std::int64_t>(item_size(dtype), largest_alignment) == 0;
}

Extents contiguous_strides(const Extents& shape, std::int64_t item) {
  Extents strides(shape.size(), 0);
  std::int64_t stride = item;
  for (std::size_t axis = shape.size(); axis > 0; --axis) {
    strides[axis - 1] = stride;
    stride *= std::max<std::int64_t>(shape[axis - 1], 1);
  }
  return strides;
}

std::string shape_text(const Extents& shape) {
  std::string text = "(";
  for (std::size_t i = 0; i < shape.size(); ++i) {
    text += fmt::format("{}{}", i > 0 ? "," : "", shape[i]);
  }
  return text + (shape.size() == 1 ? ",)" : ")");
}

NDArray make(const Budget& budget, DType dtype, Extents shape) {
  if (shape.size() > max_dimensions) {
    value_error("maximum supported dimension for an ndarray is {}, found {}", max_dimensions,
                shape.size());
  }
  const std::int64_t bytes = element_count(shape) * item_size(dtype);
  NDArray array;
  array.dtype = dtype;
  array.strides = contiguous_strides(shape, item_size(dtype));
  array.shape = std::move(shape);
  array.buffer = std::make_shared<Buffer>();
  array.buffer->lease = budget.lease(bytes + 64);
  budget.work(bytes, 0.1);
  // Never empty, so that data() is a place also without elements.
  array.buffer->bytes.resize(static_cast<std::size_t>(std::max<std::int64_t>(bytes, 1)));
  return array;
}

std::int64_t to_int64(const NDArray& array) { return only_element<std::int64_t>(array); }
double to_double(const NDArray& array) { return only_element<double>(array); }
Complex to_complex(const NDArray& array) { return only_element<Complex>(array); }
bool to_bool(const NDArray& array) { return only_element<bool>(array); }

NDArray cast(const Budget& budget, const NDArray& array, DType dtype) {
  NDArray made = make(budget, dtype, array.shape);
  convert_into(budget, made, array);
  made.scalar = array.scalar;
  return made;
}

NDArray copy(const Budget& budget, const NDArray& array) {
  return cast(budget, array, array.dtype);
}

NDArray as_type(const Budget& budget, const NDArray& array, DType dtype) {
  return array.dtype == dtype ? array : cast(budget, array, dtype);
}

NDArray as_contiguous(const Budget& budget, const NDArray& array) {
  return array.contiguous() ? array : copy(budget, array);
}

void assign(const Budget& budget, const NDArray& target, const NDArray& source) {
  if (!target.writeable) value_error("assignment destination is read-only");
  NDArray from = source;
  // Leading extents of 1 that the target lacks are dropped, as in NumPy.
  while (from.ndim() > target.ndim() && from.shape.front() == 1) from = remove_axis(from, 0);
  bool fits = from.ndim() <= target.ndim();
  for (int i = 1; fits && i <= from.ndim(); ++i) {
    const std::int64_t extent = from.shape[static_cast<std::size_t>(from.ndim() - i)];
    fits = extent == 1 || extent == target.shape[static_cast<std::size_t>(target.ndim() - i)];
  }
  if (!fits) {
    value_error("could not broadcast input array from shape {} into shape {}",
                shape_text(source.shape), shape_text(target.shape));
  }
  if (may_overlap(target, from)) from = copy(budget, from);
  convert_into(budget, target, broadcast_to(from, target.shape));
}

bool may_overlap(const NDArray& a, const NDArray& b) {
  if (a.buffer != b.buffer) return false;
  const auto x = span_of(a);
  const auto y = span_of(b);
  return x.first < y.second && y.first < x.second;
}

}  // namespace reference::ndarray
