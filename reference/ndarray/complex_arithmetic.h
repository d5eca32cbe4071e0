// Complex products and quotients as NumPy computes them: without C's rules for infinities.
#pragma once

#include <cmath>

#include "reference/ndarray/dtype.h"

namespace reference::ndarray {

inline Complex product(Complex a, Complex b) {
  return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}

// Smith's way.
inline Complex quotient(Complex a, Complex b) {
  if (std::fabs(b.real()) >= std::fabs(b.imag())) {
    if (b.real() == 0 && b.imag() == 0) {
      const double zero = std::fabs(b.real());
      return {a.real() / zero, a.imag() / zero};
    }
    const double ratio = b.imag() / b.real();
    const double scale = 1.0 / (b.real() + b.imag() * ratio);
    return {(a.real() + a.imag() * ratio) * scale, (a.imag() - a.real() * ratio) * scale};
  }
  const double ratio = b.real() / b.imag();
  const double scale = 1.0 / (b.imag() + b.real() * ratio);
  return {(a.real() * ratio + a.imag()) * scale, (a.imag() * ratio - a.real()) * scale};
}

inline bool is_nan(Complex a) { return std::isnan(a.real()) || std::isnan(a.imag()); }

// NumPy's order: by the real part, then by the imaginary one.
inline bool complex_greater(Complex a, Complex b) {
  return (a.real() > b.real() && !std::isnan(a.imag()) && !std::isnan(b.imag())) ||
         (a.real() == b.real() && a.imag() > b.imag());
}
inline bool complex_greater_equal(Complex a, Complex b) {
  return (a.real() > b.real() && !std::isnan(a.imag()) && !std::isnan(b.imag())) ||
         (a.real() == b.real() && a.imag() >= b.imag());
}

}  // namespace reference::ndarray
