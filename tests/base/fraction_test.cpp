#include "grader/base/fraction.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <random>

#include "grader/base/big_fraction.h"

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
    CAPTURE(to_text(c.value));
    CAPTURE(to_text(c.step));
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
    CAPTURE(to_text(c.value));
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
      {"1e99", Fraction(BigFraction{pow(BigInteger(10), 99)})},
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

namespace {

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();

using Rational = boost::multiprecision::cpp_rational;

// Small numbers, and those around the limits of 64 and of 32 bits.
std::int64_t random_integer(std::mt19937_64& random) {
  const std::int64_t small = static_cast<std::int64_t>(random() % 41) - 20;
  switch (random() % 6) {
    case 0:
      return largest - static_cast<std::int64_t>(random() % 3);
    case 1:
      return least + static_cast<std::int64_t>(random() % 3);
    case 2:
      return (std::int64_t{1} << 32) + small;
    case 3:
      return static_cast<std::int64_t>(random());
    default:
      return small;
  }
}

Rational rational(const Fraction& fraction) { return fraction.big().value; }

}  // namespace

TEST_CASE("arithmetic is exact across the limits of 64 bits") {
  std::mt19937_64 random(11);
  int beyond = 0;
  for (int round = 0; round < 20'000; ++round) {
    const auto draw = [&] {
      const std::int64_t top = random_integer(random);
      const std::int64_t bottom = random_integer(random);
      Fraction fraction(top, bottom == 0 ? 1 : bottom);
      if (random() % 8 == 0) fraction *= fraction;
      return fraction;
    };
    const Fraction a = draw(), b = draw();
    const Rational x = rational(a), y = rational(b);
    CAPTURE(to_text(a));
    CAPTURE(to_text(b));
    REQUIRE(rational(a + b) == Rational(x + y));
    REQUIRE(rational(a - b) == Rational(x - y));
    REQUIRE(rational(a * b) == Rational(x * y));
    if (b != 0) REQUIRE(rational(a / b) == Rational(x / y));
    REQUIRE(rational(-a) == Rational(-x));
    REQUIRE((a < b) == (x < y));
    REQUIRE((a == b) == (x == y));
    REQUIRE(a - b + b == a);
    REQUIRE(floor(a) <= a);
    REQUIRE(a < floor(a) + 1);
    REQUIRE(floor(a).is_whole());
    beyond += a.small() ? 0 : 1;
  }
  CHECK(beyond > 1000);
}

TEST_CASE("a number that fits 64 bits again is small again") {
  Fraction value = largest;
  value *= value;
  CHECK_FALSE(value.small());
  CHECK_FALSE(value.whole());
  CHECK(value.is_whole());
  value /= largest;
  CHECK(value.whole() == largest);
  CHECK((value - largest).small() == std::pair<std::int64_t, std::int64_t>(0, 1));
}

TEST_CASE("the least integer and large unsigned ones are exact too") {
  CHECK(to_text(Fraction(least)) == "-9223372036854775808");
  CHECK(to_text(Fraction(least, -1)) == "9223372036854775808");
  CHECK(to_text(Fraction(1, least)) == "-1/9223372036854775808");
  CHECK(to_text(Fraction(least, least)) == "1");
  CHECK(to_text(Fraction(std::numeric_limits<std::uint64_t>::max())) == "18446744073709551615");
  CHECK(to_text(Fraction(4, -6)) == "-2/3");
  CHECK(to_text(Fraction(0, -6)) == "0");
  CHECK(Fraction(6, -3) == -2);
  CHECK(Fraction(6, -3).small() == std::pair<std::int64_t, std::int64_t>(-2, 1));
}

TEST_CASE("the nearest double is rounded once") {
  std::mt19937_64 random(5);
  for (int round = 0; round < 5000; ++round) {
    // A double is a fraction with a power of two below: it must come back as it was.
    const double number =
        std::ldexp(static_cast<double>(random() >> 11), static_cast<int>(random() % 600) - 300);
    int exponent = 0;
    const auto top = static_cast<std::int64_t>(std::ldexp(std::frexp(number, &exponent), 53));
    const BigInteger power = BigInteger(1) << static_cast<unsigned>(std::abs(exponent - 53));
    const Fraction scale(BigFraction{Rational(power)});
    const Fraction exact = exponent >= 53 ? top * scale : top / scale;
    REQUIRE(exact.to_double() == number);
    REQUIRE((-exact).to_double() == -number);
  }
  CHECK(Fraction(1, 3).to_double() == 1.0 / 3);
  CHECK(Fraction((std::int64_t{1} << 53) + 1).to_double() == 9007199254740992.0);  // a tie: to even
  CHECK(Fraction((std::int64_t{1} << 53) + 3).to_double() == 9007199254740996.0);
  CHECK(Fraction(BigFraction{pow(BigInteger(10), 400)}).to_double() ==
        std::numeric_limits<double>::infinity());
  const Fraction tiny(BigFraction{Rational(1, pow(BigInteger(10), 400))});
  CHECK(tiny.to_double() == 0);
  CHECK(parse_fraction("5e-99")->to_double() == 5e-99);
}

TEST_CASE("bits tell the size of a number") {
  CHECK(Fraction(0).bits() == 2);
  CHECK(Fraction(255).bits() == 9);
  CHECK(Fraction(-1, 256).bits() == 10);
  CHECK(Fraction(BigFraction{pow(BigInteger(2), 1000)}).bits() == 1002);
}

TEST_SUITE_END();

}  // namespace grader
