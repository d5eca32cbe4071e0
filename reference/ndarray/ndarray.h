// NumPy's array: elements of one type in a shared buffer, seen through shape and strides. Copies of
// an NDArray share their elements; so do views.
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "reference/ndarray/budget.h"
#include "reference/ndarray/dtype.h"

namespace reference::ndarray {

inline constexpr int max_dimensions = 32;

using Extents = boost::container::small_vector<std::int64_t, 4>;

struct Buffer {
  std::vector<std::byte> bytes;
  std::unique_ptr<const Budget::Lease> lease;
};

struct NDArray {
  DType dtype = DType::float64;
  Extents shape;
  Extents strides;  // in bytes, may be negative or 0
  std::shared_ptr<Buffer> buffer;
  std::int64_t offset = 0;  // of element [0, 0, ..], in bytes
  // A NumPy scalar (`np.uint8(3)`, `a[0, 0]`): no dimensions, never written to.
  bool scalar = false;
  bool writeable = true;

  int ndim() const { return static_cast<int>(shape.size()); }
  std::int64_t size() const;  // elements
  std::byte* data() const { return buffer->bytes.data() + offset; }
  bool contiguous() const;  // row-major without gaps, each element aligned
};

// The number of elements. Throws ValueError ("array is too big") beyond 2^62 bytes of 16-byte
// elements, extents of 0 left out, and for a negative extent.
std::int64_t element_count(const Extents& shape);
Extents contiguous_strides(const Extents& shape, std::int64_t item);
std::string shape_text(const Extents& shape);  // "(2,3)", "(3,)", "()": NumPy's words

// A new array, row-major, all zero; charged before it is allocated.
NDArray make(const Budget& budget, DType dtype, Extents shape);

// One element. T is exactly the dtype's type.
template <typename T>
T load(const std::byte* at) {
  T value;
  std::memcpy(&value, at, sizeof value);
  return value;
}
template <typename T>
void store(std::byte* at, T value) {
  std::memcpy(at, &value, sizeof value);
}

// The elements of a contiguous array of that type.
template <typename T>
std::span<T> elements(const NDArray& array) {
  return {reinterpret_cast<T*>(array.data()), static_cast<std::size_t>(array.size())};
}

template <typename T>
NDArray make_scalar(const Budget& budget, T value) {
  NDArray scalar = make(budget, dtype_of<T>(), {});
  store(scalar.data(), value);
  scalar.scalar = true;
  return scalar;
}

// A one-dimensional array of these elements.
template <typename T>
NDArray make_vector(const Budget& budget, std::span<const T> values) {
  NDArray array = make(budget, dtype_of<T>(), {static_cast<std::int64_t>(values.size())});
  if (!values.empty()) std::memcpy(array.data(), values.data(), values.size_bytes());
  return array;
}

// The only element of an array of size 1, converted: to int64 as astype does, to double, complex.
std::int64_t to_int64(const NDArray& array);
double to_double(const NDArray& array);
Complex to_complex(const NDArray& array);
// False iff the only element equals zero (NaN is true).
bool to_bool(const NDArray& array);

// Copies, converted (cast.h says how), row-major.
NDArray copy(const Budget& budget, const NDArray& array);
NDArray cast(const Budget& budget, const NDArray& array, DType dtype);
// The array itself if it has the type / is row-major already, else a copy.
NDArray as_type(const Budget& budget, const NDArray& array, DType dtype);
NDArray as_contiguous(const Budget& budget, const NDArray& array);

// target[...] = source: broadcast to the target, converted as astype does. Overlapping memory is
// read whole before it is written. Throws ValueError for shapes that do not broadcast and for a
// target that is read-only.
void assign(const Budget& budget, const NDArray& target, const NDArray& source);

// Whether two arrays may have bytes in common.
bool may_overlap(const NDArray& a, const NDArray& b);

}  // namespace reference::ndarray
