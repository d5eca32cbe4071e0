// The operator `**`, which is not always np.power.
#include "reference/ndarray/ufunc.h"

namespace reference::ndarray {
namespace {

// fast_scalar_power of NumPy's number.c: the ufunc that stands for the power; empty for power.
std::string_view shortcut(const NDArray& base, const Operand& exponent) {
  if (base.scalar || exponent.array.ndim() != 0) return {};
  if (kind(exponent.array.dtype) == DKind::complex) return {};
  if (exponent.array.dtype == DType::boolean) return {};
  const double power = to_double(exponent.array);
  if (kind(base.dtype) < DKind::real) {
    return power == 2.0 ? "square" : std::string_view();
  }
  if (power == 1.0) return "positive";
  if (power == -1.0) return "reciprocal";
  if (power == 0.5) return "sqrt";
  return power == 2.0 ? "square" : std::string_view();
}

}  // namespace

NDArray raise_to_power(const Rules& rules, const Operand& a, const Operand& b,
                       const std::optional<NDArray>& out) {
  UfuncOptions options;
  if (out) options.out = {*out};
  const std::string_view name = shortcut(a.array, b);
  if (name.empty()) {
    const Operand operands[] = {a, b};
    return apply(rules, *find_ufunc("power"), operands, options).front();
  }
  Operand base = a;
  // Of integers to the power of 2.0 the square is a float.
  if (!out && is_integer(base.array.dtype) && is_float(b.array.dtype)) {
    base.array = cast(rules.budget, base.array, DType::float64);
  }
  return apply(rules, *find_ufunc(name), {&base, 1}, options).front();
}

}  // namespace reference::ndarray
