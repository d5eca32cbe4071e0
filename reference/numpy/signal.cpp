// Lines of samples: convolution, differences, interpolation, polynomials.
#include <algorithm>
#include <cmath>

#include "reference/numpy/families.h"
#include "reference/numpy/ranges.h"
#include "reference/numpy/sums.h"

namespace reference::numpy {
namespace {

using ndarray::value_error;

enum class Mode : std::uint8_t { valid, same, full };

Mode mode_of(const Call& call, std::size_t i, Mode fallback) {
  if (!call.given(i)) return fallback;
  const std::string mode = call.text(i, "");
  if (!mode.empty() && (mode[0] == 'v' || mode[0] == 'V')) return Mode::valid;
  if (!mode.empty() && (mode[0] == 's' || mode[0] == 'S')) return Mode::same;
  if (!mode.empty() && (mode[0] == 'f' || mode[0] == 'F')) return Mode::full;
  value_error("mode must be one of 'valid', 'same', or 'full' (got '{}')", mode);
}

// sum over k of a[i + k - left] v[k], for lines of one type with at least as many elements in a.
NDArray slide(const Budget& budget, const NDArray& a, const NDArray& v, Mode mode) {
  const std::int64_t n = a.size();
  const std::int64_t m = v.size();
  std::int64_t left = 0;
  std::int64_t count = n - m + 1;
  if (mode == Mode::same) {
    left = m / 2;
    count = n;
  } else if (mode == Mode::full) {
    left = m - 1;
    count = n + m - 1;
  }
  NDArray result = ndarray::make(budget, a.dtype, {count});
  budget.work(m, std::min(1e9, 1.5 * static_cast<double>(count)));
  const NDArray line = ndarray::as_contiguous(budget, a);
  const NDArray kernel = ndarray::as_contiguous(budget, v);
  ndarray::visit_dtype(a.dtype, [&](auto type) {
    using T = decltype(type);
    const auto values = ndarray::elements<T>(line);
    const auto weights = ndarray::elements<T>(kernel);
    for (std::int64_t i = 0; i < count; ++i) {
      const std::int64_t first = std::max<std::int64_t>(0, left - i);
      const std::int64_t last = std::min(m, n + left - i);
      Sum<T> sum{};
      for (std::int64_t k = first; k < last; ++k) {
        sum = with_product<T>(sum, values[at(i + k - left)], weights[at(k)]);
      }
      ndarray::elements<T>(result)[at(i)] = static_cast<T>(sum);
    }
  });
  return result;
}

NDArray line_of(const Call& call, std::size_t i) {
  NDArray line = as_array(call.budget(), call.array(i));
  if (line.ndim() == 0) line = ndarray::insert_axis(line, 0);
  if (line.ndim() > 1) value_error("object too deep for desired array");
  return line;
}

Object convolve(Call& call) {
  const Budget& budget = call.budget();
  NDArray a = line_of(call, 0);
  NDArray v = line_of(call, 1);
  if (v.size() > a.size()) std::swap(a, v);
  if (a.size() == 0) value_error("a cannot be empty");
  if (v.size() == 0) value_error("v cannot be empty");
  const DType common = ndarray::promote(a.dtype, v.dtype);
  return snippet::of(slide(budget, ndarray::as_type(budget, a, common),
                           ndarray::as_type(budget, ndarray::flip(v, 0), common),
                           mode_of(call, 2, Mode::full)));
}

Object correlate(Call& call) {
  const Budget& budget = call.budget();
  const NDArray a = line_of(call, 0);
  const NDArray v = line_of(call, 1);
  if (a.size() == 0) value_error("first array argument cannot be empty");
  if (v.size() == 0) value_error("second array argument cannot be empty");
  const DType common = ndarray::promote(a.dtype, v.dtype);
  NDArray line = ndarray::as_type(budget, a, common);
  NDArray kernel = ndarray::as_type(budget, v, common);
  if (common == DType::complex128) kernel = calculate(call.rules(), "conjugate", kernel);
  const Mode mode = mode_of(call, 2, Mode::valid);
  if (line.size() >= kernel.size()) return snippet::of(slide(budget, line, kernel, mode));
  return snippet::of(ndarray::flip(slide(budget, kernel, line, mode), 0));
}

// Differences of neighbours along an axis.
NDArray steps_of(const Rules& rules, const NDArray& array, int axis) {
  const std::int64_t count = std::max<std::int64_t>(array.shape[at(axis)] - 1, 0);
  const std::int64_t skip = array.shape[at(axis)] - count;
  return calculate(rules, "subtract", ndarray::take_range(array, axis, skip, count, 1),
                   ndarray::take_range(array, axis, 0, count, 1));
}

// Distances between samples along one axis: one number, or a line of them.
struct Spacing {
  Operand uniform;
  std::optional<NDArray> steps;
};

Spacing spacing_of(const Call& call, const Object& object, std::int64_t extent) {
  const Rules& rules = call.rules();
  const NDArray given = snippet::to_array(rules.budget, object);
  if (given.ndim() == 0) return {snippet::to_operand(rules.budget, object), std::nullopt};
  if (given.ndim() != 1) value_error("distances must be either scalars or 1d");
  if (given.size() != extent) {
    value_error("when 1d, distances must match the length of the corresponding dimension");
  }
  const NDArray line = ndarray::kind(given.dtype) <= DKind::integer
                           ? ndarray::cast(rules.budget, given, DType::float64)
                           : given;
  const NDArray steps = steps_of(rules, line, 0);
  const std::vector<double> values = reals_of(rules.budget, steps);
  const bool uniform = !values.empty() && std::all_of(values.begin(), values.end(),
                                                      [&](double d) { return d == values[0]; });
  if (uniform) return {Operand{as_scalar(ndarray::pick(steps, 0, 0))}, std::nullopt};
  return {{}, steps};
}

class Gradient {
 public:
  Gradient(const Rules& rules, NDArray f, int edge_order)
      : rules_(rules), f_(std::move(f)), edge_order_(edge_order) {}

