// Exact fractions: credits, points and weights add up exactly (3 x 1/3 = 1).
#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace grader {

struct BigFraction;  // grader/base/big_fraction.h

// An exact rational number in lowest terms. Numerators and denominators that fit 64 bits, which is
// nearly all of them, are held in place; others grow without limit, so bound what users can type.
class Fraction {
 public:
  Fraction() = default;
  template <std::integral I>
  requires(sizeof(I) < sizeof(std::int64_t)) Fraction(I whole) : numerator_(whole) {}
  Fraction(std::int64_t whole) : Fraction(whole, 1) {}
  Fraction(std::uint64_t whole);
  // Requires: denominator != 0.
  Fraction(std::int64_t numerator, std::int64_t denominator);
  explicit Fraction(const BigFraction& big);

  Fraction& operator+=(const Fraction& other);
  Fraction& operator-=(const Fraction& other);
  Fraction& operator*=(const Fraction& other);
  Fraction& operator/=(const Fraction& other);  // requires: other != 0
  Fraction operator-() const;

  friend Fraction operator+(Fraction a, const Fraction& b) { return a += b; }
  friend Fraction operator-(Fraction a, const Fraction& b) { return a -= b; }
  friend Fraction operator*(Fraction a, const Fraction& b) { return a *= b; }
  friend Fraction operator/(Fraction a, const Fraction& b) { return a /= b; }
  friend bool operator==(const Fraction& a, const Fraction& b);
  friend std::strong_ordering operator<=>(const Fraction& a, const Fraction& b);

  bool is_whole() const;
  // The value as a whole number, if it is one and fits.
  std::optional<std::int64_t> whole() const;
  // Numerator and denominator (> 0) in lowest terms, if both fit.
  std::optional<std::pair<std::int64_t, std::int64_t>> small() const;
  // Bits of the numerator and of the denominator, together: the size of the number.
  unsigned bits() const;
  BigFraction big() const;
  // The nearest double; +-infinity beyond the range.
  double to_double() const;

 private:
  __extension__ typedef __int128 Wide;  // no name of ISO C++
  struct Parts {
    Wide numerator;
    Wide denominator;
  };
  // Brings to lowest terms, and in place if that fits.
  void set(Parts parts);
  void set(const BigFraction& big);

  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;
  std::shared_ptr<const BigFraction> big_;  // if set, it is the value
};

Fraction abs(const Fraction& value);

// The largest whole number that is not above the value.
Fraction floor(const Fraction& value);

// Rounds to the nearest multiple of `step` (> 0), half up (towards plus infinity).
Fraction round_half_up(const Fraction& value, const Fraction& step);

// The shortest decimal with at most `decimals` digits behind the point, half up: 3.5, 0.67, 12.
std::string to_decimal(const Fraction& value, int decimals = 2);

// "2/3", "5", "-1/2".
std::string to_text(const Fraction& value);

// A plain decimal such as `0.6`, `15` or `1e-3`, or a fraction `2/3`, exactly. Empty for anything
// else, and for exponents beyond 99.
std::optional<Fraction> parse_fraction(std::string_view text);

}  // namespace grader
