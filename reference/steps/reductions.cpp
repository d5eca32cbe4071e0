// Functions that take an array together, whole or along an axis.
#include <fmt/core.h>

#include <cmath>

#include "reference/steps/arithmetic.h"
#include "reference/steps/builtin.h"

namespace reference::steps {
namespace {

// An array as `outer` x `n` x `inner`, to be reduced over `n`.
struct Fold {
  std::size_t outer = 1;
  std::size_t n = 1;
  std::size_t inner = 1;
  Shape shape;  // what is left
};

Result<Fold> fold(std::string_view name, const View& view, const Value* axis) {
  Fold fold;
  if (axis == nullptr) {
    fold.n = view.size();
    return fold;
  }
  const auto rank = static_cast<std::int64_t>(view.shape().size());
  if (rank == 0) return Failure{fmt::format("`{}` of a number has no axes", name)};
  const auto given = count_argument(name, "axis", *axis, -rank, rank - 1);
  if (!given) return given.error();
  const auto chosen = static_cast<std::size_t>(*given < 0 ? *given + rank : *given);
  for (std::size_t i = 0; i < view.shape().size(); ++i) {
    const auto extent = static_cast<std::size_t>(view.shape()[i]);
    (i < chosen ? fold.outer : i == chosen ? fold.n : fold.inner) *= extent;
    if (i != chosen) fold.shape.push_back(view.shape()[i]);
  }
  return fold;
}

// f(first, stride, n) of each line.
template <typename F>
Result<Value> reduce(std::string_view name, Inputs arguments, bool needs_entries, bool counts,
                     F f) {
  const auto view = View::of(*arguments[0]);
  if (!view) return not_numbers(name, *arguments[0]);
  const auto folded = fold(name, *view, arguments[1]);
  if (!folded) return folded.error();
  if (needs_entries && folded->n == 0) return Failure{fmt::format("`{}` of nothing", name)};
  Array result;
  result.shape = folded->shape;
  result.counts = counts;
  result.data.reserve(folded->outer * folded->inner);
  for (std::size_t i = 0; i < folded->outer; ++i) {
    for (std::size_t j = 0; j < folded->inner; ++j) {
      result.data.push_back(
          f(view->data() + i * folded->n * folded->inner + j, folded->inner, folded->n));
    }
  }
  return finish(std::move(result));
}

double sum_line(const double* x, std::size_t stride, std::size_t n) {
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += x[i * stride];
  return sum;
}

template <bool largest>
std::size_t extreme(const double* x, std::size_t stride, std::size_t n) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < n; ++i) {
    const double now = x[i * stride];
    const double then = x[best * stride];
    if (std::isnan(then)) break;
    if ((largest ? now > then : now < then) || std::isnan(now)) best = i;
  }
  return best;
}

Result<Value> np_sum(Inputs a) {
  if (std::holds_alternative<Count>(*a[0]) && a[1] == nullptr) return *a[0];
  return reduce("sum", a, false, holds_counts(*a[0]), sum_line);
}

Result<Value> np_mean(Inputs a) {
  return reduce("mean", a, true, false, [](const double* x, std::size_t stride, std::size_t n) {
    return sum_line(x, stride, n) / static_cast<double>(n);
  });
}

template <bool largest>
Result<Value> extreme_value(Inputs a) {
  if (std::holds_alternative<Count>(*a[0]) && a[1] == nullptr) return *a[0];
  return reduce(largest ? "max" : "min", a, true, holds_counts(*a[0]),
                [](const double* x, std::size_t stride, std::size_t n) {
                  return x[extreme<largest>(x, stride, n) * stride];
                });
}

template <bool largest>
Result<Value> extreme_place(Inputs a) {
  return reduce(largest ? "argmax" : "argmin", a, true, true,
                [](const double* x, std::size_t stride, std::size_t n) {
                  return static_cast<double>(extreme<largest>(x, stride, n));
                });
}

// Python's max and min: of one array, or of several numbers.
template <bool largest>
Result<Value> extreme_of_several(Inputs a) {
  if (a.size() == 1) {
    const Value* const whole[] = {a[0], nullptr};
    return extreme_value<largest>(whole);
  }
  const Callable two = find_builtin(largest ? "np.maximum" : "np.minimum")->function;
  Result<Value> best = *a[0];
  for (std::size_t i = 1; i < a.size() && best; ++i) {
    const Value* const both[] = {&*best, a[i]};
    best = two(Inputs(both));
  }
  return best;
}

constexpr Builtin table[] = {
    {"np.sum", "x, axis=None", np_sum},
    {"np.mean", "x, axis=None", np_mean},
    {"np.max", "x, axis=None", extreme_value<true>},
    {"np.min", "x, axis=None", extreme_value<false>},
    {"np.argmax", "x, axis=None", extreme_place<true>},
    {"np.argmin", "x, axis=None", extreme_place<false>},
    {"max", "*", extreme_of_several<true>},
    {"min", "*", extreme_of_several<false>},
};

}  // namespace

std::span<const Builtin> reductions() { return table; }

}  // namespace reference::steps
