// Exact decimals of any size, as students type them.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "grader/base/fraction.h"

namespace grader {

// sign * digits * 10^exponent. `digits` has no leading zeros and is empty for zero.
struct Decimal {
  bool negative = false;
  std::string digits;
  int exponent = 0;

  bool zero() const { return digits.empty(); }
};

// Digits with at most one point, an optional sign and an optional exponent within +-10^6; nothing
// else (no grouping, no spaces). `5.`, `.5` and `007` are fine.
std::optional<Decimal> parse_decimal(std::string_view text);

// The decimal that is exactly the shortest text of `value` that reads back (0.1 -> 0.1). Requires:
// finite.
Decimal shortest_decimal(double value);

// Numeric comparison; -0 equals 0; 1e400 is greater than 1e399. Never builds the big number.
std::strong_ordering compare(const Decimal& a, const Decimal& b);

// Half away from zero, to n >= 1 significant figures or to n decimals (n may be negative).
Decimal round_to_figures(const Decimal& value, int n);
Decimal round_to_decimals(const Decimal& value, int n);

// The nearest double, infinite beyond the range; locale-free.
double to_double(const Decimal& value);

// Exactly, or empty if |exponent| is beyond 400 or there are more than 1,200 digits (the big number
// is not built).
std::optional<Fraction> to_fraction(const Decimal& value);

}  // namespace grader
