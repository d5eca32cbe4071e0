#include "grader/scoring/rounding.h"

#include <fmt/format.h>

#include "grader/answers/decimal.h"

namespace grader {
namespace {

using boost::multiprecision::cpp_int;

Fraction power_of_ten(int exponent) {
  const cpp_int power = pow(cpp_int(10), static_cast<unsigned>(std::abs(exponent)));
  return exponent < 0 ? Fraction(1, power) : Fraction(power);
}

Fraction round_to_step(const Fraction& value, const Fraction& step) {
  const Fraction size = abs(value) / step + Fraction(1, 2);
  const Fraction rounded = Fraction(cpp_int(numerator(size) / denominator(size))) * step;
  return value < 0 ? Fraction(-rounded) : rounded;
}

// e with 10^e <= |value| < 10^(e+1). Requires: value != 0.
int magnitude(const Fraction& value) {
  const Fraction size = abs(value);
  int e = static_cast<int>(numerator(size).str().size()) -
          static_cast<int>(denominator(size).str().size());
  return power_of_ten(e) > size ? e - 1 : e;
}

}  // namespace

Fraction round_to_figures(const Fraction& value, int n) {
  if (value == 0) return value;
  return round_to_step(value, power_of_ten(magnitude(value) - n + 1));
}

Fraction round_to_decimals(const Fraction& value, int n) {
  return round_to_step(value, power_of_ten(-n));
}

Fraction shortest_fraction(double value) {
  return to_fraction(shortest_decimal(value)).value_or(Fraction(0));
}

}  // namespace grader
