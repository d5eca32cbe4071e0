// The scanner behind the fast readers, in a header so that it is inlined in their loops.
#pragma once

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "grader/answers/plain.h"
#include "grader/answers/text.h"

namespace grader::plain {

// A decimal of more characters is left to the long way; with fewer no value leaves the range of
// double.
inline constexpr std::ptrdiff_t longest_decimal = 300;

inline constexpr double powers_of_ten[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                           1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                           1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

// White space that folding makes a space or a line's end.
constexpr bool space(char c) { return c == ' ' || c == '\t'; }
constexpr bool line_end(char c) { return c == '\n' || c == '\r'; }
constexpr bool blank(char c) { return space(c) || line_end(c); }

// Digits with at most one point, as they stand in the text.
struct Decimal {
  const char* begin;  // behind the sign
  const char* point;  // the point, or `end`
  const char* end;
  std::uint64_t significand;  // without the point; wrapped around if there are more than 19 digits
  bool negative;

  std::ptrdiff_t decimals() const { return point == end ? 0 : end - point - 1; }
  std::ptrdiff_t digits() const { return end - begin - (point == end ? 0 : 1); }
};

inline const char* take_digits(const char* at, const char* end, std::uint64_t& significand) {
  while (at != end && ascii::digit(*at)) {
    significand = significand * 10 + static_cast<std::uint64_t>(*at++ - '0');
  }
  return at;
}

// The decimal at `at`; false if none begins there or it is too long. What follows it is not looked
// at.
inline bool scan(const char* at, const char* end, Decimal& decimal) {
  decimal.negative = at != end && *at == '-';
  if (at != end && (*at == '-' || *at == '+')) ++at;
  decimal.begin = at;
  decimal.significand = 0;
  at = take_digits(at, end, decimal.significand);
  decimal.point = at;
  const bool pointed = at != end && *at == '.';
  if (pointed) at = take_digits(at + 1, end, decimal.significand);
  decimal.end = at;
  const std::ptrdiff_t size = at - decimal.begin;
  return size > (pointed ? 1 : 0) && size <= longest_decimal;
}

// The nearest double. The quotient of two numbers that are doubles themselves is rounded once
// (Clinger 1990); the rest is from_chars' work.
inline double value_of(const Decimal& decimal) {
  constexpr std::uint64_t exact = std::uint64_t{1} << 53;
  const std::ptrdiff_t decimals = decimal.decimals();
  double value = 0;
  if (decimal.digits() <= 19 && decimal.significand <= exact && decimals <= 22) {
    value = static_cast<double>(decimal.significand) / powers_of_ten[decimals];
  } else {
    std::from_chars(decimal.begin, decimal.end, value);
  }
  return decimal.negative ? -value : value;
}

}  // namespace grader::plain