  NDArray along(int axis, const Spacing& spacing) const {
    const std::int64_t n = f_.shape[at(axis)];
    if (n < edge_order_ + 1) {
      value_error(
          "Shape of array too small to calculate a numerical gradient, at least (edge_order + 1) "
          "elements are required.");
    }
    const NDArray out = ndarray::make(rules_.budget, f_.dtype, f_.shape);
    const auto part = [&](const NDArray& array, std::int64_t start, std::int64_t count) {
      return ndarray::take_range(array, axis, start, count, 1);
    };
    const auto put = [&](std::int64_t place, std::int64_t count, const NDArray& value) {
      ndarray::assign(rules_.budget, part(out, place, count), value);
    };
    const std::int64_t inner = std::max<std::int64_t>(n - 2, 0);
    if (inner > 0 && !spacing.steps) {
      const NDArray difference = minus(part(f_, 2, inner), part(f_, 0, inner));
      put(1, inner, over(difference, times(number(rules_, 2.0), spacing.uniform)));
    } else if (inner > 0) {
      put(1, inner, uneven(axis, inner, *spacing.steps));
    }
    const auto at_edge = [&](bool first) {
      const std::int64_t base = first ? 0 : n - 3;
      const std::int64_t pair = first ? 0 : n - 2;
      if (edge_order_ == 1) {
        return over(minus(part(f_, pair + 1, 1), part(f_, pair, 1)), step_at(spacing, pair));
      }
      const auto weights = edge_weights(spacing, first, n);
      NDArray sum = product(weights[0], part(f_, base, 1));
      sum = calculate(rules_, "add", sum, product(weights[1], part(f_, base + 1, 1)));
      return calculate(rules_, "add", sum, product(weights[2], part(f_, base + 2, 1)));
    };
    put(0, 1, at_edge(true));
    put(n - 1, 1, at_edge(false));
    return out;
  }

 private:
  NDArray minus(const NDArray& a, const NDArray& b) const {
    return calculate(rules_, "subtract", a, b);
  }
  NDArray over(const NDArray& a, const Operand& b) const {
    return ndarray::apply(rules_, "true_divide", Operand{a}, b);
  }
  Operand times(const Operand& a, const Operand& b) const {
    return {ndarray::apply(rules_, "multiply", a, b), a.python_number && b.python_number};
  }
  Operand divided(const Operand& a, const Operand& b) const {
    return {ndarray::apply(rules_, "true_divide", a, b), a.python_number && b.python_number};
  }
  Operand plus(const Operand& a, const Operand& b) const {
    return {ndarray::apply(rules_, "add", a, b), a.python_number && b.python_number};
  }
  Operand negated(const Operand& a) const {
    return {ndarray::apply(rules_, "negative", a), a.python_number};
  }
  NDArray product(const Operand& a, const NDArray& b) const {
    return ndarray::apply(rules_, "multiply", a, Operand{b});
  }

