// Vectors as signals: sums of products along them, areas below them. And covariances.
#include <fmt/core.h>

#include <algorithm>

#include "reference/steps/axes.h"
#include "reference/steps/builtin.h"
#include "reference/steps/derivative.h"
#include "reference/steps/products.h"

namespace reference::steps {
namespace {

// Entry k of the result is the sum of a[i] * v[j] with i + j == k + start, of v reversed if it is a
// correlation.
struct Slide {
  std::int64_t n = 0;  // entries of a
  std::int64_t m = 0;  // of v
  std::int64_t start = 0;
  std::int64_t size = 0;
  bool reversed = false;
};

Result<Slide> slide_of(std::string_view name, Inputs a, bool correlation) {
  static constexpr std::string_view full_first[] = {"full", "same", "valid"};
  static constexpr std::string_view valid_first[] = {"valid", "same", "full"};
  for (std::size_t i = 0; i < 2; ++i) {
    const auto* array = std::get_if<Array>(a[i]);
    if (array != nullptr && array->shape.size() == 1 && !array->data.empty()) continue;
    return Failure{fmt::format("`{}` takes vectors, not {}", name, grader::describe(*a[i]))};
  }
  const auto mode = choice(name, "mode", a[2], correlation ? valid_first : full_first);
  if (!mode) return mode.error();
  const std::size_t kind = correlation ? 2 - *mode : *mode;  // 0 full, 1 same, 2 valid
  Slide s;
  s.n = std::get<Array>(*a[0]).shape[0];
  s.m = std::get<Array>(*a[1]).shape[0];
  s.reversed = correlation;
  if (static_cast<double>(s.n) * static_cast<double>(s.m) >
      static_cast<double>(max_multiplications)) {
    return too_much_work(name);
  }
  const std::int64_t longer = std::max(s.n, s.m);
  const std::int64_t shorter = std::min(s.n, s.m);
  const std::int64_t full = longer + shorter - 1;
  s.size = kind == 0 ? full : kind == 1 ? longer : longer - shorter + 1;
  s.start = kind == 0 ? 0 : kind == 1 ? (shorter - 1) / 2 : shorter - 1;
  // NumPy exchanges the two if v is the longer one, and turns the result round.
  if (correlation && s.m > s.n) s.start = full - s.start - s.size;
  return s;
}

// visit(entry of a, of v, of the result)
template <typename Visit>
void for_each_product(const Slide& s, Visit visit) {
  for (std::int64_t k = 0; k < s.size; ++k) {
    const std::int64_t sum = k + s.start;
    const std::int64_t last = std::min(s.n - 1, sum);
    for (std::int64_t i = std::max<std::int64_t>(0, sum - s.m + 1); i <= last; ++i) {
      const std::int64_t j = s.reversed ? s.m - 1 - (sum - i) : sum - i;
      visit(static_cast<std::size_t>(i), static_cast<std::size_t>(j), static_cast<std::size_t>(k));
    }
  }
}

template <bool correlation>
Result<Value> slid(Inputs a) {
  const auto s = slide_of(correlation ? "correlate" : "convolve", a, correlation);
  if (!s) return s.error();
  const auto& x = std::get<Array>(*a[0]);
  const auto& v = std::get<Array>(*a[1]);
  Array result{
      {s->size}, std::vector<double>(static_cast<std::size_t>(s->size), 0), x.counts && v.counts};
  for_each_product(*s, [&](std::size_t i, std::size_t j, std::size_t k) {
    result.data[k] += x.data[i] * v.data[j];
  });
  return finish(std::move(result));
}

template <bool correlation>
Result<Cotangents> pull_slid(Inputs a, const Value&, const Value& cotangent) {
  const auto s = slide_of("convolve", a, correlation);
  if (!s) return s.error();
  const auto& x = std::get<Array>(*a[0]);
  const auto& v = std::get<Array>(*a[1]);
  const View g = *View::of(cotangent);
  Array by_x = zeros_like(*a[0]);
  Array by_v = zeros_like(*a[1]);
  for_each_product(*s, [&](std::size_t i, std::size_t j, std::size_t k) {
    by_x.data[i] += passed(v.data[j], g.data()[k]);
    by_v.data[j] += passed(x.data[i], g.data()[k]);
  });
  return Cotangents{as_cotangent(std::move(by_x)), as_cotangent(std::move(by_v)), std::nullopt};
}

// y, x, dx: the area below the line through the points.
struct Trapezoids {
  const std::vector<double>& y;
  const double* x;  // or null
  double dx;

