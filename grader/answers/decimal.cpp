#include "grader/answers/decimal.h"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>

#include "grader/base/big_fraction.h"

namespace grader {
namespace {

constexpr int largest_exponent = 1'000'000;
constexpr int largest_exact_exponent = 400;
constexpr std::size_t most_exact_digits = 1200;
constexpr int most_small_digits = 18;  // fit 64 bits
// A double is decided by its first 768 digits and whether anything follows.
constexpr std::size_t deciding_digits = 800;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// An optional sign and digits, all of `text`; empty beyond +-10^6.
std::optional<int> parse_exponent(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty()) return std::nullopt;
  int exponent = 0;
  for (const char c : text) {
    if (!is_digit(c)) return std::nullopt;
    exponent = exponent * 10 + (c - '0');
    if (exponent > largest_exponent) return std::nullopt;
  }
  return negative ? -exponent : exponent;
}

std::string_view without_trailing_zeros(std::string_view digits) {
  return digits.substr(0, digits.find_last_not_of('0') + 1);
}

std::strong_ordering compare_magnitudes(const Decimal& a, const Decimal& b) {
  const auto size = [](const Decimal& d) {
    return static_cast<std::int64_t>(d.digits.size()) + d.exponent;
  };
  if (const auto order = size(a) <=> size(b); order != 0) return order;
  const int order = without_trailing_zeros(a.digits).compare(without_trailing_zeros(b.digits));
  return order <=> 0;
}

// Adds one to the last digit of a number of digits.
void increment(std::string& digits) {
  std::size_t at = digits.size();
  while (at > 0 && digits[at - 1] == '9') digits[--at] = '0';
  if (at == 0) {
    digits.insert(digits.begin(), '1');
  } else {
    ++digits[at - 1];
  }
}

// Half away from zero to a multiple of 10^position.
Decimal round_at(const Decimal& value, std::int64_t position) {
  if (value.zero() || value.exponent >= position) return value;
  const auto size = static_cast<std::int64_t>(value.digits.size());
  const std::int64_t kept = size + value.exponent - position;
  Decimal rounded{value.negative, "", 0};
  if (kept < 0) return rounded;
  rounded.digits = value.digits.substr(0, static_cast<std::size_t>(kept));
  if (value.digits[static_cast<std::size_t>(kept)] >= '5') increment(rounded.digits);
  if (!rounded.digits.empty()) rounded.exponent = static_cast<int>(position);
  return rounded;
}

double signed_value(double magnitude, bool negative) { return negative ? -magnitude : magnitude; }

// Exponent within 0 and 18.
std::int64_t small_power_of_ten(int exponent) {
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

BigInteger power_of_ten(int exponent) {
  return pow(BigInteger(10), static_cast<unsigned>(exponent));
}

BigInteger integer(std::string_view digits) {
  if (digits.size() <= 18) {
    std::int64_t small = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), small);
    return small;
  }
  return BigInteger(std::string(digits));
}

}  // namespace

std::optional<Decimal> parse_decimal(std::string_view text) {
  Decimal value;
  value.negative = text.starts_with('-');
  if (value.negative || text.starts_with('+')) text.remove_prefix(1);
  if (const auto at = text.find_first_of("eE"); at != std::string_view::npos) {
    const auto exponent = parse_exponent(text.substr(at + 1));
    if (!exponent) return std::nullopt;
    value.exponent = *exponent;
    text = text.substr(0, at);
  }
  bool point = false;
  bool any = false;
  for (const char c : text) {
    if (c == '.' && !point) {
      point = true;
      continue;
    }
    if (!is_digit(c)) return std::nullopt;
    any = true;
    if (point) --value.exponent;
    if (c != '0' || !value.digits.empty()) value.digits += c;
  }
  if (!any) return std::nullopt;
  if (value.zero()) value.exponent = 0;
  return value;
}

Decimal shortest_decimal(double value) {
  char buffer[40];
  const auto [end, error] =
      std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific);
  if (error != std::errc()) return {};
  return parse_decimal(std::string_view(buffer, static_cast<std::size_t>(end - buffer)))
      .value_or(Decimal{});
}

std::strong_ordering compare(const Decimal& a, const Decimal& b) {
  const int sign_a = a.zero() ? 0 : (a.negative ? -1 : 1);
  const int sign_b = b.zero() ? 0 : (b.negative ? -1 : 1);
  if (sign_a != sign_b || sign_a == 0) return sign_a <=> sign_b;
  return sign_a > 0 ? compare_magnitudes(a, b) : compare_magnitudes(b, a);
}

Decimal round_to_figures(const Decimal& value, int n) {
  return round_at(value, static_cast<std::int64_t>(value.digits.size()) + value.exponent - n);
}

Decimal round_to_decimals(const Decimal& value, int n) {
  return round_at(value, -static_cast<std::int64_t>(n));
}

double to_double(const Decimal& value) {
  if (value.zero()) return signed_value(0, value.negative);
  // Beyond these the answer needs no digits, and the parser no huge exponent.
  const auto top = static_cast<std::int64_t>(value.digits.size()) + value.exponent;
  if (top > 310) return signed_value(std::numeric_limits<double>::infinity(), value.negative);
  if (top < -330) return signed_value(0, value.negative);
  char buffer[deciding_digits + 24];
  const std::size_t count = std::min(value.digits.size(), deciding_digits);
  char* end = std::copy_n(value.digits.data(), count, buffer);
  std::int64_t exponent = value.exponent;
  if (count < value.digits.size()) {
    exponent += static_cast<std::int64_t>(value.digits.size() - count) - 1;
    *end++ = '1';
  }
  *end++ = 'e';
  end = std::to_chars(end, buffer + sizeof buffer, exponent).ptr;
  double magnitude = 0;
  if (std::from_chars(buffer, end, magnitude).ec == std::errc::result_out_of_range) {
    magnitude = top > 0 ? std::numeric_limits<double>::infinity() : 0;
  }
  return signed_value(magnitude, value.negative);
}

std::optional<Fraction> to_fraction(const Decimal& value) {
  if (value.zero()) return Fraction(0);
  const std::string_view digits = without_trailing_zeros(value.digits);
  const std::int64_t exponent =
      value.exponent + static_cast<std::int64_t>(value.digits.size() - digits.size());
  if (digits.size() > most_exact_digits || exponent > largest_exact_exponent ||
      exponent < -largest_exact_exponent) {
    return std::nullopt;
  }
  if (digits.size() <= most_small_digits && std::abs(exponent) <= most_small_digits) {
    std::int64_t small = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), small);
    if (value.negative) small = -small;
    const Fraction scale = small_power_of_ten(static_cast<int>(std::abs(exponent)));
    return exponent >= 0 ? Fraction(small) * scale : Fraction(small) / scale;
  }
  BigInteger magnitude = integer(digits);
  if (value.negative) magnitude = -magnitude;
  const BigInteger scale = power_of_ten(static_cast<int>(std::abs(exponent)));
  using Rational = boost::multiprecision::cpp_rational;
  if (exponent >= 0) return Fraction(BigFraction{Rational(magnitude * scale)});
  return Fraction(BigFraction{Rational(magnitude, scale)});
}

}  // namespace grader
