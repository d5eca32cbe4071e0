// np.mean, np.var, np.std, after NumPy's core/_methods.py.
#include <cmath>

#include "reference/numpy/reductions.h"

namespace reference::numpy {
namespace {

// How many elements each result has.
NDArray counts(const Rules& rules, const NDArray& array, const Reduction& reduction,
               bool keepdims) {
  if (!reduction.where) {
    std::int64_t count = 1;
    for (const std::int64_t axis : reduction.axes) count *= array.shape[at(axis)];
    return ndarray::make_scalar(rules.budget, count);
  }
  Reduction count{reduction.axes, DType::int64};
  count.keepdims = keepdims;
  return reduce(rules, "add", ndarray::broadcast_to(*reduction.where, array.shape), count);
}

// total / count, in the type of the total.
NDArray divided(const Rules& rules, const NDArray& total, const NDArray& count) {
  const Operand operands[] = {{total}, {count}};
  if (total.scalar) {
    return ndarray::cast(rules.budget, ndarray::apply(rules, "true_divide", {total}, {count}),
                         total.dtype);
  }
  ndarray::UfuncOptions options;
  options.out = {total};
  options.unsafe_casting = true;
  return ndarray::apply(rules, *ndarray::find_ufunc("true_divide"), operands, options).front();
}

void square_in_place(const Rules& rules, const NDArray& x) {
  const Operand operands[] = {{x}, {x}};
  ndarray::UfuncOptions options;
  options.out = {x};
  ndarray::apply(rules, *ndarray::find_ufunc("multiply"), operands, options);
}

NDArray part(const NDArray& x, std::int64_t offset) {
  NDArray view = x;
  view.dtype = DType::float64;
  view.offset += offset;
  return view;
}

// |x|^2 of what may be complex.
NDArray squares(const Rules& rules, const NDArray& x) {
  if (x.dtype != DType::complex128) {
    square_in_place(rules, x);
    return x;
  }
  const NDArray real = part(x, 0);
  const NDArray imaginary = part(x, sizeof(double));
  square_in_place(rules, real);
  square_in_place(rules, imaginary);
  return calculate(rules, "add", real, imaginary);
}

NDArray less_degrees(const Rules& rules, const NDArray& count, double ddof) {
  const bool whole = ddof == std::floor(ddof) && std::fabs(ddof) < 0x1p62;
  const Operand degrees =
      whole ? number(rules, static_cast<std::int64_t>(ddof)) : number(rules, ddof);
  const NDArray left = ndarray::apply(rules, "subtract", {count}, degrees);
  return ndarray::apply(rules, "maximum", {left}, number(rules, std::int64_t{0}));
}

}  // namespace

NDArray mean(const Rules& rules, const NDArray& array, const Reduction& reduction) {
  Reduction sum = reduction;
  const bool half = !sum.dtype && array.dtype == DType::float16;
  if (!sum.dtype && ndarray::kind(array.dtype) <= DKind::integer) sum.dtype = DType::float64;
  if (half) sum.dtype = DType::float32;
  const NDArray total = reduce(rules, "add", array, sum);
  const NDArray result = divided(rules, total, counts(rules, array, reduction, reduction.keepdims));
  return half && !reduction.out ? ndarray::cast(rules.budget, result, DType::float16) : result;
}

NDArray variance(const Rules& rules, const NDArray& array, double ddof,
                 const Reduction& reduction) {
  Reduction sum{reduction.axes, reduction.dtype};
  if (!sum.dtype && ndarray::kind(array.dtype) <= DKind::integer) sum.dtype = DType::float64;
  sum.where = reduction.where;
  sum.keepdims = true;
  NDArray average = reduce(rules, "add", array, sum);
  average = divided(rules, average, counts(rules, array, reduction, true));
  NDArray x = ndarray::apply(rules, "subtract", {array}, {average});
  x.scalar = false;
  x = squares(rules, x);
  sum.keepdims = reduction.keepdims;
  sum.out = reduction.out;
  const NDArray total = reduce(rules, "add", x, sum);
  const NDArray count = counts(rules, array, reduction, reduction.keepdims);
  return divided(rules, total, less_degrees(rules, count, ddof));
}

NDArray deviation(const Rules& rules, const NDArray& array, double ddof,
                  const Reduction& reduction) {
  const NDArray squared = variance(rules, array, ddof, reduction);
  if (squared.scalar) {
    return ndarray::cast(rules.budget, calculate(rules, "sqrt", squared), squared.dtype);
  }
  const Operand operands[] = {{squared}};
  ndarray::UfuncOptions options;
  options.out = {squared};
  return ndarray::apply(rules, *ndarray::find_ufunc("sqrt"), operands, options).front();
}

}  // namespace reference::numpy
