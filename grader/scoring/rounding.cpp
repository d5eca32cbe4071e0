#include "grader/scoring/rounding.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>

#include "grader/answers/decimal.h"

namespace grader {
namespace {

Fraction power_of_ten(int exponent) {
  Fraction power = 1;
  Fraction square = 10;
  for (int rest = std::abs(exponent); rest > 0; rest /= 2) {
    if (rest % 2 == 1) power *= square;
    square *= square;
  }
  return exponent < 0 ? 1 / power : power;
}

Fraction round_to_step(const Fraction& value, const Fraction& step) {
  const Fraction rounded = floor(abs(value) / step + Fraction(1, 2)) * step;
  return value < 0 ? -rounded : rounded;
}

// e with 10^e <= |value| < 10^(e+1). Requires: value != 0.
int magnitude(const Fraction& value) {
  const Fraction size = abs(value);
  const double near = size.to_double();
  int e = 0;
  if (near > 0 && std::isfinite(near)) {
    e = static_cast<int>(std::floor(std::log10(near)));
  } else {
    const std::string text = to_text(size);
    const std::size_t top = std::min(text.find('/'), text.size());
    const std::size_t bottom = top == text.size() ? 1 : text.size() - top - 1;
    e = static_cast<int>(top) - static_cast<int>(bottom);
  }
  // Both are off by one at most.
  if (power_of_ten(e) > size) return e - 1;
  return power_of_ten(e + 1) <= size ? e + 1 : e;
}

}  // namespace

Fraction truncate_to_figures(const Fraction& value, int n) {
  if (value == 0) return value;
  const Fraction step = power_of_ten(magnitude(value) - n + 1);
  const Fraction kept = floor(abs(value) / step) * step;
  return value < 0 ? -kept : kept;
}

Fraction round_to_figures(const Fraction& value, int n) {
  if (value == 0) return value;
  return round_to_step(value, power_of_ten(magnitude(value) - n + 1));
}

Fraction round_to_decimals(const Fraction& value, int n) {
  return round_to_step(value, power_of_ten(-n));
}

bool far_apart(double s, double t, int n) {
  constexpr double units[] = {10,   1,     1e-1,  1e-2,  1e-3,  1e-4,  1e-5,  1e-6,  1e-7, 1e-8,
                              1e-9, 1e-10, 1e-11, 1e-12, 1e-13, 1e-14, 1e-15, 1e-16, 1e-17};
  const auto index = std::min<std::size_t>(static_cast<std::size_t>(n), std::size(units) - 1);
  const double difference = std::abs(s - t);
  return !std::isfinite(difference) ||
         difference > 1.01 * units[index] * std::max(std::abs(s), std::abs(t));
}

Fraction shortest_fraction(double value) {
  return to_fraction(shortest_decimal(value)).value_or(Fraction(0));
}

}  // namespace grader
