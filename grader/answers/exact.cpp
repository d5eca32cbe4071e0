#include "grader/answers/exact.h"

#include <optional>
#include <utility>

namespace grader {
namespace {

constexpr unsigned most_bits = 4000;
constexpr std::string_view too_big = "the calculation gives a number that is too big";

// By squaring. Requires: the result is known to be of bearable size.
Fraction power_of(Fraction base, std::uint64_t times) {
  Fraction power = 1;
  while (times > 0) {
    if (times % 2 == 1) power *= base;
    times /= 2;
    if (times > 0) base *= base;
  }
  return power;
}

}  // namespace

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
  if (!a.small() || !b.small()) {
    const std::int64_t words = (a.bits() + b.bits()) / 64;
    budget_ -= 20 + words * words / 2;
  }
  return afford();
}

Fraction Arithmetic::checked(Fraction result) {
  if (result.small()) return result;
  const unsigned bits = result.bits();
  budget_ -= 200 + bits / 4;  // for bringing to lowest terms, and for the nearest double
  if (bits <= 2 * most_bits) return result;
  refuse(too_big);
  return {};
}

Fraction Arithmetic::from(const Decimal& value) {
  budget_ -= static_cast<std::int64_t>(value.digits.size() * value.digits.size() / 2000);
  if (!afford()) return {};
  std::optional<Fraction> fraction = to_fraction(value);
  if (!fraction) {
    refuse("the calculation has a number that is too big or too small to be worked out exactly");
    return {};
  }
  return std::move(*fraction);
}

Fraction Arithmetic::add(const Fraction& a, const Fraction& b) {
  return afford(a, b) ? checked(a + b) : Fraction();
}

Fraction Arithmetic::subtract(const Fraction& a, const Fraction& b) {
  return afford(a, b) ? checked(a - b) : Fraction();
}

Fraction Arithmetic::multiply(const Fraction& a, const Fraction& b) {
  return afford(a, b) ? checked(a * b) : Fraction();
}

Fraction Arithmetic::divide(const Fraction& a, const Fraction& b) {
  if (b == 0) {
    refuse("this divides by zero");
    return {};
  }
  return afford(a, b) ? checked(a / b) : Fraction();
}

Fraction Arithmetic::power(const Fraction& base, const Fraction& exponent) {
  if (refused()) return {};
  const auto n = exponent.whole();
  if (!n) {
    refuse(exponent.is_whole() ? too_big : std::string_view("only whole exponents are worked out"));
    return {};
  }
  if (base == 0 && *n < 0) {
    refuse("this divides by zero");
    return {};
  }
  if (*n == 0 || base == 1) return 1;
  if (base == 0) return 0;
  if (base == -1) return *n % 2 == 0 ? 1 : -1;
  const std::uint64_t times =
      *n < 0 ? 0 - static_cast<std::uint64_t>(*n) : static_cast<std::uint64_t>(*n);
  const unsigned size = base.bits();  // at least 3
  if (times > most_bits || (size - 2) * times > most_bits) {
    refuse(too_big);
    return {};
  }
  if (!afford(base, base)) return {};
  budget_ -= static_cast<std::int64_t>(times) * size / 64;
  const Fraction power = power_of(base, times);
  return checked(*n < 0 ? 1 / power : power);
}

}  // namespace grader
