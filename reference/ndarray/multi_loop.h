// Loops over the operands of a ufunc, however many they are: iterate.h for a number known only when
// it runs.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "reference/ndarray/ndarray.h"

namespace reference::ndarray {

inline constexpr std::size_t most_operands = 6;

struct MultiLoop {
  struct Axis {
    std::int64_t extent = 1;
    std::array<std::int64_t, most_operands> strides{};
  };
  std::size_t operands = 0;
  std::array<std::byte*, most_operands> begin{};
  // From outer to inner, at least one; extents of 1 dropped, neighbours merged where all operands
  // allow it.
  boost::container::small_vector<Axis, 4> axes;
};

// Requires: all arrays have the same shape; at most `most_operands` of them.
inline MultiLoop make_multi_loop(std::span<const NDArray> arrays) {
  MultiLoop loop;
  loop.operands = arrays.size();
  for (std::size_t k = 0; k < arrays.size(); ++k) loop.begin[k] = arrays[k].data();
  const Extents& shape = arrays.front().shape;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] == 1) continue;
    MultiLoop::Axis axis{shape[i], {}};
    bool merges = !loop.axes.empty();
    for (std::size_t k = 0; k < arrays.size(); ++k) {
      axis.strides[k] = arrays[k].strides[i];
      merges = merges && loop.axes.back().strides[k] == axis.strides[k] * axis.extent;
    }
    if (merges) {
      axis.extent *= loop.axes.back().extent;
      loop.axes.back() = axis;
    } else {
      loop.axes.push_back(axis);
    }
  }
  if (loop.axes.empty()) loop.axes.emplace_back();
  return loop;
}

// Calls f(pointers) for every position of all but the `inner` last axes.
template <typename F>
void for_each_outer(const MultiLoop& loop, std::size_t inner, F f) {
  for (const MultiLoop::Axis& axis : loop.axes) {
    if (axis.extent == 0) return;
  }
  const std::size_t outer = loop.axes.size() - inner;
  auto at = loop.begin;
  Extents index(outer, 0);
  for (;;) {
    f(at);
    std::size_t i = outer;
    for (; i > 0; --i) {
      const MultiLoop::Axis& axis = loop.axes[i - 1];
      for (std::size_t k = 0; k < loop.operands; ++k) at[k] += axis.strides[k];
      if (++index[i - 1] < axis.extent) break;
      for (std::size_t k = 0; k < loop.operands; ++k) at[k] -= axis.strides[k] * axis.extent;
      index[i - 1] = 0;
    }
    if (i == 0) return;
  }
}

// Calls f(from, count) for every run of true values.
template <typename F>
void for_each_true(const std::byte* mask, std::ptrdiff_t step, std::int64_t count, F f) {
  for (std::int64_t i = 0; i < count;) {
    std::int64_t end = i;
    while (end < count && load<bool>(mask + end * step)) ++end;
    if (end > i) f(i, end - i);
    i = end + 1;
  }
}

}  // namespace reference::ndarray
