#include "grader/base/fraction.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>

#include "grader/base/big_fraction.h"

namespace grader {
namespace {

using boost::multiprecision::cpp_rational;
__extension__ typedef __int128 Wide;  // no name of ISO C++

constexpr int largest_exponent = 99;
constexpr std::size_t longest_text = 200;

bool fits(Wide value) {
  // The least integer is left out, so that a numerator can always be negated.
  return value <= std::numeric_limits<std::int64_t>::max() &&
         value >= -static_cast<Wide>(std::numeric_limits<std::int64_t>::max());
}

Wide greatest_common_divisor(Wide a, Wide b) {
  if (a < 0) a = -a;
  if (b < 0) b = -b;
  while (!fits(a) || !fits(b)) {
    if (b == 0) return a;
    a = std::exchange(b, a % b);
  }
  return std::gcd(static_cast<std::int64_t>(a), static_cast<std::int64_t>(b));
}

// q 2^-shift, plus something smaller than one unit of q if `more`; q > 0. Rounds once, also among
// the denormals.
double round_to_double(const BigInteger& q, std::int64_t shift, bool more) {
  const std::int64_t top = msb(q);
  const std::int64_t exponent = top - shift;
  if (exponent > 1023) return std::numeric_limits<double>::infinity();
  const std::int64_t precision = exponent >= -1022 ? 53 : 53 - (-1022 - exponent);
  if (precision < 0) return 0;
  const auto dropped = static_cast<unsigned>(top + 1 - precision);
  BigInteger kept = q >> dropped;
  const BigInteger rest = q - (kept << dropped);
  const BigInteger half = BigInteger(1) << (dropped - 1);
  if (rest > half || (rest == half && (more || bit_test(kept, 0)))) ++kept;
  return std::ldexp(kept.convert_to<double>(),
                    static_cast<int>(static_cast<std::int64_t>(dropped) - shift));
}

BigInteger floor_of(const cpp_rational& value) {
  const BigInteger quotient = numerator(value) / denominator(value);  // towards zero
  const bool below = value < 0 && quotient * denominator(value) != numerator(value);
  return below ? BigInteger(quotient - 1) : quotient;
}

BigInteger power_of_ten(int exponent) {
  return pow(BigInteger(10), static_cast<unsigned>(exponent));
}

// Digits with at most one point, no sign, no exponent.
std::optional<cpp_rational> parse_plain(std::string_view text) {
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
  return cpp_rational(BigInteger(digits), power_of_ten(std::max(decimals, 0)));
}

std::optional<cpp_rational> parse_decimal_part(std::string_view text) {
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
  std::optional<cpp_rational> value = parse_plain(text);
  if (!value) return std::nullopt;
  const BigInteger scale = power_of_ten(std::abs(exponent));
  if (exponent >= 0) {
    *value *= cpp_rational(scale);
  } else {
    *value /= cpp_rational(scale);  // by a BigInteger, Boost 1.81 takes 1 / n for 1
  }
  return negative ? cpp_rational(-*value) : *value;
}

}  // namespace

Fraction::Fraction(std::uint64_t whole) {
  if (fits(whole)) {
    numerator_ = static_cast<std::int64_t>(whole);
  } else {
    set(BigFraction{cpp_rational(whole)});
  }
}

Fraction::Fraction(std::int64_t numerator, std::int64_t denominator) {
  set(Parts{numerator, denominator});
}

Fraction::Fraction(const BigFraction& big) { set(big); }

void Fraction::set(Parts parts) {
  auto [top, bottom] = parts;
  if (bottom == 1 && fits(top)) {
    numerator_ = static_cast<std::int64_t>(top);
    denominator_ = 1;
    big_.reset();
    return;
  }
  const Wide common = greatest_common_divisor(top, bottom) * (bottom < 0 ? -1 : 1);
  top /= common;
  bottom /= common;
  if (fits(top) && fits(bottom)) {
    numerator_ = static_cast<std::int64_t>(top);
    denominator_ = static_cast<std::int64_t>(bottom);
    big_.reset();
  } else {
    set(BigFraction{cpp_rational(BigInteger(top), BigInteger(bottom))});
  }
}

void Fraction::set(const BigFraction& big) {
  const BigInteger limit = std::numeric_limits<std::int64_t>::max();
  const BigInteger top = numerator(big.value);
  const BigInteger bottom = denominator(big.value);
  if (abs(top) <= limit && bottom <= limit) {
    numerator_ = top.convert_to<std::int64_t>();
    denominator_ = bottom.convert_to<std::int64_t>();
    big_.reset();
  } else {
    big_ = std::make_shared<const BigFraction>(big);
  }
}

BigFraction Fraction::big() const {
  return big_ ? *big_ : BigFraction{cpp_rational(numerator_, denominator_)};
}

unsigned Fraction::bits() const {
  const cpp_rational value = big().value;
  const auto bits_of = [](const BigInteger& number) {
    return number == 0 ? 1 : static_cast<unsigned>(msb(number)) + 1;
  };
  return bits_of(abs(numerator(value))) + bits_of(denominator(value));
}

std::optional<std::pair<std::int64_t, std::int64_t>> Fraction::small() const {
  if (big_) return std::nullopt;
  return std::pair(numerator_, denominator_);
}

std::optional<std::int64_t> Fraction::whole() const {
  if (big_ || denominator_ != 1) return std::nullopt;
  return numerator_;
}

bool Fraction::is_whole() const { return big_ ? denominator(big_->value) == 1 : denominator_ == 1; }

double Fraction::to_double() const {
  constexpr std::int64_t exact = std::int64_t{1} << 53;
  const bool rounds_once = !big_ && std::abs(numerator_) <= exact && denominator_ <= exact;
  if (rounds_once) return static_cast<double>(numerator_) / static_cast<double>(denominator_);
  const cpp_rational value = big().value;
  const BigInteger top = abs(numerator(value));
  const BigInteger bottom = denominator(value);
  const std::int64_t shift =
      66 - (static_cast<std::int64_t>(msb(top)) - static_cast<std::int64_t>(msb(bottom)));
  const BigInteger scaled_top = shift > 0 ? BigInteger(top << static_cast<unsigned>(shift)) : top;
  const BigInteger scaled_bottom =
      shift < 0 ? BigInteger(bottom << static_cast<unsigned>(-shift)) : bottom;
  BigInteger quotient, rest;
  divide_qr(scaled_top, scaled_bottom, quotient, rest);
  const double magnitude = round_to_double(quotient, shift, rest != 0);
  return value < 0 ? -magnitude : magnitude;
}

// Products of two 64-bit numbers fit 128 bits, and so does the sum of two of them.
Fraction& Fraction::operator+=(const Fraction& other) {
  if (big_ || other.big_) {
    set(BigFraction{big().value + other.big().value});
  } else {
    set(Parts{Wide{numerator_} * other.denominator_ + Wide{other.numerator_} * denominator_,
              Wide{denominator_} * other.denominator_});
  }
  return *this;
}

Fraction& Fraction::operator-=(const Fraction& other) { return *this += -other; }

Fraction& Fraction::operator*=(const Fraction& other) {
  if (big_ || other.big_) {
    set(BigFraction{big().value * other.big().value});
  } else {
    set(Parts{Wide{numerator_} * other.numerator_, Wide{denominator_} * other.denominator_});
  }
  return *this;
}

Fraction& Fraction::operator/=(const Fraction& other) {
  if (big_ || other.big_) {
    set(BigFraction{big().value / other.big().value});
  } else {
    set(Parts{Wide{numerator_} * other.denominator_, Wide{denominator_} * other.numerator_});
  }
  return *this;
}

Fraction Fraction::operator-() const {
  if (big_) return Fraction(BigFraction{-big_->value});
  Fraction negated = *this;
  negated.numerator_ = -numerator_;
  return negated;
}

bool operator==(const Fraction& a, const Fraction& b) { return (a <=> b) == 0; }

std::strong_ordering operator<=>(const Fraction& a, const Fraction& b) {
  if (!a.big_ && !b.big_) {
    if (a.denominator_ == b.denominator_) return a.numerator_ <=> b.numerator_;
    return Wide{a.numerator_} * b.denominator_ <=> Wide{b.numerator_} * a.denominator_;
  }
  return a.big().value.compare(b.big().value) <=> 0;
}

Fraction abs(const Fraction& value) { return value < 0 ? -value : value; }

Fraction floor(const Fraction& value) {
  if (const auto whole = value.whole()) return *whole;
  return Fraction(BigFraction{cpp_rational(floor_of(value.big().value))});
}

Fraction round_half_up(const Fraction& value, const Fraction& step) {
  return floor(value / step + Fraction(1, 2)) * step;
}

std::string to_text(const Fraction& value) { return value.big().value.str(); }

std::string to_decimal(const Fraction& value, int decimals) {
  const Fraction scale(BigFraction{cpp_rational(power_of_ten(decimals))});
  const std::string scaled = to_text(floor(value * scale + Fraction(1, 2)));
  const bool negative = scaled.starts_with('-');
  std::string digits = negative ? scaled.substr(1) : scaled;
  const auto places = static_cast<std::size_t>(decimals);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  digits.insert(digits.size() - places, ".");
  while (digits.back() == '0') digits.pop_back();
  if (digits.back() == '.') digits.pop_back();
  return negative ? "-" + digits : digits;
}

std::optional<Fraction> parse_fraction(std::string_view text) {
  if (text.size() > longest_text) return std::nullopt;
  const auto slash = text.find('/');
  const auto top = parse_decimal_part(text.substr(0, slash));
  if (!top) return std::nullopt;
  if (slash == std::string_view::npos) return Fraction(BigFraction{*top});
  const auto bottom = parse_decimal_part(text.substr(slash + 1));
  if (!bottom || *bottom == 0) return std::nullopt;
  return Fraction(BigFraction{cpp_rational(*top / *bottom)});
}

}  // namespace grader
