// Windows that slide over the last one or two axes of an array: of convolutions and poolings.
#pragma once

#include <algorithm>
#include <array>

#include "reference/steps/axes.h"

namespace reference::steps {

// One axis. `dims` axes are given; the first of two is 1 where an array has only one.
struct Sliding {
  std::int64_t in = 1;
  std::int64_t kernel = 1;
  std::int64_t out = 1;
  std::int64_t stride = 1;
  std::int64_t before = 0;  // padding in front
  std::int64_t after = 0;
  std::int64_t dilation = 1;

  std::int64_t reach() const { return dilation * (kernel - 1) + 1; }
  // The place in the input of a tap of window `at`; outside of [0, in) is padding.
  std::int64_t place(std::int64_t at, std::int64_t tap) const {
    return at * stride - before + tap * dilation;
  }
};

using Window = std::array<Sliding, 2>;

// A count for both axes, or a count each; within [low, max_entries].
using Pair = std::array<std::int64_t, 2>;
Result<Pair> pair_argument(std::string_view function, std::string_view name, const Value* value,
                           std::size_t dims, std::int64_t low, std::int64_t otherwise);

// Sets `out` of every axis; fails where the kernel is larger than the padded input. With `ceil` a
// last window may hang over the end if it begins inside (PyTorch's ceil_mode).
std::optional<Failure> slide(std::string_view function, Window& window, std::size_t dims,
                             bool ceil);

// visit(tap's place in a plane of the kernel, in a plane of the input) of each tap of the window
// (y, x) that is not in the padding.
template <typename Visit>
void for_each_tap(const Window& window, std::int64_t y, std::int64_t x, Visit visit) {
  const Sliding& rows = window[0];
  const Sliding& columns = window[1];
  for (std::int64_t i = 0; i < rows.kernel; ++i) {
    const std::int64_t row = rows.place(y, i);
    if (row < 0 || row >= rows.in) continue;
    for (std::int64_t j = 0; j < columns.kernel; ++j) {
      const std::int64_t column = columns.place(x, j);
      if (column < 0 || column >= columns.in) continue;
      visit(i * columns.kernel + j, row * columns.in + column);
    }
  }
}

}  // namespace reference::steps
