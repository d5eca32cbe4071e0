// Sums, products, extremes and what else folds an array, whole or along axes.
#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "reference/steps/axes.h"
#include "reference/steps/builtin.h"
#include "reference/steps/derivative.h"

namespace reference::steps {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

Failure of_nothing(std::string_view name) { return {fmt::format("`{}` of nothing", name)}; }

// Folds with f(so far, entry), from `start` on. Arguments: x, axis, keepdims, ..
template <typename F>
Result<Array> fold_with(std::string_view name, Inputs arguments, double start, bool needs_entries,
                        F f) {
  const auto view = View::of(*arguments[0]);
  if (!view) return not_numbers(name, *arguments[0]);
  auto folded = fold(name, *view, arguments[1], arguments[2]);
  if (!folded) return folded.error();
  if (needs_entries && folded->n == 0) return of_nothing(name);
  Array result;
  result.shape = std::move(folded->result);
  result.data.assign(folded->size, start);
  folded->for_each(
      [&](std::size_t i, std::size_t j) { result.data[j] = f(result.data[j], view->data()[i]); });
  return result;
}

// The entries of a count that is not an array are that count, exactly.
bool stays(Inputs arguments) {
  return std::holds_alternative<Count>(*arguments[0]) && arguments[1] == nullptr &&
         arguments[2] == nullptr;
}

// slope(entry, number of the entry, number of the result), or 0.
template <typename F>
Result<Cotangents> pull_fold(Inputs arguments, const Value& cotangent, F slope) {
  const View x = *View::of(*arguments[0]);
  const View g = *View::of(cotangent);
  const auto folded = fold("", x, arguments[1], arguments[2]);
  if (!folded) return folded.error();
  Array result = zeros_like(*arguments[0]);
  folded->for_each([&](std::size_t i, std::size_t j) {
    result.data[i] = passed(slope(x.data()[i], j, folded->n), g.data()[j]);
  });
  return only_first(arguments.size(), std::move(result));
}

Result<Value> folded_counts(Result<Array> result, bool counts) {
  if (!result) return result.error();
  result->counts = counts;
  return finish(std::move(*result));
}

Result<Value> np_sum(Inputs a) {
  if (stays(a)) return *a[0];
  return folded_counts(fold_with("sum", a, 0, false, [](double s, double x) { return s + x; }),
                       holds_counts(*a[0]));
}

Result<Cotangents> pull_sum(Inputs a, const Value&, const Value& g) {
  return pull_fold(a, g, [](double, std::size_t, std::size_t) { return 1.0; });
}

Result<Value> np_mean(Inputs a) {
  auto sum = fold_with("mean", a, 0, true, [](double s, double x) { return s + x; });
  if (!sum) return sum.error();
  const std::size_t results = std::max<std::size_t>(sum->data.size(), 1);
  const std::size_t each = View::of(*a[0])->size() / results;
  const auto n = static_cast<double>(each);
  for (double& entry : sum->data) entry /= n;
  return finish(std::move(*sum));
}

Result<Cotangents> pull_mean(Inputs a, const Value&, const Value& g) {
  return pull_fold(a, g,
                   [](double, std::size_t, std::size_t n) { return 1 / static_cast<double>(n); });
}

Result<Value> np_prod(Inputs a) {
  if (stays(a)) return *a[0];
  return folded_counts(fold_with("prod", a, 1, false, [](double s, double x) { return s * x; }),
                       holds_counts(*a[0]));
}

// The product of the others, without dividing: zeros have a slope too.
Result<Cotangents> pull_prod(Inputs a, const Value&, const Value& cotangent) {
  const View x = *View::of(*a[0]);
  const auto folded = fold("prod", x, a[1], a[2]);
  if (!folded) return folded.error();
  std::vector<double> without_zeros(folded->size, 1);
  std::vector<std::size_t> zeros(folded->size, 0);
  folded->for_each([&](std::size_t i, std::size_t j) {
    if (x.data()[i] == 0)
      ++zeros[j];
    else
      without_zeros[j] *= x.data()[i];
  });
  return pull_fold(a, cotangent, [&](double entry, std::size_t j, std::size_t) {
    if (entry == 0) return zeros[j] == 1 ? without_zeros[j] : 0.0;
    return zeros[j] == 0 ? without_zeros[j] / entry : 0.0;
  });
}

bool alike(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

// NaN wins, as in NumPy.
template <bool largest>
Result<Value> extreme_value(Inputs a) {
  if (const auto tie = tie_of(a[3]); !tie) return tie.error();
  if (stays(a)) return *a[0];
  return folded_counts(fold_with(largest ? "max" : "min", a, largest ? -infinity : infinity, true,
                                 [](double best, double x) {
                                   const bool better = largest ? x > best : x < best;
                                   return better || std::isnan(x) ? x : best;
                                 }),
                       holds_counts(*a[0]));
}

// Between equal extremes as the convention `tie` says.
Result<Cotangents> pull_extreme(Inputs a, const Value& value, const Value& cotangent) {
  const auto tie = tie_of(a[3]);
  if (!tie) return tie.error();
  const View x = *View::of(*a[0]);
  const View y = *View::of(value);
  const auto folded = fold("max", x, a[1], a[2]);
  if (!folded) return folded.error();
  std::vector<double> found(folded->size, 0);
  if (*tie == Tie::split) {
    folded->for_each([&](std::size_t i, std::size_t j) {
      if (alike(x.data()[i], y.data()[j])) ++found[j];
    });
  }
  return pull_fold(a, cotangent, [&](double entry, std::size_t j, std::size_t) {
    if (!alike(entry, y.data()[j])) return 0.0;
    if (*tie == Tie::split) return 1 / found[j];
    return *tie == Tie::all || ++found[j] == 1 ? 1.0 : 0.0;
  });
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

template <bool largest>
Result<Value> extreme_place(Inputs a) {
  constexpr std::string_view name = largest ? "argmax" : "argmin";
  const auto view = View::of(*a[0]);
  if (!view) return not_numbers(name, *a[0]);
  const auto along = lines(name, *view, a[1]);
  if (!along) return along.error();
  const auto keep = flag(name, "keepdims", a[2]);
  if (!keep) return keep.error();
  if (along->n == 0) return of_nothing(name);
  Array result;
  result.counts = true;
  result.shape = along->without(*keep);
  result.data.resize(along->count());
  along->for_each([&](std::size_t first, std::size_t line) {
    result.data[line] =
        static_cast<double>(extreme<largest>(view->data() + first, along->inner, along->n));
  });
  return finish(std::move(result));
}

// Python's max and min, of one array or of several numbers: tie, then these.
template <bool largest>
Result<Value> extreme_of_several(Inputs a) {
  if (a.size() == 2) {
    const Value* const whole[] = {a[1], nullptr, nullptr, a[0]};
    return extreme_value<largest>(whole);
  }
  const Callable two = find_builtin(largest ? "np.maximum" : "np.minimum")->function;
  Result<Value> best = *a[1];
  for (std::size_t i = 2; i < a.size() && best; ++i) {
    const Value* const both[] = {&*best, a[i], a[0]};
    best = two(Inputs(both));
  }
  return best;
}

// Of several arrays entry by entry; equal ones share as `tie` says.
Result<Cotangents> pull_extreme_of_several(Inputs a, const Value& value, const Value& cotangent) {
  if (a.size() == 2) {
    const Value* const whole[] = {a[1], nullptr, nullptr, a[0]};
    auto cotangents = pull_extreme(whole, value, cotangent);
    if (!cotangents) return cotangents;
    return Cotangents{std::nullopt, std::move((*cotangents)[0])};
  }
  const auto tie = tie_of(a[0]);
  if (!tie) return tie.error();
  const View y = *View::of(value);
  const View g = *View::of(cotangent);
  const Shape shape(y.shape().begin(), y.shape().end());
  std::vector<std::vector<double>> all;
  for (const Value* argument : a.subspan(1)) all.push_back(repeated(*View::of(*argument), shape));
  for (std::size_t k = 0; k < y.size(); ++k) {
    double found = 0;
    for (const auto& entry : all) found += alike(entry[k], y.data()[k]) ? 1 : 0;
    double before = 0;
    for (auto& entry : all) {
      const bool extreme_here = alike(entry[k], y.data()[k]);
      const bool chosen = extreme_here && (*tie != Tie::first || before++ == 0);
      entry[k] = chosen ? g.data()[k] / (*tie == Tie::split ? found : 1) : 0;
    }
  }
  Cotangents cotangents(1);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Value part = as_cotangent({shape, std::move(all[i]), false});
    cotangents.push_back(as_cotangent(sum_to(*View::of(part), *a[i + 1])));
  }
  return cotangents;
}

Result<Value> np_all(Inputs a) {
  return folded_counts(fold_with("all", a, 1, false,
                                 [](double s, double x) { return s != 0 && x != 0 ? 1.0 : 0.0; }),
                       true);
}
Result<Value> np_any(Inputs a) {
  return folded_counts(fold_with("any", a, 0, false,
                                 [](double s, double x) { return s != 0 || x != 0 ? 1.0 : 0.0; }),
                       true);
}
Result<Value> np_count_nonzero(Inputs a) {
  return folded_counts(fold_with("count_nonzero", a, 0, false,
                                 [](double s, double x) { return s + (x != 0 ? 1 : 0); }),
                       true);
}

constexpr Builtin table[] = {
    {"np.sum", "x, axis=None, keepdims=False", np_sum, pull_sum},
    {"np.mean", "x, axis=None, keepdims=False", np_mean, pull_mean},
    {"np.prod", "x, axis=None, keepdims=False", np_prod, pull_prod},
    {"np.max", "x, axis=None, keepdims=False, tie=conventions.tie", extreme_value<true>,
     pull_extreme},
    {"np.min", "x, axis=None, keepdims=False, tie=conventions.tie", extreme_value<false>,
     pull_extreme},
    {"np.argmax", "x, axis=None, keepdims=False", extreme_place<true>, no_cotangents},
    {"np.argmin", "x, axis=None, keepdims=False", extreme_place<false>, no_cotangents},
    {"np.all", "x, axis=None, keepdims=False", np_all, no_cotangents},
    {"np.any", "x, axis=None, keepdims=False", np_any, no_cotangents},
    {"np.count_nonzero", "x, axis=None, keepdims=False", np_count_nonzero, no_cotangents},
    {"max", "*x, tie=conventions.tie", extreme_of_several<true>, pull_extreme_of_several},
    {"min", "*x, tie=conventions.tie", extreme_of_several<false>, pull_extreme_of_several},
};

}  // namespace

std::span<const Builtin> reductions() { return table; }

}  // namespace reference::steps
