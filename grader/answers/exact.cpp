#include "grader/answers/exact.h"

#include <charconv>
#include <limits>

namespace grader {
namespace {

using boost::multiprecision::cpp_int;

constexpr unsigned most_bits = 4000;
constexpr std::string_view too_big = "the calculation gives a number that is too big";

unsigned bits(const cpp_int& value) {
  return value == 0 ? 1 : static_cast<unsigned>(msb(abs(value))) + 1;
}

unsigned bits(const Fraction& value) { return bits(numerator(value)) + bits(denominator(value)); }

bool fits(const cpp_int& value) {
  return value >= std::numeric_limits<std::int64_t>::min() &&
         value <= std::numeric_limits<std::int64_t>::max();
}

}  // namespace

Exact::Exact(Fraction fraction) {
  if (denominator(fraction) == 1 && fits(numerator(fraction))) {
    whole_ = numerator(fraction).convert_to<std::int64_t>();
  } else {
    big_ = std::move(fraction);
  }
}

void Arithmetic::refuse(std::string_view reason) {
  if (reason_.empty()) reason_ = reason;
}

bool Arithmetic::afford() {
  constexpr std::int64_t operation = 20;
  if (refused()) return false;
  budget_ -= operation;
  if (budget_ >= 0) return true;
  refuse("the calculation is too long to be worked out");
  return false;
}

bool Arithmetic::afford(const Fraction& a, const Fraction& b) {
  const std::int64_t words = (bits(a) + bits(b)) / 64;
  budget_ -= words * words / 2;
  return afford();
}

Exact Arithmetic::checked(Fraction result) {
  if (bits(numerator(result)) > most_bits || bits(denominator(result)) > most_bits) {
    refuse(too_big);
    return {};
  }
  return Exact(std::move(result));
}

Exact Arithmetic::from(const Decimal& value) {
  if (value.exponent == 0 && value.digits.size() <= 18) {
    std::int64_t whole = 0;
    std::from_chars(value.digits.data(), value.digits.data() + value.digits.size(), whole);
    return Exact(value.negative ? -whole : whole);
  }
  budget_ -= static_cast<std::int64_t>(value.digits.size() * value.digits.size() / 2000);
  if (!afford()) return {};
  std::optional<Fraction> fraction = to_fraction(value);
  if (!fraction) {
    refuse("the calculation has a number that is too big or too small to be worked out exactly");
    return {};
  }
  return Exact(std::move(*fraction));
}

Exact Arithmetic::add(const Exact& a, const Exact& b) {
  if (!afford()) return {};
  std::int64_t sum = 0;
  if (a.is_whole() && b.is_whole() && !__builtin_add_overflow(a.whole(), b.whole(), &sum)) {
    return Exact(sum);
  }
  const Fraction left = a.fraction();
  const Fraction right = b.fraction();
  if (!afford(left, right)) return {};
  return checked(left + right);
}

Exact Arithmetic::subtract(const Exact& a, const Exact& b) {
  if (!afford()) return {};
  std::int64_t difference = 0;
  if (a.is_whole() && b.is_whole() && !__builtin_sub_overflow(a.whole(), b.whole(), &difference)) {
    return Exact(difference);
  }
  const Fraction left = a.fraction();
  const Fraction right = b.fraction();
  if (!afford(left, right)) return {};
  return checked(left - right);
}

Exact Arithmetic::multiply(const Exact& a, const Exact& b) {
  if (!afford()) return {};
  std::int64_t product = 0;
  if (a.is_whole() && b.is_whole() && !__builtin_mul_overflow(a.whole(), b.whole(), &product)) {
    return Exact(product);
  }
  const Fraction left = a.fraction();
  const Fraction right = b.fraction();
  if (!afford(left, right)) return {};
  return checked(left * right);
}

Exact Arithmetic::divide(const Exact& a, const Exact& b) {
  if (b.is_zero()) {
    refuse("this divides by zero");
    return {};
  }
  if (a.is_whole() && b.is_whole() && b.whole() != -1 && a.whole() % b.whole() == 0) {
    return Exact(a.whole() / b.whole());
  }
  const Fraction left = a.fraction();
  const Fraction right = b.fraction();
  if (!afford(left, right)) return {};
  return checked(left / right);
}

Exact Arithmetic::power(const Exact& base, const Exact& exponent) {
  if (refused()) return {};
  if (!exponent.is_whole()) {
    refuse(denominator(exponent.fraction()) == 1
               ? too_big
               : std::string_view("only whole exponents are worked out"));
    return {};
  }
  const std::int64_t n = exponent.whole();
  if (base.is_zero() && n < 0) {
    refuse("this divides by zero");
    return {};
  }
  if (base.is_whole() && (base.whole() == 0 || base.whole() == 1 || base.whole() == -1)) {
    if (n == 0) return Exact(1);
    return Exact(n % 2 == 0 ? base.whole() * base.whole() : base.whole());
  }
  const Fraction value = base.fraction();
  const unsigned size = bits(value);
  if (n > most_bits || n < -static_cast<std::int64_t>(most_bits) ||
      (size - 2) * static_cast<std::uint64_t>(n < 0 ? -n : n) > most_bits) {
    refuse(too_big);
    return {};
  }
  const auto times = static_cast<unsigned>(n < 0 ? -n : n);
  if (!afford(value, value)) return {};
  budget_ -= static_cast<std::int64_t>(times) * size / 64;
  const cpp_int top = pow(numerator(value), times);
  const cpp_int bottom = pow(denominator(value), times);
  return checked(n < 0 ? Fraction(bottom, top) : Fraction(top, bottom));
}

}  // namespace grader
