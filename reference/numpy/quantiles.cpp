#include "reference/numpy/quantiles.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "reference/numpy/families.h"
#include "reference/numpy/ordering.h"

namespace reference::numpy {
namespace {

using ndarray::value_error;

// The axes that a statistic goes over, merged into the first one.
struct Sample {
  NDArray array;
  Extents kept;  // the shape of the result with the axes that went as 1
};

Sample sample_of(const Call& call, std::size_t axis) {
  const Budget& budget = call.budget();
  const NDArray a = as_array(budget, call.array(0));
  Sample sample;
  sample.kept = a.shape;
  Extents axes = call.axes(axis, a.ndim());
  for (const std::int64_t one : axes) sample.kept[at(one)] = 1;
  if (axes.size() == a.shape.size()) {
    sample.array = ravel(budget, a);
    return sample;
  }
  std::int64_t count = 1;
  for (const std::int64_t one : axes) count *= a.shape[at(one)];
  std::sort(axes.begin(), axes.end());
  Extents order = axes;
  Extents shape{count};
  for (int k = 0; k < a.ndim(); ++k) {
    if (std::find(axes.begin(), axes.end(), k) != axes.end()) continue;
    order.push_back(k);
    shape.push_back(a.shape[at(k)]);
  }
  sample.array = ndarray::reshape(budget, ndarray::transpose(a, order), shape);
  return sample;
}

NDArray nan_of(const Rules& rules) {
  return number(rules, std::numeric_limits<double>::quiet_NaN()).array;
}

bool may_hold_nan(const NDArray& array) { return ndarray::kind(array.dtype) >= DKind::real; }

// result[..., where the last of the sorted elements is NaN] = NaN.
NDArray spread_nan(const Rules& rules, const NDArray& result, const NDArray& ordered) {
  if (!may_hold_nan(ordered)) return result;
  const NDArray last = ndarray::pick(ordered, 0, ordered.shape[0] - 1);
  const NDArray is_nan = calculate(rules, "isnan", last);
  const auto places = true_places(rules.budget, is_nan);
  if (places.empty()) return result;
  NDArray marked = ndarray::copy(rules.budget, result);
  const NDArray mask = ndarray::broadcast_to(is_nan, marked.shape);
  const NDArray nan = ndarray::cast(rules.budget, nan_of(rules), marked.dtype);
  const auto item = at(ndarray::item_size(marked.dtype));
  for (const std::int64_t place : true_places(rules.budget, mask)) {
    std::memcpy(marked.data() + at(place) * item, nan.data(), item);
  }
  return marked;
}

// Of axis 0, which goes.
NDArray median_of(const Rules& rules, const NDArray& array) {
  const std::int64_t count = array.shape[0];
  if (count == 0) {
    NDArray result = ndarray::pick(ndarray::make(rules.budget, DType::float64,
                                                 [&] {
                                                   Extents shape = array.shape;
                                                   shape[0] = 1;
                                                   return shape;
                                                 }()),
                                   0, 0);
    ndarray::assign(rules.budget, result, nan_of(rules));
    return as_scalar(result);
  }
  const NDArray ordered = sorted(rules.budget, array, 0);
  const NDArray middle = count % 2 == 1 ? ndarray::take_range(ordered, 0, count / 2, 1, 1)
                                        : ndarray::take_range(ordered, 0, count / 2 - 1, 2, 1);
  return as_scalar(spread_nan(rules, mean(rules, middle, 0), ordered));
}

Object shaped(const Call& call, const NDArray& result, const Sample& sample, bool keepdims,
              const Extents& lead = {}) {
  if (!keepdims) return snippet::of(as_scalar(result));
  Extents shape = lead;
  shape.insert(shape.end(), sample.kept.begin(), sample.kept.end());
  return snippet::of(ndarray::reshape(call.budget(), result, shape));
}

Object median_call(Call& call) {
  refuse(call, 2, "out");
  const Sample sample = sample_of(call, 1);
  return shaped(call, median_of(call.rules(), sample.array), sample, call.flag(4, false));
}

// `of` of each lane along axis 0 without its NaNs.
template <typename Of>
NDArray without_nan(const Rules& rules, const NDArray& array, Of of) {
  const Budget& budget = rules.budget;
  if (!may_hold_nan(array)) return of(array);
  const NDArray numbers = calculate(rules, "logical_not", calculate(rules, "isnan", array));
  if (array.ndim() == 1) return of(gather(budget, array, 0, true_places(budget, numbers)));
  const std::int64_t count = array.shape[0];
  const std::int64_t lanes = count == 0 ? 0 : array.size() / count;
  const NDArray rows = ndarray::reshape(budget, array, {count, lanes});
  const NDArray known = ndarray::reshape(budget, numbers, {count, lanes});
  std::vector<NDArray> results;
  budget.work(lanes, 2000);
  budget.require(lanes * 512);
  for (std::int64_t i = 0; i < lanes; ++i) {
    const auto places = true_places(budget, ndarray::pick(known, 1, i));
    NDArray one = of(gather(budget, ndarray::pick(rows, 1, i), 0, places));
    one.scalar = false;
    results.push_back(ndarray::insert_axis(one, 0));
  }
  return ndarray::reshape(budget, concatenate(budget, results, 0),
                          Extents(array.shape.begin() + 1, array.shape.end()));
}

Object nanmedian(Call& call) {
  refuse(call, 2, "out");
  const Sample sample = sample_of(call, 1);
  const auto result = without_nan(call.rules(), sample.array, [&](const NDArray& line) {
    return median_of(call.rules(), line);
  });
  return shaped(call, result, sample, call.flag(4, false));
}

enum class Method : std::uint8_t {
  linear,
  lower,
  higher,
  midpoint,
  nearest,
  weibull,
  hazen,
  median_unbiased,
  normal_unbiased,
  interpolated_inverted_cdf,
};

struct MethodName {
  std::string_view name;
  Method method;
};

constexpr MethodName methods[] = {
    {"linear", Method::linear},
    {"lower", Method::lower},
    {"higher", Method::higher},
    {"midpoint", Method::midpoint},
    {"nearest", Method::nearest},
    {"weibull", Method::weibull},
    {"hazen", Method::hazen},
    {"median_unbiased", Method::median_unbiased},
    {"normal_unbiased", Method::normal_unbiased},
    {"interpolated_inverted_cdf", Method::interpolated_inverted_cdf},
};

Method method_named(const std::string& name, const Call& call) {
  for (const MethodName& one : methods) {
    if (one.name == name) return one.method;
  }
  if (name == "inverted_cdf" || name == "averaged_inverted_cdf" || name == "closest_observation") {
    ndarray::not_supported(call.name(), fmt::format("with method='{}'", name));
  }
  value_error("'{}' is not a valid method", name);
}

// Where in n sorted elements a quantile lies, by Hyndman and Fan's two parameters.
double position(std::int64_t n, double quantile, double alpha, double beta) {
  const auto count = static_cast<double>(n);
  return count * quantile + (alpha + quantile * (1 - alpha - beta)) - 1;
}

double virtual_index(std::int64_t n, double quantile, Method method) {
  const double linear = static_cast<double>(n - 1) * quantile;
  switch (method) {
    case Method::lower:
      return std::floor(linear);
    case Method::higher:
      return std::ceil(linear);
    case Method::nearest:
      return std::nearbyint(linear);
    case Method::midpoint:
      return 0.5 * (std::floor(linear) + std::ceil(linear));
    case Method::weibull:
      return position(n, quantile, 0, 0);
    case Method::hazen:
      return position(n, quantile, 0.5, 0.5);
    case Method::median_unbiased:
      return position(n, quantile, 1 / 3.0, 1 / 3.0);
    case Method::normal_unbiased:
      return position(n, quantile, 3 / 8.0, 3 / 8.0);
    case Method::interpolated_inverted_cdf:
      return position(n, quantile, 0, 1);
    default:
      return linear;
  }
}

bool takes_elements(Method method) {
  return method == Method::lower || method == Method::higher || method == Method::nearest;
}

// a + (b - a) t, from the nearer end.
NDArray interpolate(const Rules& rules, const NDArray& a, const NDArray& b, const NDArray& t) {
  const NDArray difference = calculate(rules, "subtract", b, a);
  const NDArray from_a = calculate(rules, "add", a, calculate(rules, "multiply", difference, t));
  const NDArray rest =
      ndarray::apply(rules, "subtract", number(rules, std::int64_t{1}), Operand{t});
  const NDArray from_b =
      calculate(rules, "subtract", b, calculate(rules, "multiply", difference, rest));
  NDArray result = ndarray::copy(rules.budget, from_a);
  result.scalar = false;
  const NDArray nearer = ndarray::broadcast_to(
      ndarray::apply(rules, "greater_equal", Operand{t}, number(rules, 0.5)), result.shape);
  const NDArray other =
      ndarray::as_contiguous(rules.budget, ndarray::as_type(rules.budget, from_b, result.dtype));
  const auto item = at(ndarray::item_size(result.dtype));
  for (const std::int64_t place : true_places(rules.budget, nearer)) {
    std::memcpy(result.data() + at(place) * item, other.data() + at(place) * item, item);
  }
  return result;
}

// Of axis 0; the axes of q come first.
NDArray quantiles_of(const Rules& rules, const NDArray& array, const NDArray& q, Method method) {
  const Budget& budget = rules.budget;
  const std::int64_t n = array.shape[0];
  if (n == 0) ndarray::index_error("cannot do a non-empty take from an empty axes.");
  const NDArray ordered = sorted(budget, array, 0);
  std::vector<std::int64_t> previous;
  std::vector<std::int64_t> next;
  std::vector<double> gammas;
  for (const double quantile : reals_of(budget, q)) {
    const double index = virtual_index(n, quantile, method);
    const double below = std::floor(index);
    double gamma = index - below;
    if (!(index < static_cast<double>(n - 1))) {
      previous.push_back(n - 1);
      next.push_back(n - 1);
    } else if (index < 0) {
      previous.push_back(0);
      next.push_back(0);
    } else {
      previous.push_back(static_cast<std::int64_t>(below));
      next.push_back(static_cast<std::int64_t>(below) + 1);
    }
    if (method == Method::midpoint) gamma = std::fmod(index, 1) == 0 ? 0 : 0.5;
    gammas.push_back(gamma);
  }
  Extents shape = q.shape;
  shape.insert(shape.end(), array.shape.begin() + 1, array.shape.end());
  const auto taken = [&](const std::vector<std::int64_t>& places) {
    return ndarray::reshape(budget, gather(budget, ordered, 0, places), shape);
  };
  NDArray result;
  if (takes_elements(method)) {
    result = taken(previous);
  } else {
    Extents along = q.shape;
    along.resize(q.shape.size() + array.shape.size() - 1, 1);
    const NDArray gamma = ndarray::reshape(budget, vector_of(budget, gammas), along);
    result = interpolate(rules, taken(previous), taken(next), gamma);
  }
  return as_scalar(spread_nan(rules, result, ordered));
}

// percentile (in hundredths) and quantile. `nan` leaves out NaNs.
Object quantile(Call& call, bool hundredths, bool nan) {
  const Rules& rules = call.rules();
  refuse(call, 3, "out");
  NDArray q = call.array(1);
  if (hundredths)
    q = ndarray::apply(rules, "true_divide", Operand{q}, number(rules, std::int64_t{100}));
  for (const double one : reals_of(call.budget(), q)) {
    if (one >= 0 && one <= 1) continue;
    value_error("{}", hundredths ? "Percentiles must be in the range [0, 100]"
                                 : "Quantiles must be in the range [0, 1]");
  }
  if (q.ndim() > 2) value_error("q must be a scalar or 1d");
  const std::string name = call.given(7) ? call.text(7, "") : call.text(5, "linear");
  const Method method = method_named(name, call);
  const Sample sample = sample_of(call, 2);
  if (nan && q.ndim() > 0 && sample.array.ndim() > 1) {
    ndarray::not_supported(call.name(), "of several quantiles along an axis");
  }
  const auto of = [&](const NDArray& array) { return quantiles_of(rules, array, q, method); };
  const NDArray result = nan ? without_nan(rules, sample.array, of) : of(sample.array);
  return shaped(call, result, sample, call.flag(6, false), q.shape);
}

Object percentile(Call& call) { return quantile(call, true, false); }
Object quantile_call(Call& call) { return quantile(call, false, false); }
Object nanpercentile(Call& call) { return quantile(call, true, true); }
Object nanquantile(Call& call) { return quantile(call, false, true); }

constexpr std::string_view quantile_parameters =
    "a, q, axis=, out=, overwrite_input=, method=, keepdims=, *, interpolation=";

constexpr Builtin functions[] = {
    {"np.median", "a, axis=, out=, overwrite_input=, keepdims=", median_call},
    {"np.nanmedian", "a, axis=, out=, overwrite_input=, keepdims=", nanmedian},
    {"np.percentile", quantile_parameters, percentile},
    {"np.quantile", quantile_parameters, quantile_call},
    {"np.nanpercentile", quantile_parameters, nanpercentile},
    {"np.nanquantile", quantile_parameters, nanquantile},
};

}  // namespace

NDArray median(const Rules& rules, const NDArray& array, int axis, bool keepdims) {
  NDArray result = median_of(rules, move_axis(array, axis, 0));
  return keepdims ? ndarray::insert_axis(result, axis) : result;
}

std::span<const Builtin> quantile_functions() { return functions; }

}  // namespace reference::numpy
