#include "reference/steps/view.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

namespace reference::steps {

std::optional<View> View::of(const Value& value) {
  View view;
  if (const auto* array = std::get_if<Array>(&value)) {
    view.array_ = array;
    view.counts_ = array->counts;
  } else if (const auto* real = std::get_if<Real>(&value)) {
    view.scalar_ = *real;
  } else if (const auto* count = std::get_if<Count>(&value)) {
    view.scalar_ = static_cast<double>(*count);
    view.counts_ = true;
  } else {
    return std::nullopt;
  }
  return view;
}

bool holds_counts(const Value& value) {
  const auto view = View::of(value);
  return view && view->counts();
}

Failure not_numbers(std::string_view function, const Value& value) {
  return {fmt::format("`{}` takes numbers, not {}", function, grader::describe(value))};
}

Failure shapes_differ(std::string_view function, const Value& a, const Value& b) {
  return {fmt::format("shapes {} and {} do not fit in `{}`",
                      grader::shape_text(grader::shape_of(a)),
                      grader::shape_text(grader::shape_of(b)), function)};
}

std::optional<std::size_t> entries(std::span<const std::int64_t> shape) {
  std::int64_t n = 1;
  for (const std::int64_t extent : shape) {
    if (extent < 0 || __builtin_mul_overflow(n, extent, &n)) return std::nullopt;
  }
  if (n > max_entries) return std::nullopt;
  return static_cast<std::size_t>(n);
}

Failure too_large() { return {fmt::format("an array of more than {} entries", max_entries)}; }

Result<Value> finish(Array array) {
  if (array.counts) {
    const auto beyond = [](double x) { return !(std::abs(x) <= max_exact); };
    if (std::any_of(array.data.begin(), array.data.end(), beyond)) {
      return Failure{std::string(overflow_message)};
    }
  }
  if (!array.shape.empty()) return Value(std::move(array));
  if (array.counts) return Value(static_cast<Count>(array.data.front()));
  return Value(array.data.front());
}

Result<std::int64_t> count_argument(std::string_view function, std::string_view name,
                                    const Value& value, std::int64_t low, std::int64_t high) {
  const auto* count = std::get_if<Count>(&value);
  if (count == nullptr) {
    return Failure{fmt::format("`{}` of `{}` is a whole number, not {}", name, function,
                               grader::describe(value))};
  }
  if (*count < low || *count > high) {
    return Failure{fmt::format("`{}` of `{}` is {}; it is between {} and {}", name, function,
                               *count, low, high)};
  }
  return *count;
}

}  // namespace reference::steps
