#include "grader/scoring/rounding.h"

#include <doctest/doctest.h>

namespace grader {
namespace {

TEST_SUITE("scoring") {
  TEST_CASE("figures round half away from zero, on exact values") {
    struct Case {
      const char* value;
      int n;
      const char* rounded;
    };
    const Case cases[] = {
        {"0.125", 2, "0.13"}, {"-0.125", 2, "-0.13"},  {"0.12499", 2, "0.12"},
        {"9.96", 2, "10"},    {"99.5", 2, "100"},      {"1e-20", 3, "1e-20"},
        {"0", 3, "0"},        {"123456", 3, "123000"}, {"1/3", 2, "0.33"},
        {"2/3", 2, "0.67"},   {"999.5", 3, "1000"},
    };
    for (const Case& c : cases) {
      CAPTURE(c.value);
      CHECK(round_to_figures(*parse_fraction(c.value), c.n) == *parse_fraction(c.rounded));
    }
  }

  TEST_CASE("decimals round half away from zero") {
    CHECK(round_to_decimals(*parse_fraction("2.675"), 2) == *parse_fraction("2.68"));
    CHECK(round_to_decimals(*parse_fraction("-0.5"), 0) == -1);
  }

  TEST_CASE("a double stands for its shortest text") {
    CHECK(shortest_fraction(0.1) == Fraction(1, 10));
    CHECK(shortest_fraction(163328) == 163328);
  }
}

}  // namespace
}  // namespace grader