  static Operand step_at(const Spacing& spacing, std::int64_t i) {
    if (!spacing.steps) return spacing.uniform;
    return {as_scalar(ndarray::pick(*spacing.steps, 0, i)), false};
  }

  NDArray uneven(int axis, std::int64_t inner, const NDArray& steps) const {
    Extents shape(f_.shape.size(), 1);
    shape[at(axis)] = inner;
    const Operand dx1{ndarray::take_range(steps, 0, 0, inner, 1)};
    const Operand dx2{ndarray::take_range(steps, 0, 1, inner, 1)};
    const Operand sum = plus(dx1, dx2);
    const Operand weights[] = {divided(negated(dx2), times(dx1, sum)),
                               divided({minus(dx2.array, dx1.array), false}, times(dx1, dx2)),
                               divided(dx1, times(dx2, sum))};
    NDArray total;
    for (std::int64_t k = 0; k < 3; ++k) {
      const Operand weight{ndarray::reshape(rules_.budget, weights[k].array, shape)};
      const NDArray term = product(weight, ndarray::take_range(f_, axis, k, inner, 1));
      total = k == 0 ? term : calculate(rules_, "add", total, term);
    }
    return total;
  }

  // Of three samples at an end, for differences of second order.
  std::array<Operand, 3> edge_weights(const Spacing& spacing, bool first, std::int64_t n) const {
    if (!spacing.steps) {
      const double signs[] = {first ? -1.5 : 0.5, first ? 2.0 : -2.0, first ? -0.5 : 1.5};
      return {divided(number(rules_, signs[0]), spacing.uniform),
              divided(number(rules_, signs[1]), spacing.uniform),
              divided(number(rules_, signs[2]), spacing.uniform)};
    }
    const Operand two = number(rules_, 2.0);
    const Operand dx1 = step_at(spacing, first ? 0 : n - 3);
    const Operand dx2 = step_at(spacing, first ? 1 : n - 2);
    const Operand sum = plus(dx1, dx2);
    if (first) {
      return {divided(negated(plus(times(two, dx1), dx2)), times(dx1, sum)),
              divided(sum, times(dx1, dx2)), divided(negated(dx1), times(dx2, sum))};
    }
    return {divided(dx2, times(dx1, sum)), divided(negated(sum), times(dx1, dx2)),
            divided(plus(times(two, dx2), dx1), times(dx2, sum))};
  }

