// np.nansum, np.nanmean, .., and np.average: reductions that leave something out or weigh it.
#include <algorithm>
#include <limits>

#include "reference/numpy/families.h"
#include "reference/numpy/reductions.h"

namespace reference::numpy {
namespace {

bool has_nan(const NDArray& array) { return ndarray::kind(array.dtype) >= DKind::real; }

NDArray nans(const Rules& rules, const NDArray& array) { return calculate(rules, "isnan", array); }

// A copy with `value` in the place of NaN.
NDArray without_nan(const Rules& rules, const NDArray& array, const NDArray& mask,
                    std::int64_t value) {
  NDArray copy = as_array(rules.budget, copy_in(rules.budget, array, array.dtype, Order::keep));
  ndarray::set_item(rules.budget, copy, {mask}, number(rules, value).array);
  return copy;
}

// "a, axis=, dtype=, out=, keepdims=, initial=, where="
Object total(Call& call, std::string_view ufunc, std::int64_t neutral) {
  const Rules& rules = call.rules();
  NDArray array = call.array(0);
  if (has_nan(array)) array = without_nan(rules, array, nans(rules, array), neutral);
  Reduction reduction{reduced_axes(call, 1, array), call.dtype(2), out_of(call, 3)};
  reduction.keepdims = call.flag(4, false);
  if (call.given(5)) reduction.initial = snippet::to_operand(call.budget(), call[5]);
  reduction.where = where_of(call, 6);
  return snippet::of(reduce(rules, ufunc, array, reduction));
}
Object nansum(Call& call) { return total(call, "add", 0); }
Object nanprod(Call& call) { return total(call, "multiply", 1); }

// "a, axis=, out=, keepdims=, initial=, where="
Object extremum(Call& call, std::string_view ufunc) {
  const NDArray array = call.array(0);
  Reduction reduction{reduced_axes(call, 1, array), std::nullopt, out_of(call, 2)};
  reduction.keepdims = call.flag(3, false);
  if (call.given(4)) reduction.initial = snippet::to_operand(call.budget(), call[4]);
  reduction.where = where_of(call, 5);
  return snippet::of(reduce(call.rules(), ufunc, array, reduction));
}
Object nanmax(Call& call) { return extremum(call, "fmax"); }
Object nanmin(Call& call) { return extremum(call, "fmin"); }

// a / b in a's type.
NDArray divided(const Rules& rules, const NDArray& a, const NDArray& b) {
  const NDArray ratio = calculate(rules, "true_divide", a, b);
  return ndarray::as_type(rules.budget, ratio, a.dtype);
}

NDArray count_of(const Rules& rules, const NDArray& mask, Reduction reduction) {
  reduction.dtype = DType::int64;
  return reduce(rules, "add", calculate(rules, "logical_not", mask), reduction);
}

// "a, axis=, dtype=, out=, keepdims=, *, where="
Object nanmean(Call& call) {
  const Rules& rules = call.rules();
  const NDArray array = call.array(0);
  Reduction reduction{call.axes(1, array.ndim()), call.dtype(2)};
  reduction.keepdims = call.flag(4, false);
  reduction.where = where_of(call, 5);
  if (!has_nan(array)) return written(call, mean(rules, array, reduction), 3);
  const NDArray mask = nans(rules, array);
  const NDArray count = count_of(rules, mask, reduction);
  const NDArray sum = reduce(rules, "add", without_nan(rules, array, mask, 0), reduction);
  return written(call, divided(rules, sum, count), 3);
}

NDArray nan_variance(const Call& call) {
  const Rules& rules = call.rules();
  const NDArray array = call.array(0);
  Reduction reduction{call.axes(1, array.ndim()), call.dtype(2)};
  reduction.keepdims = call.flag(5, false);
  const double ddof = call.real(4, 0);
  if (!has_nan(array)) return variance(rules, array, ddof, reduction);
  const NDArray mask = nans(rules, array);
  Reduction kept = reduction;
  kept.keepdims = true;
  NDArray x = without_nan(rules, array, mask, 0);
  const NDArray average =
      divided(rules, reduce(rules, "add", x, kept), count_of(rules, mask, kept));
  update(rules, "subtract", x, {average});
  ndarray::set_item(rules.budget, x, {mask}, number(rules, std::int64_t{0}).array);
  NDArray squares = calculate(rules, "multiply", x, calculate(rules, "conjugate", x));
  if (squares.dtype == DType::complex128) squares.dtype = DType::float64;  // the real parts
  const NDArray sum = reduce(rules, "add", squares, reduction);
  const NDArray count = count_of(rules, mask, reduction);
  const NDArray freedom = ndarray::apply(rules, "subtract", {count}, number(rules, ddof));
  NDArray result = divided(rules, sum, freedom);
  // Without degrees of freedom there is none.
  const NDArray none =
      ndarray::apply(rules, "less_equal", {freedom}, number(rules, std::int64_t{0}));
  const bool scalar = result.scalar;
  result = as_array(rules.budget, result);
  ndarray::set_item(rules.budget, result, {none},
                    number(rules, std::numeric_limits<double>::quiet_NaN()).array);
  return scalar ? as_scalar(result) : result;
}

// "a, axis=, dtype=, out=, ddof=, keepdims="
Object nanvar(Call& call) { return written(call, nan_variance(call), 3); }
Object nanstd(Call& call) {
  const NDArray squared = nan_variance(call);
  const NDArray root = calculate(call.rules(), "sqrt", squared);
  return written(call, ndarray::as_type(call.budget(), root, squared.dtype), 3);
}

// The weights with the axes of the array.
NDArray weights_like(const Call& call, const NDArray& array, const NDArray& weights) {
  if (weights.shape == array.shape) return weights;
  if (!call.given(1)) {
    ndarray::type_error("Axis must be specified when shapes of a and weights differ.");
  }
  if (weights.ndim() != 1) {
    ndarray::type_error("1D weights expected when shapes of a and weights differ.");
  }
  const int axis = ndarray::normalize_axis(call.integer(1), array.ndim());
  if (weights.shape[0] != array.shape[at(axis)]) {
    ndarray::value_error("Length of weights not compatible with specified axis.");
  }
  NDArray view = weights;
  for (int i = axis + 1; i < array.ndim(); ++i) view = ndarray::insert_axis(view, view.ndim());
  return ndarray::broadcast_to(view, array.shape);
}

// "a, axis=, weights=, returned=, *, keepdims="
Object average(Call& call) {
  const Rules& rules = call.rules();
  const NDArray array = call.array(0);
  Reduction reduction{call.axes(1, array.ndim())};
  reduction.keepdims = call.flag(4, false);
  NDArray result;
  NDArray scale;
  if (!call.given(2)) {
    result = mean(rules, array, reduction);
    scale = ndarray::apply(rules, "true_divide", number(rules, array.size()),
                           number(rules, std::max<std::int64_t>(result.size(), 1)));
    scale = ndarray::as_type(rules.budget, scale, result.dtype);
  } else {
    const NDArray given = call.array(2);
    DType dtype = ndarray::promote(array.dtype, given.dtype);
    if (ndarray::kind(array.dtype) <= DKind::integer) {
      dtype = ndarray::promote(dtype, DType::float64);
    }
    const NDArray weights = weights_like(call, array, given);
    Reduction sum = reduction;
    sum.dtype = dtype;
    scale = reduce(rules, "add", weights, sum);
    const NDArray zero = ndarray::apply(rules, "equal", {scale}, number(rules, std::int64_t{0}));
    if (ndarray::to_bool(reduce(rules, "logical_or", zero, {all_axes(zero)}))) {
      ndarray::raise("ZeroDivisionError", "Weights sum to zero, can't be normalized");
    }
    const Operand operands[] = {{array}, {weights}};
    ndarray::UfuncOptions options;
    options.dtype = dtype;
    const NDArray weighted =
        ndarray::apply(rules, *ndarray::find_ufunc("multiply"), operands, options).front();
    result = calculate(rules, "true_divide", reduce(rules, "add", weighted, reduction), scale);
  }
  if (!call.flag(3, false)) return snippet::of(result);
  if (scale.shape != result.shape) {
    scale = ndarray::copy(rules.budget, ndarray::broadcast_to(scale, result.shape));
  }
  return tuple_of(call.budget(), std::vector<NDArray>{result, scale});
}

constexpr std::string_view total_parameters = "a, axis=, dtype=, out=, keepdims=, initial=, where=";
constexpr std::string_view extremum_parameters = "a, axis=, out=, keepdims=, initial=, where=";

constexpr Builtin table[] = {
    {"np.nansum", total_parameters, nansum},
    {"np.nanprod", total_parameters, nanprod},
    {"np.nanmax", extremum_parameters, nanmax},
    {"np.nanmin", extremum_parameters, nanmin},
    {"np.nanmean", "a, axis=, dtype=, out=, keepdims=, *, where=", nanmean},
    {"np.nanvar", "a, axis=, dtype=, out=, ddof=, keepdims=", nanvar},
    {"np.nanstd", "a, axis=, dtype=, out=, ddof=, keepdims=", nanstd},
    {"np.average", "a, axis=, weights=, returned=, *, keepdims=", average},
};

}  // namespace

std::span<const Builtin> nan_functions() { return table; }

}  // namespace reference::numpy
