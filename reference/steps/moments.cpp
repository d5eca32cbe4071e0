// Variances, weighted means, medians and other quantiles.
#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "reference/steps/axes.h"
#include "reference/steps/builtin.h"
#include "reference/steps/derivative.h"
#include "reference/steps/order.h"

namespace reference::steps {
namespace {

// What is taken from the number of entries before dividing: a count, or the convention `ddof` in
// words; null is 0.
Result<std::int64_t> ddof_of(std::string_view name, const Value* value) {
  if (const auto* text = value ? std::get_if<Text>(value) : nullptr) {
    if (*text == "n") return 0;
    if (*text == "n_minus_1") return 1;
    return Failure{
        fmt::format("`ddof` of `{}` is a number, `n` or `n_minus_1`, not `{}`", name, *text)};
  }
  return count_or(name, "ddof", value, 0, max_entries, 0);
}

// The mean of each result, and the mean of the squares around it.
struct Moments {
  Fold fold;
  std::vector<double> means;
  std::vector<double> variances;
  double divisor = 1;
};

// x, axis, ddof, keepdims
Result<Moments> moments_of(std::string_view name, Inputs a) {
  const auto view = View::of(*a[0]);
  if (!view) return not_numbers(name, *a[0]);
  auto folded = fold(name, *view, a[1], a[3]);
  if (!folded) return folded.error();
  const auto ddof = ddof_of(name, a[2]);
  if (!ddof) return ddof.error();
  const auto n = static_cast<std::int64_t>(folded->n);
  if (n <= *ddof) {
    return Failure{fmt::format("`{}` with `ddof` {} of {} entries", name, *ddof, n)};
  }
  Moments m;
  m.fold = std::move(*folded);
  m.divisor = static_cast<double>(n - *ddof);
  m.means.assign(m.fold.size, 0);
  m.variances.assign(m.fold.size, 0);
  m.fold.for_each([&](std::size_t i, std::size_t j) { m.means[j] += view->data()[i]; });
  for (double& mean : m.means) mean /= static_cast<double>(n);
  m.fold.for_each([&](std::size_t i, std::size_t j) {
    const double off = view->data()[i] - m.means[j];
    m.variances[j] += off * off;
  });
  for (double& variance : m.variances) variance /= m.divisor;
  return m;
}

template <bool root>
Result<Value> spread(Inputs a) {
  auto m = moments_of(root ? "std" : "var", a);
  if (!m) return m.error();
  if (root) {
    for (double& entry : m->variances) entry = std::sqrt(entry);
  }
  return finish({std::move(m->fold.result), std::move(m->variances), false});
}

template <bool root>
Result<Cotangents> pull_spread(Inputs a, const Value& value, const Value& cotangent) {
  const auto m = moments_of("var", a);
  if (!m) return m.error();
  const View x = *View::of(*a[0]);
  const View y = *View::of(value);
  const View g = *View::of(cotangent);
  Array result = zeros_like(*a[0]);
  m->fold.for_each([&](std::size_t i, std::size_t j) {
    const double off = (x.data()[i] - m->means[j]) / m->divisor;
    result.data[i] = passed(root ? off / y.data()[j] : 2 * off, g.data()[j]);
  });
  return only_first(a.size(), std::move(result));
}

// x with the weight of each entry: of its shape, or of one axis.
struct Weighted {
  Fold fold;
  std::vector<double> weights;  // of each entry
  Shape weights_as;             // what the weights are broadcast from
  std::vector<double> sums;     // of the weights of each result
};

Result<Weighted> weighted(Inputs a) {
  const auto view = View::of(*a[0]);
  if (!view) return not_numbers("average", *a[0]);
  auto folded = fold("average", *view, a[1], a[3]);
  if (!folded) return folded.error();
  if (folded->n == 0) return Failure{"`average` of nothing"};
  Weighted w;
  w.fold = std::move(*folded);
  const Shape shape(view->shape().begin(), view->shape().end());
  if (a[2] == nullptr) {
    w.weights.assign(view->size(), 1);
  } else {
    const auto weights = View::of(*a[2]);
    if (!weights) return not_numbers("average", *a[2]);
    w.weights_as.assign(weights->shape().begin(), weights->shape().end());
    if (w.weights_as != shape) {
      if (w.weights_as.size() != 1 || a[1] == nullptr) {
        return shapes_differ("average", *a[0], *a[2]);
      }
      const auto axis = one_axis("average", *a[1], shape.size());
      if (!axis) return axis.error();
      if (w.weights_as[0] != shape[*axis]) return shapes_differ("average", *a[0], *a[2]);
      w.weights_as.resize(shape.size() - *axis, 1);
    }
    const Value as =
        Array{w.weights_as, {weights->data(), weights->data() + weights->size()}, false};
    w.weights = repeated(*View::of(as), shape);
  }
  w.sums.assign(w.fold.size, 0);
  w.fold.for_each([&](std::size_t i, std::size_t j) { w.sums[j] += w.weights[i]; });
  return w;
}

Result<Value> np_average(Inputs a) {
  auto w = weighted(a);
  if (!w) return w.error();
  const View x = *View::of(*a[0]);
  std::vector<double> sums(w->fold.size, 0);
  w->fold.for_each([&](std::size_t i, std::size_t j) { sums[j] += w->weights[i] * x.data()[i]; });
  for (std::size_t j = 0; j < sums.size(); ++j) {
    if (w->sums[j] == 0) return Failure{"the weights of `average` add up to 0"};
    sums[j] /= w->sums[j];
  }
  return finish({std::move(w->fold.result), std::move(sums), false});
}

Result<Cotangents> pull_average(Inputs a, const Value& value, const Value& cotangent) {
  const auto w = weighted(a);
  if (!w) return w.error();
  const View x = *View::of(*a[0]);
  const View y = *View::of(value);
  const View g = *View::of(cotangent);
  Array by_x = zeros_like(*a[0]);
  Array by_weights = zeros_like(*a[0]);
  w->fold.for_each([&](std::size_t i, std::size_t j) {
    by_x.data[i] = passed(w->weights[i] / w->sums[j], g.data()[j]);
    by_weights.data[i] = passed((x.data()[i] - y.data()[j]) / w->sums[j], g.data()[j]);
  });
  Cotangents cotangents = only_first(a.size(), std::move(by_x));
  if (a[2] != nullptr) {
    const Value as =
        as_cotangent({w->weights_as, std::vector<double>(View::of(*a[2])->size()), false});
    const Value whole = as_cotangent(std::move(by_weights));
    Array summed = sum_to(*View::of(whole), as);
    summed.shape = grader::shape_of(*a[2]);
    cotangents[2] = as_cotangent(std::move(summed));
  }
  return cotangents;
}

// Between which entries of a line in order a quantile lies: (1 - part) * lower + part * upper.
struct Place {
  std::size_t lower = 0;
  std::size_t upper = 0;
  double part = 0;
};

Place place_of(double fraction, std::size_t n) {
  const double at = fraction * static_cast<double>(n - 1);
  const auto lower = static_cast<std::size_t>(std::floor(at));
  return {lower, std::min(lower + 1, n - 1), at - std::floor(at)};
}

struct Quantile {
  Lines along;
  Place place;
  Shape shape;
};

// `axis` and `keepdims` are the last two of the arguments.
Result<Quantile> quantile(std::string_view name, Inputs a, double fraction) {
  const auto view = View::of(*a[0]);
  if (!view) return not_numbers(name, *a[0]);
  auto along = lines(name, *view, a[a.size() - 2]);
  if (!along) return along.error();
  const auto keep = flag(name, "keepdims", a[a.size() - 1]);
  if (!keep) return keep.error();
  if (along->n == 0) return Failure{fmt::format("`{}` of nothing", name)};
  const Place place = place_of(fraction, along->n);
  Shape shape = along->without(*keep);
  return Quantile{std::move(*along), place, std::move(shape)};
}

Result<Value> quantile_value(std::string_view name, Inputs a, double fraction) {
  auto q = quantile(name, a, fraction);
  if (!q) return q.error();
  const View view = *View::of(*a[0]);
  const double* x = view.data();
  Array result{std::move(q->shape), std::vector<double>(q->along.count()), false};
  q->along.for_each([&](std::size_t first, std::size_t line) {
    const auto order = ascending(x + first, q->along.n, q->along.inner);
    const auto at = [&](std::size_t i) { return x[first + order[i] * q->along.inner]; };
    const double low = at(q->place.lower);
    const double high = at(q->place.upper);
    const double last = at(q->along.n - 1);  // NaN stands at the end
    const double between = q->place.part == 0 ? low : low + (high - low) * q->place.part;
    result.data[line] = std::isnan(last) ? last : between;
  });
  return finish(std::move(result));
}

Result<Cotangents> pull_quantile(Inputs a, const Value& cotangent, double fraction) {
  const auto q = quantile("quantile", a, fraction);
  if (!q) return q.error();
  const View x = *View::of(*a[0]);
  const View g = *View::of(cotangent);
  Array result = zeros_like(*a[0]);
  q->along.for_each([&](std::size_t first, std::size_t line) {
    const auto order = ascending(x.data() + first, q->along.n, q->along.inner);
    const double by = g.data()[line];
    result.data[first + order[q->place.lower] * q->along.inner] += (1 - q->place.part) * by;
    result.data[first + order[q->place.upper] * q->along.inner] += q->place.part * by;
  });
  return only_first(a.size(), std::move(result));
}

Result<Value> np_median(Inputs a) { return quantile_value("median", a, 0.5); }
Result<Cotangents> pull_median(Inputs a, const Value&, const Value& cotangent) {
  return pull_quantile(a, cotangent, 0.5);
}

template <int whole>
Result<double> fraction_of(Inputs a) {
  constexpr std::string_view name = whole == 100 ? "percentile" : "quantile";
  const auto q = number_or(name, "q", a[1], 0);
  if (!q) return q.error();
  if (*q >= 0 && *q <= whole) return *q / whole;
  return Failure{fmt::format("`q` of `{}` is between 0 and {}", name, whole)};
}

template <int whole>
Result<Value> np_quantile(Inputs a) {
  const auto fraction = fraction_of<whole>(a);
  if (!fraction) return fraction.error();
  return quantile_value(whole == 100 ? "percentile" : "quantile", a, *fraction);
}
template <int whole>
Result<Cotangents> pull_quantile_at(Inputs a, const Value&, const Value& cotangent) {
  return pull_quantile(a, cotangent, *fraction_of<whole>(a));
}

constexpr Builtin table[] = {
    {"np.var", "x, axis=None, ddof=conventions.ddof, keepdims=False", spread<false>,
     pull_spread<false>},
    {"np.std", "x, axis=None, ddof=conventions.ddof, keepdims=False", spread<true>,
     pull_spread<true>},
    {"np.average", "x, axis=None, weights=None, keepdims=False", np_average, pull_average},
    {"np.median", "x, axis=None, keepdims=False", np_median, pull_median},
    {"np.percentile", "x, q, axis=None, keepdims=False", np_quantile<100>, pull_quantile_at<100>},
    {"np.quantile", "x, q, axis=None, keepdims=False", np_quantile<1>, pull_quantile_at<1>},
};

}  // namespace

std::span<const Builtin> moments() { return table; }

}  // namespace reference::steps