  double width(std::size_t i) const { return x ? x[i + 1] - x[i] : dx; }
};

Result<Trapezoids> trapezoids(Inputs a) {
  for (std::size_t i = 0; i < 2; ++i) {
    if (a[i] == nullptr) continue;
    const auto* array = std::get_if<Array>(a[i]);
    if (array != nullptr && array->shape.size() == 1 && !array->data.empty()) continue;
    return Failure{fmt::format("`trapz` takes vectors, not {}", grader::describe(*a[i]))};
  }
  if (a[1] != nullptr && grader::shape_of(*a[0]) != grader::shape_of(*a[1])) {
    return shapes_differ("trapz", *a[0], *a[1]);
  }
  const auto dx = number_or("trapz", "dx", a[2], 1);
  if (!dx) return dx.error();
  return Trapezoids{std::get<Array>(*a[0]).data,
                    a[1] ? std::get<Array>(*a[1]).data.data() : nullptr, *dx};
}

Result<Value> np_trapz(Inputs a) {
  const auto t = trapezoids(a);
  if (!t) return t.error();
  double sum = 0;
  for (std::size_t i = 0; i + 1 < t->y.size(); ++i) {
    sum += t->width(i) * (t->y[i] + t->y[i + 1]) / 2;
  }
  return Value(sum);
}

Result<Cotangents> pull_trapz(Inputs a, const Value&, const Value& cotangent) {
  const auto t = trapezoids(a);
  if (!t) return t.error();
  const double g = *View::of(cotangent)->data() / 2;
  Array by_y = zeros_like(*a[0]);
  Array by_x = by_y;
  double by_dx = 0;
  for (std::size_t i = 0; i + 1 < t->y.size(); ++i) {
    const double sum = t->y[i] + t->y[i + 1];
    by_y.data[i] += passed(t->width(i), g);
    by_y.data[i + 1] += passed(t->width(i), g);
    by_x.data[i] -= passed(sum, g);
    by_x.data[i + 1] += passed(sum, g);
    by_dx += passed(sum, g);
  }
  Cotangents cotangents = only_first(a.size(), std::move(by_y));
  if (a[1] != nullptr) cotangents[1] = as_cotangent(std::move(by_x));
  if (a[2] != nullptr) cotangents[2] = Value(a[1] ? 0 : by_dx);
  return cotangents;
}

// Each variable less its mean: a row a variable, or a column.
struct Variables {
  std::size_t count = 1;
  std::size_t n = 0;         // samples
  std::vector<double> off;   // [variable, sample]
  std::size_t variable = 0;  // how far variables are apart in the argument
  std::size_t sample = 0;    // and samples
  double divisor = 1;
  bool vector = false;
};

// x, rowvar, ddof
Result<Variables> variables(Inputs a) {
  const auto* x = std::get_if<Array>(a[0]);
  if (x == nullptr || x->shape.empty() || x->shape.size() > 2) {
    return Failure{
        fmt::format("`cov` takes a vector or a matrix, not {}", grader::describe(*a[0]))};
  }
  bool rows = true;
  if (a[1] != nullptr) {
    const auto given = flag("cov", "rowvar", a[1]);
    if (!given) return given.error();
    rows = *given;
  }
  const auto ddof = count_or("cov", "ddof", a[2], 0, max_entries, 1);
  if (!ddof) return ddof.error();
  Variables v;
  v.vector = x->shape.size() == 1;
  const auto columns = static_cast<std::size_t>(x->shape.back());
  const std::size_t height = v.vector ? 1 : static_cast<std::size_t>(x->shape[0]);
  const bool by_row = rows || v.vector;
  v.count = by_row ? height : columns;
  v.n = by_row ? columns : height;
  v.variable = by_row ? columns : 1;
  v.sample = by_row ? 1 : columns;
  const auto n = static_cast<std::int64_t>(v.n);
  if (n <= *ddof) return Failure{fmt::format("`cov` with `ddof` {} of {} samples", *ddof, n)};
  const double count = static_cast<double>(v.count);
  if (count * count * static_cast<double>(n) > static_cast<double>(max_multiplications)) {
    return too_much_work("cov");
  }
  v.divisor = static_cast<double>(n - *ddof);
  for (std::size_t i = 0; i < v.count; ++i) {
    double mean = 0;
    for (std::size_t k = 0; k < v.n; ++k) {
      v.off.push_back(x->data[i * v.variable + k * v.sample]);
      mean += v.off.back() / static_cast<double>(v.n);
    }
    for (std::size_t k = 0; k < v.n; ++k) v.off[i * v.n + k] -= mean;
  }
  return v;
}

Result<Value> np_cov(Inputs a) {
  const auto v = variables(a);
  if (!v) return v.error();
  Array result;
  const auto count = static_cast<std::int64_t>(v->count);
  if (!v->vector) result.shape = {count, count};
  const auto size = entries(result.shape);
  if (!size) return too_large();
  result.data.reserve(*size);
  for (std::size_t i = 0; i < v->count; ++i) {
    for (std::size_t j = 0; j < v->count; ++j) {
      double sum = 0;
      for (std::size_t k = 0; k < v->n; ++k) sum += v->off[i * v->n + k] * v->off[j * v->n + k];
      result.data.push_back(sum / v->divisor);
    }
  }
  return finish(std::move(result));
}

// (G + G^T) X / (n - ddof); the means have no part in it, since what is left of each adds up to 0.
Result<Cotangents> pull_cov(Inputs a, const Value&, const Value& cotangent) {
  const auto v = variables(a);
  if (!v) return v.error();
  const View g = *View::of(cotangent);
  Array result = zeros_like(*a[0]);
  for (std::size_t i = 0; i < v->count; ++i) {
    for (std::size_t j = 0; j < v->count; ++j) {
      const double by = (g.data()[i * v->count + j] + g.data()[j * v->count + i]) / v->divisor;
      for (std::size_t k = 0; k < v->n; ++k) {
        result.data[i * v->variable + k * v->sample] += passed(v->off[j * v->n + k], by);
      }
    }
  }
  return only_first(a.size(), std::move(result));
}

constexpr Builtin table[] = {
    {"np.convolve", "a, v, mode='full'", slid<false>, pull_slid<false>},
    {"np.correlate", "a, v, mode='valid'", slid<true>, pull_slid<true>},
    {"np.trapz", "y, x=None, dx=1", np_trapz, pull_trapz},
    {"np.cov", "x, rowvar=True, ddof=1", np_cov, pull_cov},
};

}  // namespace

std::span<const Builtin> signals() { return table; }

}  // namespace reference::steps
