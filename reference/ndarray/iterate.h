// Loops over several arrays of one shape at once, in row-major order, in runs along which every
// array has one stride.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "reference/ndarray/ndarray.h"

namespace reference::ndarray {

// Axes of extent 1 dropped, neighbours merged where all arrays allow it.
template <std::size_t N>
struct Loops {
  Extents shape;  // outer to inner; at least one
  std::array<Extents, N> strides;
  std::array<std::byte*, N> begin;
};

// Requires: all arrays have the same shape.
template <std::size_t N>
Loops<N> make_loops(const std::array<const NDArray*, N>& arrays) {
  Loops<N> loops;
  const Extents& shape = arrays[0]->shape;
  for (std::size_t k = 0; k < N; ++k) loops.begin[k] = arrays[k]->data();
  for (std::size_t axis = 0; axis < shape.size(); ++axis) {
    if (shape[axis] == 1) continue;
    bool merges = !loops.shape.empty();
    for (std::size_t k = 0; k < N && merges; ++k) {
      merges = loops.strides[k].back() == arrays[k]->strides[axis] * shape[axis];
    }
    if (merges) {
      loops.shape.back() *= shape[axis];
    } else {
      loops.shape.push_back(shape[axis]);
    }
    for (std::size_t k = 0; k < N; ++k) {
      if (merges) loops.strides[k].pop_back();
      loops.strides[k].push_back(arrays[k]->strides[axis]);
    }
  }
  if (loops.shape.empty()) {
    loops.shape.push_back(1);
    for (auto& strides : loops.strides) strides.push_back(0);
  }
  return loops;
}

// Calls run(count, pointers, strides) for every innermost run; nothing for no elements.
template <std::size_t N, typename Run>
void for_each_run(const Loops<N>& loops, Run run) {
  for (const std::int64_t extent : loops.shape) {
    if (extent == 0) return;
  }
  const std::size_t outer = loops.shape.size() - 1;
  std::array<std::ptrdiff_t, N> inner{};
  for (std::size_t k = 0; k < N; ++k) inner[k] = loops.strides[k][outer];
  auto at = loops.begin;
  Extents index(outer, 0);
  for (;;) {
    run(loops.shape[outer], at, inner);
    std::size_t axis = outer;
    for (; axis > 0; --axis) {
      const std::size_t a = axis - 1;
      for (std::size_t k = 0; k < N; ++k) at[k] += loops.strides[k][a];
      if (++index[a] < loops.shape[a]) break;
      for (std::size_t k = 0; k < N; ++k) at[k] -= loops.strides[k][a] * loops.shape[a];
      index[a] = 0;
    }
    if (axis == 0) return;
  }
}

template <std::size_t N, typename Run>
void for_each_run(const std::array<const NDArray*, N>& arrays, Run run) {
  for_each_run(make_loops(arrays), run);
}

}  // namespace reference::ndarray
