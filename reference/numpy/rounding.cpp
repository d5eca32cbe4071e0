// np.round, np.clip, np.fix, np.nan_to_num, np.sinc: element by element, made of ufuncs.
#include <cmath>
#include <limits>
#include <numbers>

#include "reference/numpy/families.h"
#include "reference/numpy/reductions.h"

namespace reference::numpy {
namespace {

using ndarray::UfuncOptions;

NDArray into(const Rules& rules, std::string_view ufunc, std::span<const Operand> operands,
             const NDArray& out) {
  UfuncOptions options;
  options.out = {out};
  options.unsafe_casting = true;
  return ndarray::apply(rules, *ndarray::find_ufunc(ufunc), operands, options).front();
}

// x * factor, rounded, / factor, each step in the type of `made`.
void round_scaled(const Rules& rules, const NDArray& x, std::int64_t decimals,
                  const NDArray& made) {
  const double power = std::pow(10.0, static_cast<double>(std::abs(decimals)));
  const Operand factor = number(rules, power);
  const Operand first[] = {{x}, factor};
  into(rules, decimals > 0 ? "multiply" : "true_divide", first, made);
  const Operand middle[] = {{made}};
  into(rules, "rint", middle, made);
  const Operand last[] = {{made}, factor};
  into(rules, decimals > 0 ? "true_divide" : "multiply", last, made);
}

NDArray round_real(const Rules& rules, const NDArray& x, std::int64_t decimals) {
  const bool whole = ndarray::is_integer(x.dtype);
  if (whole && decimals >= 0) return ndarray::copy(rules.budget, x);
  if (decimals == 0) return ndarray::apply(rules, "rint", Operand{x});
  const DType dtype = whole ? DType::float64 : x.dtype;
  if (x.dtype == DType::boolean) {
    ndarray::raise("numpy.core._exceptions._UFuncOutputCastingError",
                   "Cannot cast ufunc '{}' output from dtype('float64') to dtype('bool') with "
                   "casting rule 'same_kind'",
                   decimals > 0 ? "multiply" : "divide");
  }
  NDArray made = make_like(rules.budget, x, dtype, Order::keep);
  round_scaled(rules, x, decimals, made);
  return whole ? ndarray::cast(rules.budget, made, x.dtype) : made;
}

NDArray complex_part(const NDArray& z, std::int64_t offset) {
  NDArray part = z;
  part.dtype = DType::float64;
  part.offset += offset;
  return part;
}

// "a, decimals=, out="
Object round(Call& call) {
  const Rules& rules = call.rules();
  const NDArray x = call.array(0);
  const std::int64_t decimals = call.integer(1, 0);
  if (x.dtype != DType::complex128) {
    return written(call, as_scalar(round_real(rules, x, decimals)), 2);
  }
  const NDArray made = make_like(call.budget(), x, x.dtype, Order::keep);
  for (const std::int64_t offset : {0, static_cast<int>(sizeof(double))}) {
    ndarray::assign(call.budget(), complex_part(made, offset),
                    round_real(rules, complex_part(x, offset), decimals));
  }
  return written(call, as_scalar(made), 2);
}

// The bound of np.clip; one that is NaN bounds nothing.
Operand bound(const Call& call, std::size_t i, double nothing) {
  Operand operand = snippet::to_operand(call.budget(), call[i]);
  if (operand.array.ndim() == 0 && ndarray::kind(operand.array.dtype) == DKind::real &&
      std::isnan(ndarray::to_double(operand.array))) {
    return number(call.rules(), nothing);
  }
  return operand;
}

// "a, a_min=, a_max=, out=, *, casting=, dtype=": casts also what does not cast safely into `out`.
Object clip(Call& call) {
  const Rules& rules = call.rules();
  if (!call.given(1) && !call.given(2)) {
    ndarray::value_error("One of max or min must be given");
  }
  constexpr double infinity = std::numeric_limits<double>::infinity();
  std::vector<Operand> operands{snippet::to_operand(call.budget(), call[0])};
  if (call.given(1)) operands.push_back(bound(call, 1, -infinity));
  if (call.given(2)) operands.push_back(bound(call, 2, infinity));
  const std::string_view ufunc = operands.size() == 3 ? "clip"
                                 : call.given(1)      ? "maximum"
                                                      : "minimum";
  UfuncOptions options;
  if (const auto out = out_of(call, 3)) options.out = {*out};
  options.unsafe_casting = true;
  options.dtype = call.dtype(5);
  return snippet::of(ndarray::apply(rules, *ndarray::find_ufunc(ufunc), operands, options).front());
}

// "x, out="
Object fix(Call& call) {
  return written(call, ndarray::apply(call.rules(), "trunc", Operand{call.array(0)}), 1);
}

template <typename T>
struct Replacements {
  T nan;
  T high;
  T low;
  T of(T x) const {
    if (std::isnan(x)) return nan;
    return std::isinf(x) ? (x > 0 ? high : low) : x;
  }
};

template <typename T>
void replace_in(const NDArray& array, const Replacements<double>& given) {
  // float16 has limits of its own.
  const Replacements<T> with{static_cast<T>(given.nan), static_cast<T>(given.high),
                             static_cast<T>(given.low)};
  for (T& x : ndarray::elements<T>(array)) x = with.of(x);
}

void replace_in_halves(const NDArray& array, const Replacements<double>& with) {
  for (ndarray::Half& x : ndarray::elements<ndarray::Half>(array)) {
    const auto value = static_cast<double>(x);
    if (!std::isfinite(value)) x = ndarray::Half(with.of(value));
  }
}

double largest_of(DType dtype) {
  if (dtype == DType::float16) return 65504;
  if (dtype == DType::float32) return static_cast<double>(std::numeric_limits<float>::max());
  return std::numeric_limits<double>::max();
}

// "x, copy=, nan=, posinf=, neginf="
Object nan_to_num(Call& call) {
  const NDArray x = call.array(0);
  NDArray made = ndarray::copy(call.budget(), x);
  if (ndarray::kind(x.dtype) >= DKind::real) {
    const double largest = largest_of(x.dtype);
    const Replacements<double> with{call.real(2, 0), call.real(3, largest), call.real(4, -largest)};
    call.budget().work(x.size(), 4);
    if (x.dtype == DType::float16) {
      replace_in_halves(made, with);
    } else if (x.dtype == DType::float32) {
      replace_in<float>(made, with);
    } else {
      // Complex numbers are pairs of doubles.
      NDArray parts = made;
      parts.dtype = DType::float64;
      if (x.dtype == DType::complex128) parts.shape.push_back(2);
      replace_in<double>(parts, with);
    }
  }
  if (!call.flag(1, true) && call[0].array() != nullptr && !x.scalar) {
    ndarray::assign(call.budget(), x, made);
    return call[0];
  }
  return snippet::of(as_scalar(made));
}

// "x": sin(pi x) / (pi x).
Object sinc(Call& call) {
  const Rules& rules = call.rules();
  const NDArray x = as_array(call.budget(), call.array(0));
  const NDArray zero = ndarray::apply(rules, "equal", {x}, number(rules, std::int64_t{0}));
  // np.where(x == 0, 1e-20, x)
  const Operand both[] = {number(rules, 1.0e-20), {x}};
  NDArray y = ndarray::cast(call.budget(), x, ndarray::result_type(rules, both));
  y.scalar = false;
  ndarray::set_item(call.budget(), y, {zero}, both[0].array);
  y = ndarray::apply(rules, "multiply", number(rules, std::numbers::pi), {y});
  return snippet::of(calculate(rules, "true_divide", calculate(rules, "sin", y), y));
}

constexpr Builtin table[] = {
    {"np.round", "a, decimals=, out=", round},
    {"np.around", "a, decimals=, out=", round},
    {"np.round_", "a, decimals=, out=", round},
    {"np.clip", "a, a_min, a_max, out=, *, casting=, dtype=", clip},
    {"np.fix", "x, out=", fix},
    {"np.nan_to_num", "x, copy=, nan=, posinf=, neginf=", nan_to_num},
    {"np.sinc", "x", sinc},
    {"ndarray.round", "a, decimals=, out=", round},
    {"ndarray.clip", "a, min=, max=, out=, *, casting=, dtype=", clip},
};

}  // namespace

std::span<const Builtin> rounding_functions() { return table; }

}  // namespace reference::numpy
