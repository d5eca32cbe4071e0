#include "grader/base/fraction.h"

#include <charconv>

namespace grader {
namespace {

using boost::multiprecision::cpp_int;

constexpr int largest_exponent = 99;
constexpr std::size_t longest_text = 200;

cpp_int floor_of(const Fraction& value) {
  const cpp_int quotient = numerator(value) / denominator(value);  // towards zero
  const bool below = value < 0 && quotient * denominator(value) != numerator(value);
  return below ? cpp_int(quotient - 1) : quotient;
}

cpp_int power_of_ten(int exponent) { return pow(cpp_int(10), static_cast<unsigned>(exponent)); }

// Digits with at most one point, no sign, no exponent.
std::optional<Fraction> parse_plain(std::string_view text) {
  std::string digits;
  int decimals = -1;
  for (const char c : text) {
    if (c == '.' && decimals < 0) {
      decimals = 0;
    } else if (c >= '0' && c <= '9') {
      digits += c;
      if (decimals >= 0) ++decimals;
    } else {
      return std::nullopt;
    }
  }
  if (digits.empty()) return std::nullopt;
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  return Fraction(cpp_int(digits), power_of_ten(std::max(decimals, 0)));
}

std::optional<Fraction> parse_decimal_part(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  int exponent = 0;
  if (const auto at = text.find_first_of("eE"); at != std::string_view::npos) {
    std::string_view digits = text.substr(at + 1);
    if (digits.starts_with('+') && !digits.starts_with("+-")) digits.remove_prefix(1);
    const auto [end, error] = std::from_chars(digits.begin(), digits.end(), exponent);
    if (error != std::errc() || end != digits.end()) return std::nullopt;
    if (exponent > largest_exponent || exponent < -largest_exponent) return std::nullopt;
    text = text.substr(0, at);
  }
  std::optional<Fraction> value = parse_plain(text);
  if (!value) return std::nullopt;
  if (exponent >= 0) {
    *value *= power_of_ten(exponent);
  } else {
    *value *= Fraction(1, power_of_ten(-exponent));
  }
  return negative ? Fraction(-*value) : *value;
}

}  // namespace

Fraction round_half_up(const Fraction& value, const Fraction& step) {
  return Fraction(floor_of(value / step + Fraction(1, 2))) * step;
}

std::string to_decimal(const Fraction& value, int decimals) {
  const cpp_int scale = power_of_ten(decimals);
  const cpp_int scaled = floor_of(value * scale + Fraction(1, 2));
  const cpp_int size = abs(scaled);
  std::string digits = size.str();
  const auto places = static_cast<std::size_t>(decimals);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  digits.insert(digits.size() - places, ".");
  while (digits.back() == '0') digits.pop_back();
  if (digits.back() == '.') digits.pop_back();
  return scaled < 0 ? "-" + digits : digits;
}

std::optional<Fraction> parse_fraction(std::string_view text) {
  if (text.size() > longest_text) return std::nullopt;
  const auto slash = text.find('/');
  if (slash == std::string_view::npos) return parse_decimal_part(text);
  const auto top = parse_decimal_part(text.substr(0, slash));
  const auto bottom = parse_decimal_part(text.substr(slash + 1));
  if (!top || !bottom || *bottom == 0) return std::nullopt;
  return Fraction(*top / *bottom);
}

}  // namespace grader
