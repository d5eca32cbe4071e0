#include "grader/answers/number_value.h"

namespace grader {
namespace {

// Half a unit of the last digit that counts, in units of the value; empty for a fraction.
std::optional<Fraction> half_a_digit(const Number& number) {
  const auto* decimal = std::get_if<Decimal>(&number.written);
  if (decimal == nullptr) return std::nullopt;
  int position = decimal->zero() ? -number.decimals : decimal->exponent;
  if (number.approximate || number.suffixed() || number.scientific) {
    position += number.figures_high - number.figures_low;
  }
  const auto unit = to_fraction(Decimal{false, "1", position});
  if (!unit) return std::nullopt;
  return Fraction(*unit * number.factor / 2);
}

}  // namespace

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

bool is_whole(const Number& number) {
  const auto exact = exact_value(number);
  if (exact) return exact->is_whole();
  const auto* decimal = std::get_if<Decimal>(&number.written);
  return decimal == nullptr || decimal->exponent >= 0;
}

bool agree(const Number& calculated, const Number& stated) {
  const auto a = exact_value(calculated);
  const auto b = exact_value(stated);
  if (!a || !b) return true;
  const Fraction difference = abs(*a - *b);
  return difference <= half_a_digit(stated).value_or(0);
}

}  // namespace grader
