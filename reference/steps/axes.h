// The arguments `axis` and `keepdims`: which entries of an array are taken together.
#pragma once

#include <string>

#include "reference/steps/broadcast.h"
#include "reference/steps/view.h"

namespace reference::steps {

// A whole number or null, within the axes of `rank`; negative ones count from the end. Requires an
// array.
Result<std::size_t> one_axis(std::string_view function, const Value& axis, std::size_t rank);

// 0 or 1; null is 0.
Result<bool> flag(std::string_view function, std::string_view name, const Value* value);

// The argument, or `otherwise` where it is null.
Result<std::int64_t> count_or(std::string_view function, std::string_view name, const Value* value,
                              std::int64_t low, std::int64_t high, std::int64_t otherwise);

// A number, or `otherwise` where it is null.
Result<double> number_or(std::string_view function, std::string_view name, const Value* value,
                         double otherwise);

// One of `words`, the first of which null stands for, as its place among them.
Result<std::size_t> choice(std::string_view function, std::string_view name, const Value* value,
                           std::span<const std::string_view> words);

// An array that is folded over some of its axes: all (null), one, or a list of them.
struct Fold {
  Shape shape;           // of the argument
  Shape strides;         // of the argument's entries
  Shape into;            // the strides of the entries of the result, 0 along a folded axis
  Shape result;          // the shape of the result
  std::size_t size = 1;  // entries of the result
  std::size_t n = 1;     // entries that are folded into each
  bool whole = false;    // into one number

  // visit(entry of the argument, entry of the result) in row-major order.
  template <typename Visit>
  void for_each(Visit visit) const {
    if (whole) {
      for (std::size_t i = 0; i < n; ++i) visit(i, std::size_t{0});
      return;
    }
    for_each_pair(shape, strides, into, n * size, visit);
  }
};

Result<Fold> fold(std::string_view function, const View& view, const Value* axis,
                  const Value* keepdims);

// An array as lines along one axis; null makes one line of all entries.
struct Lines {
  std::size_t outer = 1;
  std::size_t n = 1;  // entries of a line
  std::size_t inner = 1;
  Shape before;  // the extents in front of the axis
  Shape after;
  bool whole = false;

  std::size_t count() const { return outer * inner; }
  // The shape of a result with `extent` entries along the axis, or without the axis.
  Shape with(std::int64_t extent) const;
  Shape without(bool keepdims) const;

  // visit(offset of the first entry, number of the line); entries are `inner` apart.
  template <typename Visit>
  void for_each(Visit visit) const {
    for (std::size_t i = 0; i < outer; ++i) {
      for (std::size_t j = 0; j < inner; ++j) visit(i * n * inner + j, i * inner + j);
    }
  }
};

// `otherwise` is the axis that null stands for, if not all entries.
Result<Lines> lines(std::string_view function, const View& view, const Value* axis,
                    std::optional<std::int64_t> otherwise = std::nullopt);

}  // namespace reference::steps
