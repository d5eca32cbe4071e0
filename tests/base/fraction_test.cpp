#include "grader/base/fraction.h"

#include <doctest/doctest.h>

namespace grader {

TEST_SUITE_BEGIN("base");

TEST_CASE("thirds add up") {
  const Fraction third(1, 3);
  CHECK(Fraction(third + third + third) == 1);
  CHECK(to_decimal(Fraction(third * 20)) == "6.67");
}

TEST_CASE("rounding to a step takes halves towards plus infinity") {
  struct Case {
    Fraction value;
    Fraction step;
    Fraction expected;
  };
  const Fraction half(1, 2);
  const Case cases[] = {
      {Fraction(37, 10), half, Fraction(7, 2)},
      {Fraction(15, 4), half, 4},
      {Fraction(-15, 4), half, Fraction(-7, 2)},
      {Fraction(-19, 5), half, -4},
      {Fraction(5, 2), 1, 3},
      {Fraction(-5, 2), 1, -2},
      {Fraction(-26, 10), 1, -3},
      {0, half, 0},
      {Fraction(-1, 2), 1, 0},
      {7, 5, 5},
      {Fraction(15, 2), 5, 10},
      {-3, 1, -3},
      {Fraction(1, 3), Fraction(1, 3), Fraction(1, 3)},
  };
  for (const Case& c : cases) {
    CAPTURE(c.value);
    CAPTURE(c.step);
    CHECK(round_half_up(c.value, c.step) == c.expected);
  }
}

TEST_CASE("a decimal is as short as it can be") {
  struct Case {
    Fraction value;
    int decimals;
    std::string_view expected;
  };
  const Case cases[] = {
      {Fraction(7, 2), 2, "3.5"},
      {Fraction(2, 3), 2, "0.67"},
      {12, 2, "12"},
      {0, 2, "0"},
      {100, 2, "100"},
      {100, 0, "100"},
      {Fraction(5, 2), 0, "3"},
      {Fraction(-5, 2), 0, "-2"},
      {Fraction(1, 200), 2, "0.01"},
      {Fraction(-1, 200), 2, "0"},
      {Fraction(-2, 3), 2, "-0.67"},
      {Fraction(1, 1000), 2, "0"},
      {Fraction(-1, 1000), 2, "0"},
      {Fraction(1, 3), 5, "0.33333"},
      {Fraction(999, 1000), 2, "1"},
      {Fraction(1999, 100), 1, "20"},
      {Fraction(1, 100), 2, "0.01"},
      {Fraction(-1, 20), 2, "-0.05"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.value);
    CAPTURE(c.decimals);
    CHECK(to_decimal(c.value, c.decimals) == c.expected);
  }
}

TEST_CASE("decimals and fractions are read exactly") {
  struct Case {
    std::string_view text;
    Fraction expected;
  };
  const Case cases[] = {
      {"0.6", Fraction(3, 5)},
      {"15", 15},
      {"1e-3", Fraction(1, 1000)},
      {"2/3", Fraction(2, 3)},
      {"-0.5", Fraction(-1, 2)},
      {"+4", 4},
      {".5", Fraction(1, 2)},
      {"5.", 5},
      {"007", 7},
      {"1.5E+2", 150},
      {"0", 0},
      {"-0", 0},
      {"0.1/0.3", Fraction(1, 3)},
      {"010", 10},
      {"1e99", Fraction(boost::multiprecision::pow(boost::multiprecision::cpp_int(10), 99))},
      {"000000000000000000000000000009", 9},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const auto read = parse_fraction(c.text);
    REQUIRE(read);
    CHECK(*read == c.expected);
  }
}

TEST_CASE("anything else is no fraction") {
  const std::string_view texts[] = {"",    " ",     "x",     "1 ",    " 1",
                                    "1,5", "--1",   ".",     "-",     "1..2",
                                    "1e",  "e5",    "1e5.0", "1e100", "1/0",
                                    "1/",  "/2",    "1/2/3", "0x10",  "nan",
                                    "inf", "1e+-3", "1e++3", "1e 3",  "1e999999999999",
                                    "½",   "1'000", "1/0.00"};
  for (const std::string_view text : texts) {
    CAPTURE(text);
    CHECK_FALSE(parse_fraction(text));
  }
  CHECK_FALSE(parse_fraction(std::string(1'000'000, '9')));
}

TEST_SUITE_END();

}  // namespace grader
