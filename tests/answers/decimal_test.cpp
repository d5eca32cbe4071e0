#include "grader/answers/decimal.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <random>

TEST_SUITE_BEGIN("answers");

namespace grader {
namespace {

std::string text(const Decimal& value) {
  return (value.negative ? "-" : "") + value.digits + "e" + std::to_string(value.exponent);
}

Decimal decimal(const char* typed) { return parse_decimal(typed).value(); }

TEST_CASE("decimals are parsed exactly and nothing else is") {
  CHECK(text(decimal("007")) == "7e0");
  CHECK(text(decimal("5.")) == "5e0");
  CHECK(text(decimal("-.50")) == "-50e-2");
  CHECK(text(decimal("+1.25e3")) == "125e1");
  CHECK(text(decimal("0.00")) == "e0");
  CHECK(text(decimal("1e1000000")) == "1e1000000");
  for (const char* wrong : {"", ".", "-", "1e", "e5", "1.2.3", "1 2", "1,2", "--1", "1e1000001",
                            "1e99999999999999999999", "0x1", "inf", "nan", "1e+", "1e5.5"}) {
    CAPTURE(wrong);
    CHECK(!parse_decimal(wrong));
  }
}

TEST_CASE("decimals compare by value") {
  CHECK(compare(decimal("1.0"), decimal("1")) == 0);
  CHECK(compare(decimal("-0"), decimal("0")) == 0);
  CHECK(compare(decimal("1e400"), decimal("1e399")) > 0);
  CHECK(compare(decimal("-1e1000000"), decimal("-1e-1000000")) < 0);
  CHECK(compare(decimal("0.1"), decimal("0.09999")) > 0);
  CHECK(compare(decimal("10e5"), decimal("1e6")) == 0);
}

TEST_CASE("rounding is half away from zero") {
  struct Case {
    const char* value;
    int figures;
    const char* rounded;
  };
  for (const Case& c : {Case{"9.5", 1, "10"}, Case{"9.49", 1, "9"}, Case{"-2.5", 1, "-3"},
                        Case{"0.99951", 3, "1.00"}, Case{"163328", 3, "163000"},
                        Case{"0.0012345", 4, "0.001235"}, Case{"1.5", 5, "1.5"}}) {
    CAPTURE(c.value);
    CHECK(compare(round_to_figures(decimal(c.value), c.figures), decimal(c.rounded)) == 0);
  }
  CHECK(compare(round_to_decimals(decimal("0.005"), 2), decimal("0.01")) == 0);
  CHECK(compare(round_to_decimals(decimal("0.0049"), 2), decimal("0")) == 0);
  CHECK(compare(round_to_decimals(decimal("149"), -2), decimal("100")) == 0);
  CHECK(compare(round_to_decimals(decimal("0.5"), 0), decimal("1")) == 0);
  CHECK(compare(round_to_decimals(decimal("0.05"), 0), decimal("0")) == 0);
  CHECK(compare(round_to_figures(decimal("0"), 3), decimal("0")) == 0);
}

TEST_CASE("the nearest double, of long decimals too") {
  CHECK(to_double(decimal("1e400")) == HUGE_VAL);
  CHECK(to_double(decimal("-1e400")) == -HUGE_VAL);
  CHECK(to_double(decimal("1e-400")) == 0);
  CHECK(to_double(decimal("5e-324")) == 5e-324);
  CHECK(to_double(decimal("2.4703282292062328e-324")) == 5e-324);
  // Halfway between 1 and its successor, and a digit far behind that decides.
  const std::string half = "1.00000000000000011102230246251565404236316680908203125";
  CHECK(to_double(decimal(half.c_str())) == 1);
  CHECK(to_double(decimal((half + std::string(5000, '0') + "1").c_str())) == std::nextafter(1, 2));
}

TEST_CASE("exact fractions have limits") {
  CHECK(to_fraction(decimal("0.25")) == Fraction(1, 4));
  CHECK(to_fraction(decimal("1e400")).has_value());
  CHECK(!to_fraction(decimal("1e401")).has_value());
  CHECK(!to_fraction(decimal(std::string(1201, '7').c_str())).has_value());
}

TEST_CASE("fractions convert to the same double as decimals (10,000 random doubles)") {
  std::mt19937_64 random(7);
  for (int i = 0; i < 10000; ++i) {
    const std::uint64_t bits = random();
    double value = 0;
    std::memcpy(&value, &bits, sizeof value);
    if (!std::isfinite(value)) continue;
    CAPTURE(value);
    const Decimal shortest = shortest_decimal(value);
    CHECK(to_double(shortest) == value);
    if (const auto fraction = to_fraction(shortest)) CHECK(fraction->to_double() == value);
  }
  CHECK(Fraction(1, 3).to_double() == 1.0 / 3.0);
  Fraction least = 1;
  for (int i = 0; i < 1074; ++i) least /= 2;
  CHECK(least.to_double() == 5e-324);
  CHECK((least / 2).to_double() == 0);
}

}  // namespace
}  // namespace grader

TEST_SUITE_END();
