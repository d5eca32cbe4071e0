// np.sum, np.mean, np.max, .., as functions and as methods of arrays.
#include "reference/numpy/reductions.h"

#include <algorithm>

#include "reference/numpy/families.h"

namespace reference::numpy {

NDArray reduce(const Rules& rules, std::string_view ufunc, const NDArray& array,
               const Reduction& reduction) {
  ndarray::ReduceOptions options;
  options.dtype = reduction.dtype;
  options.out = reduction.out;
  options.initial = reduction.initial;
  options.where = reduction.where;
  options.keepdims = reduction.keepdims;
  return ndarray::reduce(rules, *ndarray::find_ufunc(ufunc), array, reduction.axes, options);
}

Extents all_axes(const NDArray& array) {
  Extents axes;
  for (int i = 0; i < array.ndim(); ++i) axes.push_back(i);
  return axes;
}

std::optional<NDArray> out_of(const Call& call, std::size_t i) {
  if (!call.given(i)) return std::nullopt;
  const NDArray* array = call[i].array();
  if (array == nullptr || array->scalar) ndarray::type_error("output must be an array");
  return *array;
}

Object written(const Call& call, const NDArray& array, std::size_t out) {
  const auto given = out_of(call, out);
  if (!given) return snippet::of(array);
  ndarray::assign(call.budget(), *given, array);
  return snippet::of(*given);
}

std::optional<NDArray> where_of(const Call& call, std::size_t i) {
  if (!call.passed(i)) return std::nullopt;
  const auto* flag = call[i].get<bool>();
  if (flag != nullptr && *flag) return std::nullopt;
  return call.array(i);
}

Extents reduced_axes(const Call& call, std::size_t i, const NDArray& array) {
  if (array.ndim() == 0 && call.given(i) && !is_sequence(call[i])) {
    const std::int64_t axis = call.integer(i);
    if (axis == 0 || axis == -1) return {};
  }
  return call.axes(i, array.ndim());
}

namespace {

// "a, axis=, dtype=, out=, keepdims=, initial=, where="
Object total(Call& call, std::string_view ufunc) {
  const NDArray array = call.array(0);
  Reduction reduction{reduced_axes(call, 1, array), call.dtype(2), out_of(call, 3)};
  reduction.keepdims = call.flag(4, false);
  if (call.given(5)) reduction.initial = snippet::to_operand(call.budget(), call[5]);
  reduction.where = where_of(call, 6);
  return snippet::of(reduce(call.rules(), ufunc, array, reduction));
}

// "a, axis=, out=, keepdims=, initial=, where="
Object extremum(Call& call, std::string_view ufunc) {
  const NDArray array = call.array(0);
  Reduction reduction{reduced_axes(call, 1, array), std::nullopt, out_of(call, 2)};
  reduction.keepdims = call.flag(3, false);
  if (call.given(4)) reduction.initial = snippet::to_operand(call.budget(), call[4]);
  reduction.where = where_of(call, 5);
  return snippet::of(reduce(call.rules(), ufunc, array, reduction));
}

// "a, axis=, out=, keepdims=, *, where="
Object truth(Call& call, std::string_view ufunc) {
  const NDArray array = call.array(0);
  Reduction reduction{reduced_axes(call, 1, array), std::nullopt, out_of(call, 2)};
  reduction.keepdims = call.flag(3, false);
  reduction.where = where_of(call, 4);
  return snippet::of(reduce(call.rules(), ufunc, array, reduction));
}

Object sum(Call& call) { return total(call, "add"); }
Object product(Call& call) { return total(call, "multiply"); }
Object largest(Call& call) { return extremum(call, "maximum"); }
Object smallest(Call& call) { return extremum(call, "minimum"); }
Object any(Call& call) { return truth(call, "logical_or"); }
Object all(Call& call) { return truth(call, "logical_and"); }

// "a, axis=, dtype=, out=, keepdims=, *, where="
Object average_of(Call& call) {
  const NDArray array = call.array(0);
  Reduction reduction{call.axes(1, array.ndim()), call.dtype(2), out_of(call, 3)};
  reduction.keepdims = call.flag(4, false);
  reduction.where = where_of(call, 5);
  return snippet::of(mean(call.rules(), array, reduction));
}

// "a, axis=, dtype=, out=, ddof=, keepdims=, *, where="
Object spread(Call& call,
              NDArray (*moment)(const Rules&, const NDArray&, double, const Reduction&)) {
  const NDArray array = call.array(0);
  Reduction reduction{call.axes(1, array.ndim()), call.dtype(2), out_of(call, 3)};
  reduction.keepdims = call.flag(5, false);
  reduction.where = where_of(call, 6);
  return snippet::of(moment(call.rules(), array, call.real(4, 0), reduction));
}
Object var(Call& call) { return spread(call, variance); }
Object std_of(Call& call) { return spread(call, deviation); }

// "a, axis=, out=, keepdims="
Object peak_to_peak(Call& call) {
  const NDArray array = call.array(0);
  Reduction reduction{reduced_axes(call, 1, array)};
  reduction.keepdims = call.flag(3, false);
  const NDArray high = reduce(call.rules(), "maximum", array, reduction);
  const NDArray low = reduce(call.rules(), "minimum", array, reduction);
  return written(call, calculate(call.rules(), "subtract", high, low), 2);
}

// "a, axis=, dtype=, out="
Object cumulative(Call& call, std::string_view ufunc) {
  NDArray array = call.array(0);
  int axis = 0;
  if (call.given(1)) {
    axis = ndarray::normalize_axis(call.integer(1), std::max(array.ndim(), 1));
    if (array.ndim() == 0) array = ndarray::insert_axis(array, 0);
  } else {
    array = ravel(call.budget(), array);
  }
  return written(
      call,
      ndarray::accumulate(call.rules(), *ndarray::find_ufunc(ufunc), array, axis, call.dtype(2)),
      3);
}
Object cumsum(Call& call) { return cumulative(call, "add"); }
Object cumprod(Call& call) { return cumulative(call, "multiply"); }

// "a, axis=, *, keepdims="
Object count_nonzero(Call& call) {
  const NDArray array = ndarray::cast(call.budget(), call.array(0), DType::boolean);
  Reduction reduction{reduced_axes(call, 1, array), DType::int64};
  reduction.keepdims = call.flag(2, false);
  const NDArray count = reduce(call.rules(), "add", array, reduction);
  if (call.given(1) || reduction.keepdims) return snippet::of(count);
  return snippet::of_int(ndarray::to_int64(count));
}

constexpr std::string_view total_parameters = "a, axis=, dtype=, out=, keepdims=, initial=, where=";
constexpr std::string_view extremum_parameters = "a, axis=, out=, keepdims=, initial=, where=";
constexpr std::string_view truth_parameters = "a, axis=, out=, keepdims=, *, where=";
constexpr std::string_view mean_parameters = "a, axis=, dtype=, out=, keepdims=, *, where=";
constexpr std::string_view spread_parameters =
    "a, axis=, dtype=, out=, ddof=, keepdims=, *, where=";
constexpr std::string_view cumulative_parameters = "a, axis=, dtype=, out=";

constexpr Builtin table[] = {
    {"np.sum", total_parameters, sum},
    {"np.prod", total_parameters, product},
    {"np.product", total_parameters, product},
    {"np.max", extremum_parameters, largest},
    {"np.amax", extremum_parameters, largest},
    {"np.min", extremum_parameters, smallest},
    {"np.amin", extremum_parameters, smallest},
    {"np.any", truth_parameters, any},
    {"np.sometrue", truth_parameters, any},
    {"np.all", truth_parameters, all},
    {"np.alltrue", truth_parameters, all},
    {"np.mean", mean_parameters, average_of},
    {"np.var", spread_parameters, var},
    {"np.std", spread_parameters, std_of},
    {"np.ptp", "a, axis=, out=, keepdims=", peak_to_peak},
    {"np.cumsum", cumulative_parameters, cumsum},
    {"np.cumprod", cumulative_parameters, cumprod},
    {"np.cumproduct", cumulative_parameters, cumprod},
    {"np.count_nonzero", "a, axis=, *, keepdims=", count_nonzero},
    {"ndarray.sum", total_parameters, sum},
    {"ndarray.prod", total_parameters, product},
    {"ndarray.max", extremum_parameters, largest},
    {"ndarray.min", extremum_parameters, smallest},
    {"ndarray.any", truth_parameters, any},
    {"ndarray.all", truth_parameters, all},
    {"ndarray.mean", mean_parameters, average_of},
    {"ndarray.var", spread_parameters, var},
    {"ndarray.std", spread_parameters, std_of},
    {"ndarray.ptp", "a, axis=, out=, keepdims=", peak_to_peak},
    {"ndarray.cumsum", cumulative_parameters, cumsum},
    {"ndarray.cumprod", cumulative_parameters, cumprod},
};

}  // namespace

std::span<const Builtin> reduction_functions() { return table; }

}  // namespace reference::numpy
