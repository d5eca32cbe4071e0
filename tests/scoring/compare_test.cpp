#include "grader/scoring/compare.h"

#include <doctest/doctest.h>

#include <string>

namespace grader {
namespace {

Number number(const std::string& typed, const Units& units = {}) {
  NumberRules rules;
  rules.units = units;
  const NumberReading reading = read_number(typed, rules);
  REQUIRE_MESSAGE(!reading.readings.empty(), typed);
  return reading.readings.front();
}

NumberKey real(double value, double largest = 0) {
  NumberKey key;
  key.value = value;
  key.largest = largest;
  return key;
}

NumberKey count(Count value) {
  NumberKey key;
  key.value = static_cast<double>(value);
  key.count = value;
  return key;
}

TEST_SUITE("scoring") {
  TEST_CASE("a real is right within half a per cent, bounds included") {
    struct Case {
      const char* typed;
      double key;
      bool right;
    };
    const Case cases[] = {
        {"0.3711", 0.3711007, true},
        {"0.371", 0.3711007, true},
        {"0.37", 0.3711007, true},
        {"0.38", 0.3711007, false},
        {"201", 200, true},
        {"199", 200, true},
        {"201.0001", 200, false},
        {"198.9999", 200, false},
        {"-0.5", 0.5, false},
        {"1e-10", 1e-10, true},
        {"0", 1e-10, false},
        {"1e300", 1e300, true},
        {"1.006e300", 1e300, false},
        {"1e400", 1e300, false},
        {"1e-400", 1e-300, true},
        {"5e-324", 5e-324, true},
        {"0.0000000009", 0, true},
        {"0.0000000011", 0, false},
        {"-0", 0, true},
        {"0.31003", -0.31003, false},
    };
    for (const Case& c : cases) {
      CAPTURE(std::string(c.typed));
      CAPTURE(c.key);
      CHECK(compare(number(c.typed), real(c.key), Scheme{}).right() == c.right);
    }
  }

  TEST_CASE("a zero among others may be off by the tolerance of the largest") {
    CHECK(compare(number("0.003"), real(0, 0.62), Scheme{}).right());
    CHECK_FALSE(compare(number("0.0032"), real(0, 0.62), Scheme{}).right());
    CHECK(compare(number("0.003"), real(1e-15, 0.62), Scheme{}).right());
  }

  TEST_CASE("the interval and the distance are told") {
    const Comparison comparison = compare(number("201"), real(200), Scheme{});
    CHECK(comparison.accepted.low == 199);
    CHECK(comparison.accepted.high == 201);
    CHECK(comparison.distance == doctest::Approx(1));
  }

  TEST_CASE("of change measures by how far the value moved") {
    Scheme scheme;
    scheme.tolerance.change_from = 0;
    NumberKey key = real(3.95);
    key.before = 4;
    CHECK_FALSE(compare(number("4"), key, scheme).right());
    CHECK(compare(number("3.95"), key, scheme).right());
    CHECK(compare(number("3.9502"), key, scheme).right());
    CHECK_FALSE(compare(number("3.9504"), key, scheme).right());
  }

  TEST_CASE("a count typed plainly is exact, a suffixed one may be rounded to three figures") {
    struct Case {
      const char* typed;
      bool right;
    };
    const Case cases[] = {
        {"163328", true},    {"163,328", true},  {"159.5K", true},  {"159.5 k", true},
        {"1.595e2 K", true}, {"160K", true},     {"159K", false},   {"163K", false},
        {"163.3K", false},   {"163000", false},  {"163329", false}, {"163328.5", false},
        {"1.63e5", true},    {"1.633e5", true},  {"1.6e5", false},  {"-163328", false},
        {"~163000", true},   {"~160000", false}, {"159.50K", true}, {"0.156M", true},
    };
    const Units units{{{"K", 1024}, {"M", 1048576}}};
    for (const Case& c : cases) {
      CAPTURE(std::string(c.typed));
      CHECK(compare(number(c.typed, units), count(163328), Scheme{}).right() == c.right);
    }
  }

  TEST_CASE("a stated tolerance holds for a count too") {
    Scheme scheme;
    scheme.tolerance = {true, 2, 0, std::nullopt};
    CHECK(compare(number("14"), count(12), scheme).right());
    CHECK_FALSE(compare(number("15"), count(12), scheme).right());
  }

  TEST_CASE("significant figures are compared on exact decimals") {
    struct Case {
      const char* typed;
      double key;
      int n;
      bool strict;
      bool right;
    };
    const Case cases[] = {
        {"0.371", 0.37110067, 3, false, true},
        {"0.372", 0.37110067, 3, false, false},
        {"0.3711", 0.37110067, 3, false, true},
        {"0.37", 0.37110067, 3, false, false},
        {"9.5", 10, 2, false, false},
        {"10", 9.96, 2, false, true},
        {"120", 123, 2, false, true},
        {"120", 123, 2, true, true},
        {"120.", 123, 2, true, true},
        {"1.2e2", 123, 2, true, true},
        {"2.675", 2.675, 3, false, true},
        {"0", 0, 3, false, false},
        {"0.00", 0, 2, false, true},
    };
    for (const Case& c : cases) {
      CAPTURE(std::string(c.typed));
      Scheme scheme;
      scheme.digits = Digits{Digits::Of::figures, c.n, c.strict, 1, 0};
      CHECK(compare(number(c.typed), real(c.key), scheme).right() == c.right);
    }
  }

  TEST_CASE("rounded accepts what is correctly rounded at the digits written") {
    Scheme scheme;
    scheme.tolerance = {true, 0, 1e-6, std::nullopt};
    scheme.rounded = 2;
    CHECK(compare(number("0.37"), real(0.3711), scheme).right());
    CHECK_FALSE(compare(number("0.4"), real(0.3711), scheme).right());
    CHECK_FALSE(compare(number("0.38"), real(0.3711), scheme).right());
  }

  TEST_CASE("an interval is closed") {
    Scheme scheme;
    scheme.interval = {{1, 2}};
    CHECK(compare(number("1"), real(5), scheme).right());
    CHECK(compare(number("2"), real(5), scheme).right());
    CHECK_FALSE(compare(number("2.0001"), real(5), scheme).right());
  }
}

}  // namespace
}  // namespace grader
