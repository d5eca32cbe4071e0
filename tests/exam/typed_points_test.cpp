#include "grader/exam/typed_points.h"

#include <doctest/doctest.h>

namespace grader {

TEST_SUITE_BEGIN("exam");

TEST_CASE("points are numbers, with a point or a comma") {
  CHECK(parse_points("2.5") == Fraction(5, 2));
  CHECK(parse_points("2,5") == Fraction(5, 2));
  CHECK(parse_points("2/3") == Fraction(2, 3));
  CHECK(parse_points("0") == Fraction(0));
  for (const char* text : {"", "1,5.0", "1,000,000", "two", "EX"}) CHECK_FALSE(parse_points(text));
}

TEST_CASE("a student is excused by EX") {
  for (const char* text : {"EX", "Ex", "ex"}) CHECK(is_excuse(text));
  for (const char* text : {"", "e", "EXC", "0"}) CHECK_FALSE(is_excuse(text));
}

TEST_SUITE_END();

}  // namespace grader