  const Rules& rules_;
  NDArray f_;
  int edge_order_;
};

Object gradient(Call& call) {
  const Rules& rules = call.rules();
  const Budget& budget = rules.budget;
  NDArray f = as_array(budget, call.array(0));
  const Extents axes = call.axes(1, f.ndim());
  const auto& rest = call.rest();
  if (!rest.empty() && rest.size() != 1 && rest.size() != axes.size()) {
    ndarray::type_error("invalid number of arguments");
  }
  const std::int64_t edge_order = call.integer(2, 1);
  if (edge_order > 2) value_error("'edge_order' greater than 2 not supported");
  if (ndarray::kind(f.dtype) <= DKind::integer) f = ndarray::cast(budget, f, DType::float64);
  const Gradient gradient(rules, f, static_cast<int>(edge_order));
  std::vector<NDArray> results;
  for (std::size_t i = 0; i < axes.size(); ++i) {
    Spacing spacing{number(rules, 1.0), std::nullopt};
    if (rest.size() == 1 && axes.size() > 1 && is_sequence(rest[0])) {
      ndarray::type_error("invalid number of arguments");
    }
    if (!rest.empty()) {
      spacing = spacing_of(call, rest[rest.size() == 1 ? 0 : i], f.shape[at(axes[i])]);
    }
    results.push_back(gradient.along(static_cast<int>(axes[i]), spacing));
  }
  if (results.size() == 1) return snippet::of(results[0]);
  return list_of(budget, std::move(results));
}

Object trapz(Call& call) {
  const Rules& rules = call.rules();
  const NDArray y = call.array(0);
  const int axis = ndarray::normalize_axis(call.integer(3, -1), y.ndim());
  Operand d = call.given(2) ? snippet::to_operand(rules.budget, call[2]) : number(rules, 1.0);
  if (call.given(1)) {
    const NDArray x = call.array(1);
    if (x.ndim() == 1) {
      Extents shape(y.shape.size(), 1);
      const NDArray steps = steps_of(rules, x, 0);
      shape[at(axis)] = steps.size();
      d = Operand{ndarray::reshape(rules.budget, steps, shape)};
    } else {
      d = Operand{steps_of(rules, x, ndarray::normalize_axis(call.integer(3, -1), x.ndim()))};
    }
  }
  const std::int64_t count = std::max<std::int64_t>(y.shape[at(axis)] - 1, 0);
  const std::int64_t skip = y.shape[at(axis)] - count;
  const NDArray pairs = calculate(rules, "add", ndarray::take_range(y, axis, skip, count, 1),
                                  ndarray::take_range(y, axis, 0, count, 1));
  const NDArray areas = ndarray::apply(rules, "multiply", d, Operand{pairs});
  const NDArray halves = ndarray::apply(rules, "true_divide", Operand{areas}, number(rules, 2.0));
  return snippet::of(reduced(rules, "add", halves, axis));
}

double interpolate(double x, std::span<const double> xp, std::span<const double> fp, double left,
                   double right) {
  if (std::isnan(x)) return x;
  const std::size_t n = xp.size();
  if (x > xp[n - 1]) return right;
  if (x < xp[0]) return left;
  const auto above = std::upper_bound(xp.begin(), xp.end(), x);
  const auto j = at(above - xp.begin()) - 1;
  if (j + 1 >= n || xp[j] == x) return fp[std::min(j, n - 1)];
  const double slope = (fp[j + 1] - fp[j]) / (xp[j + 1] - xp[j]);
  double value = slope * (x - xp[j]) + fp[j];
  // Infinite values make it fail from one side.
  if (std::isnan(value)) {
    value = slope * (x - xp[j + 1]) + fp[j + 1];
    if (std::isnan(value) && fp[j] == fp[j + 1]) value = fp[j];
  }
  return value;
}

Object interp(Call& call) {
  const Budget& budget = call.budget();
  refuse(call, 5, "period");
  const NDArray x = call.array(0);
  const NDArray given_x = call.array(1);
  const NDArray given_f = call.array(2);
  if (given_f.dtype == DType::complex128) ndarray::not_supported("np.interp", "of complex numbers");
  if (given_x.ndim() > 1 || given_f.ndim() > 1) value_error("object too deep for desired array");
  const std::vector<double> xp = reals_of(budget, given_x);
  const std::vector<double> fp = reals_of(budget, given_f);
  if (xp.empty()) value_error("array of sample points is empty");
  if (xp.size() != fp.size()) value_error("fp and xp are not of the same length.");
  const double left = call.real(3, fp.front());
  const double right = call.real(4, fp.back());
  const std::vector<double> places = reals_of(budget, x);
  const NDArray result = ndarray::make(budget, DType::float64, x.shape);
  budget.work(x.size(), 60);
  for (std::size_t i = 0; i < places.size(); ++i) {
    ndarray::elements<double>(result)[i] = interpolate(places[i], xp, fp, left, right);
  }
  return snippet::of(as_scalar(result));
}

Object polyval(Call& call) {
  const Rules& rules = call.rules();
  const NDArray p = call.array(0);
  const NDArray x = call.array(1);
  NDArray y = ndarray::make(rules.budget, x.dtype, x.shape);
  if (p.ndim() != 1) ndarray::not_supported("np.polyval", "with coefficients that are no line");
  rules.budget.work(p.shape[0], 500);
  for (std::int64_t i = 0; i < p.shape[0]; ++i) {
    const NDArray coefficient = as_scalar(ndarray::pick(p, 0, i));
    y = calculate(rules, "add", calculate(rules, "multiply", y, x), coefficient);
  }
  return snippet::of(y);
}

constexpr Builtin functions[] = {
    {"np.convolve", "a, v, mode=", convolve},
    {"np.correlate", "a, v, mode=", correlate},
    {"np.gradient", "f, *varargs, axis=, edge_order=", gradient},
    {"np.trapz", "y, x=, dx=, axis=", trapz},
    {"np.interp", "x, xp, fp, left=, right=, period=", interp},
    {"np.polyval", "p, x", polyval},
};

}  // namespace

std::span<const Builtin> signal_functions() { return functions; }

}  // namespace reference::numpy
