#include "reference/steps/axes.h"

#include <fmt/core.h>
#include <fmt/format.h>

#include <algorithm>

namespace reference::steps {
namespace {

// Whether each axis is folded.
Result<std::vector<bool>> folded_axes(std::string_view function, const Value& axis,
                                      std::size_t rank) {
  std::vector<bool> folded(rank, false);
  const auto* list = std::get_if<Array>(&axis);
  if (list == nullptr || !list->counts || list->shape.size() != 1) {
    const auto one = one_axis(function, axis, rank);
    if (!one) return one.error();
    folded[*one] = true;
    return folded;
  }
  for (const double number : list->data) {
    const auto one = one_axis(function, Value(static_cast<Count>(number)), rank);
    if (!one) return one.error();
    if (folded[*one]) {
      return Failure{fmt::format("`axis` of `{}` names axis {} twice", function, *one)};
    }
    folded[*one] = true;
  }
  return folded;
}

}  // namespace

Result<std::size_t> one_axis(std::string_view function, const Value& axis, std::size_t rank) {
  const auto n = static_cast<std::int64_t>(rank);
  if (n == 0) return Failure{fmt::format("`{}` of a number has no axes", function)};
  const auto given = count_argument(function, "axis", axis, -n, n - 1);
  if (!given) return given.error();
  return static_cast<std::size_t>(*given < 0 ? *given + n : *given);
}

Result<bool> flag(std::string_view function, std::string_view name, const Value* value) {
  if (value == nullptr) return false;
  const auto one = count_argument(function, name, *value, 0, 1);
  if (!one) return one.error();
  return *one == 1;
}

Result<std::int64_t> count_or(std::string_view function, std::string_view name, const Value* value,
                              std::int64_t low, std::int64_t high, std::int64_t otherwise) {
  if (value == nullptr) return otherwise;
  return count_argument(function, name, *value, low, high);
}

Result<double> number_or(std::string_view function, std::string_view name, const Value* value,
                         double otherwise) {
  if (value == nullptr) return otherwise;
  const auto view = View::of(*value);
  if (view && view->is_scalar()) return *view->data();
  return Failure{
      fmt::format("`{}` of `{}` is a number, not {}", name, function, grader::describe(*value))};
}

Result<std::size_t> choice(std::string_view function, std::string_view name, const Value* value,
                           std::span<const std::string_view> words) {
  if (value == nullptr) return std::size_t{0};
  const auto* text = std::get_if<Text>(value);
  for (std::size_t i = 0; text != nullptr && i < words.size(); ++i) {
    if (words[i] == *text) return i;
  }
  std::string all;
  for (std::size_t i = 0; i < words.size(); ++i) {
    all += fmt::format("{}`{}`", i == 0 ? "" : i + 1 == words.size() ? " or " : ", ", words[i]);
  }
  return Failure{
      fmt::format("`{}` of `{}` is {}, not {}", name, function, all,
                  text != nullptr ? fmt::format("`{}`", *text) : grader::describe(*value))};
}

Result<Fold> fold(std::string_view function, const View& view, const Value* axis,
                  const Value* keepdims) {
  const std::size_t rank = view.shape().size();
  const auto keep = flag(function, "keepdims", keepdims);
  if (!keep) return keep.error();
  Fold fold;
  fold.whole = axis == nullptr;
  if (fold.whole) {
    fold.n = view.size();
    fold.result.assign(*keep ? rank : 0, 1);
    return fold;
  }
  const auto folded = folded_axes(function, *axis, rank);
  if (!folded) return folded.error();
  fold.shape.assign(view.shape().begin(), view.shape().end());
  fold.strides = broadcast_strides(fold.shape, fold.shape);
  fold.into.assign(rank, 0);
  for (std::size_t i = rank; i-- > 0;) {
    const auto extent = static_cast<std::size_t>(fold.shape[i]);
    if ((*folded)[i]) {
      fold.n *= extent;
      if (*keep) fold.result.push_back(1);
    } else {
      if (extent != 1) fold.into[i] = static_cast<std::int64_t>(fold.size);
      fold.size *= extent;
      fold.result.push_back(fold.shape[i]);
    }
  }
  std::reverse(fold.result.begin(), fold.result.end());
  return fold;
}

Shape Lines::with(std::int64_t extent) const {
  if (whole) return {extent};
  Shape shape = before;
  shape.push_back(extent);
  shape.insert(shape.end(), after.begin(), after.end());
  return shape;
}

Shape Lines::without(bool keepdims) const {
  if (whole) return Shape(keepdims ? before.size() : 0, 1);
  if (keepdims) return with(1);
  Shape shape = before;
  shape.insert(shape.end(), after.begin(), after.end());
  return shape;
}

Result<Lines> lines(std::string_view function, const View& view, const Value* axis,
                    std::optional<std::int64_t> otherwise) {
  Lines lines;
  if (axis == nullptr && !otherwise) {
    lines.n = view.size();
    lines.before.assign(view.shape().begin(), view.shape().end());
    lines.whole = true;
    return lines;
  }
  const Value assumed = Count{otherwise.value_or(0)};
  const auto chosen = one_axis(function, axis ? *axis : assumed, view.shape().size());
  if (!chosen) return chosen.error();
  for (std::size_t i = 0; i < view.shape().size(); ++i) {
    const std::int64_t extent = view.shape()[i];
    (i < *chosen    ? lines.outer
     : i == *chosen ? lines.n
                    : lines.inner) *= static_cast<std::size_t>(extent);
    if (i < *chosen) lines.before.push_back(extent);
    if (i > *chosen) lines.after.push_back(extent);
  }
  return lines;
}

}  // namespace reference::steps
