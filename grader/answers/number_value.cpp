#include "grader/answers/number_value.h"

namespace grader {

std::optional<Fraction> exact_value(const Number& number) {
  if (const auto* fraction = std::get_if<Fraction>(&number.written)) {
    return Fraction(*fraction * number.factor);
  }
  const auto written = to_fraction(std::get<Decimal>(number.written));
  if (!written) return std::nullopt;
  return Fraction(*written * number.factor);
}

void set_value(Number& number) {
  if (const auto* decimal = std::get_if<Decimal>(&number.written)) {
    number.value = to_double(*decimal);
    if (number.factor == 1) return;
    if (const auto exact = to_fraction(*decimal)) {
      number.value = (*exact * number.factor).to_double();
    } else {
      number.value *= number.factor.to_double();
    }
    return;
  }
  const Fraction& fraction = std::get<Fraction>(number.written);
  number.value = (fraction * number.factor).to_double();
}

void negate(Number& number) {
  if (auto* decimal = std::get_if<Decimal>(&number.written)) {
    decimal->negative = !decimal->negative;
  } else {
    auto& fraction = std::get<Fraction>(number.written);
    fraction = -fraction;
  }
  number.value = -number.value;
}

}  // namespace grader
