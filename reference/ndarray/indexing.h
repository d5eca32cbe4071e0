// NumPy's indexing: array[index] and array[index] = value.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "reference/ndarray/ndarray.h"

namespace reference::ndarray {

struct SliceIndex {
  std::optional<std::int64_t> start;
  std::optional<std::int64_t> stop;
  std::optional<std::int64_t> step;
};
struct EllipsisIndex {};
struct NewAxisIndex {};

// An int, a slice, `...`, None, or an array: of booleans, or of integers (a NumPy integer scalar or
// a 0-d integer array is an int).
using Index = std::variant<std::int64_t, SliceIndex, EllipsisIndex, NewAxisIndex, NDArray>;

// Bounds as Python's slice.indices(extent) gives them: how many elements from where on.
struct Range {
  std::int64_t start = 0;
  std::int64_t count = 0;
  std::int64_t step = 1;
};
// Throws ValueError ("slice step cannot be zero").
Range resolve(const SliceIndex& slice, std::int64_t extent);

// A view for ints, slices, `...` and None; a copy as soon as an array is among them; a NumPy scalar
// if all axes are gone by ints. Throws IndexError in NumPy's words.
NDArray get_item(const Budget& budget, const NDArray& array, const std::vector<Index>& index);
void set_item(const Budget& budget, const NDArray& array, const std::vector<Index>& index,
              const NDArray& value);

}  // namespace reference::ndarray
