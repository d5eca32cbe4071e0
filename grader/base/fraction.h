// Exact fractions: credits, points and weights add up exactly (3 x 1/3 = 1).
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace grader {

// Divide by a Fraction or an int, never by a cpp_int: Boost 1.81 then takes 1 / n for 1.
using Fraction = boost::multiprecision::cpp_rational;

// Rounds to the nearest multiple of `step` (> 0), half up (towards plus infinity).
Fraction round_half_up(const Fraction& value, const Fraction& step);

// The shortest decimal with at most `decimals` digits behind the point, half up: 3.5, 0.67, 12.
std::string to_decimal(const Fraction& value, int decimals = 2);

// A plain decimal such as `0.6`, `15` or `1e-3`, or a fraction `2/3`, exactly. Empty for anything
// else, and for exponents beyond 99.
std::optional<Fraction> parse_fraction(std::string_view text);

}  // namespace grader
