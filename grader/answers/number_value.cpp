#include "grader/answers/number_value.h"

#include <cmath>

#include "grader/graph/value.h"

namespace grader {
namespace {

// All digits, or the first of very many, with a point or an exponent.
std::string digits_text(const Decimal& value) {
  constexpr std::size_t most_digits = 40;
  constexpr std::int64_t most_zeros = 6;  // behind the point
  std::string digits = value.digits.substr(0, value.digits.find_last_not_of('0') + 1);
  const auto places = static_cast<std::int64_t>(value.digits.size()) + value.exponent;
  const std::string dots = digits.size() > most_digits ? "..." : "";
  digits.resize(std::min(digits.size(), most_digits));
  std::string text = value.negative ? "-" : "";
  if (places > static_cast<std::int64_t>(most_digits) || places < -most_zeros) {
    text += digits.substr(0, 1);
    if (digits.size() > 1) text += "." + digits.substr(1) + dots;
    return text + (places > 0 ? "e+" : "e") + std::to_string(places - 1);
  }
  if (places <= 0)
    return text + "0." + std::string(static_cast<std::size_t>(-places), '0') + digits + dots;
  const auto whole = static_cast<std::size_t>(places);
  if (digits.size() <= whole) return text + digits + std::string(whole - digits.size(), '0');
  return text + digits.substr(0, whole) + "." + digits.substr(whole) + dots;
}

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

std::string shown_value(const Number& number) {
  const bool finite = std::isfinite(number.value);
  const auto* decimal = std::get_if<Decimal>(&number.written);
  if (decimal != nullptr && number.factor == 1) {
    const bool same = finite && compare(shortest_decimal(number.value), *decimal) == 0;
    return same ? to_text(number.value) : digits_text(*decimal);
  }
  if (!finite) return "too large to be shown";
  const auto exact = exact_value(number);
  if (!exact || exact->is_whole() || number.value != std::trunc(number.value)) {
    return to_text(number.value);
  }
  constexpr int decimals = 40;
  const std::string text = to_decimal(*exact, decimals);  // 163327.9999999999999999
  const bool whole = text.find('.') == std::string::npos;
  return whole ? "not quite " + to_text(number.value) : text;
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
