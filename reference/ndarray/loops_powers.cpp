// power and float_power.
#include <cmath>

#include "reference/ndarray/complex_arithmetic.h"
#include "reference/ndarray/loop_makers.h"
#include "reference/ndarray/raised.h"
#include "reference/ndarray/wrapping.h"

namespace reference::ndarray {
namespace {

template <typename T>
T integer_power(T base, T exponent) {
  if constexpr (std::is_signed_v<T>) {
    if (exponent < 0) value_error("Integers to negative integer powers are not allowed.");
  }
  auto factor = wide(base);
  auto power = decltype(factor){1};
  for (auto rest = wide(exponent); rest != 0; rest >>= 1U) {
    if ((rest & 1U) != 0) power *= factor;
    factor *= factor;
  }
  return static_cast<T>(power);
}

// npy_cpow: small integer exponents by squaring.
Complex complex_power(Complex a, Complex b) {
  if (b == Complex{}) return 1;
  if (a == Complex{}) {
    if (b.real() > 0 && b.imag() == 0) return 0;
    return {std::nan(""), std::nan("")};
  }
  const bool small = b.imag() == 0 && std::fabs(b.real()) < 100;
  auto n = small ? static_cast<int>(b.real()) : 0;
  if (!small || n != b.real()) return std::pow(a, b);
  if (n == 1) return a;
  if (n == 2) return product(a, a);
  if (n == 3) return product(a, product(a, a));
  const bool inverse = n < 0;
  n = std::abs(n);
  Complex result = 1;
  Complex factor = a;
  for (;;) {
    if ((n & 1) != 0) result = product(result, factor);
    n /= 2;
    if (n == 0) break;
    factor = product(factor, factor);
  }
  return inverse ? quotient(1, result) : result;
}

struct Power {
  template <typename T>
  static T of(T a, T b) {
    if constexpr (std::is_integral_v<T>) {
      return integer_power(a, b);
    } else if constexpr (std::is_same_v<T, Complex>) {
      return complex_power(a, b);
    } else {
      return std::pow(a, b);
    }
  }
};

}  // namespace

void add_powers(std::vector<Ufunc>& ufuncs) {
  Ufunc power = binary<Power>("power", integers, 15);
  add_binary<Power>(power, floats + complexes, 40);
  ufuncs.push_back(std::move(power));
  ufuncs.push_back(binary<Power>("float_power", Types<double, Complex>{}, 40));
}

}  // namespace reference::ndarray
