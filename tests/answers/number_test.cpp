#include "grader/answers/number.h"

#include <doctest/doctest.h>

#include <cmath>

#include "tests/answers/cases.h"

TEST_SUITE_BEGIN("answers");

namespace grader {
namespace {

std::string flags(const Number& number) {
  std::string all;
  const auto add = [&](bool on, const char* name) {
    if (on) all += (all.empty() ? "" : " ") + std::string(name);
  };
  add(number.scientific, "scientific");
  add(number.fraction, "fraction");
  add(number.arithmetic, "arithmetic");
  add(number.suffixed(), "suffixed");
  add(number.approximate, "approximate");
  return all;
}

void check_value(const Number& number, const std::string& expected) {
  const auto want = parse_fraction(expected);
  REQUIRE_MESSAGE(want.has_value(), "the table's value ", expected);
  const auto got = exact_value(number);
  REQUIRE(got.has_value());
  CHECK_MESSAGE(*got == *want, "read ", to_text(*got), ", not ", expected);
  CHECK(number.value == want->to_double());
}

void check_readings(const yaml::Node& row, const NumberReading& reading) {
  const std::vector<std::string> values = texts_of(row, "value");
  REQUIRE_MESSAGE(reading.readings.size() == values.size(), reading.reason);
  for (std::size_t i = 0; i < values.size(); ++i) check_value(reading.readings[i], values[i]);
  if (values.empty()) return;
  const Number& first = reading.readings[0];
  if (row.find("figures") != nullptr) {
    const std::string figures = text_of(row, "figures");
    const bool range = first.figures_low != first.figures_high;
    CHECK(figures == (range ? std::to_string(first.figures_low) + "-" : "") +
                         std::to_string(first.figures_high));
  }
  if (row.find("decimals") != nullptr)
    CHECK(text_of(row, "decimals") == std::to_string(first.decimals));
  CHECK(flags(first) == text_of(row, "flags"));
}

void check_working(const yaml::Node& row, const NumberReading& reading) {
  if (row.find("terms") == nullptr) return;
  REQUIRE(reading.working.has_value());
  const std::vector<std::string> terms = texts_of(row, "terms");
  REQUIRE(reading.working->terms.size() == terms.size());
  for (std::size_t i = 0; i < terms.size(); ++i) {
    check_value(reading.working->terms[i], terms[i]);
  }
  CHECK(reading.working->elided == (text_of(row, "elided") == "true"));
  CHECK(reading.working->agrees == (text_of(row, "agrees", "true") == "true"));
}

void check_row(const yaml::Node& row, const NumberRules& rules) {
  const std::string typed = text_of(row, "typed");
  CAPTURE(typed);
  const NumberReading reading = read_number(typed, rules);
  CHECK(to_text(reading.outcome) == text_of(row, "outcome", "correct"));
  check_readings(row, reading);
  CHECK(reading.reason == text_of(row, "reason"));
  CHECK(std::to_string(reading.column) == text_of(row, "column", "0"));
  CHECK(joined(reading.notes) == joined(texts_of(row, "notes")));
  check_working(row, reading);
}

TEST_CASE("numbers are read as the table says") {
  std::size_t rows = 0;
  for (const TestGroup& group : load_groups("numbers.yaml")) {
    CAPTURE(group.title);
    const NumberRules rules = number_rules(group.rules);
    for (const yaml::Node& row : group.rows) check_row(row, rules);
    rows += group.rows.size();
  }
  MESSAGE(rows, " rows");
}

TEST_CASE("infinity and NaN are values of their own") {
  CHECK(read_number("-inf", {}).nonfinite == -HUGE_VAL);
  CHECK(read_number("+∞", {}).nonfinite == HUGE_VAL);
  CHECK(std::isnan(read_number("NaN", {}).nonfinite));
}

TEST_CASE("numbers beyond the range of double stay exact") {
  const NumberReading huge = read_number("1e1000000", {});
  REQUIRE(huge.readings.size() == 1);
  CHECK(huge.readings[0].value == HUGE_VAL);
  CHECK(!exact_value(huge.readings[0]));
  CHECK(std::get<Decimal>(huge.readings[0].written).exponent == 1000000);
  CHECK(read_number("1e-1000000", {}).readings[0].value == 0);
  CHECK(read_number("4.9e-324", {}).readings[0].value == 5e-324);
}

TEST_CASE("an answer of more than 64 KiB is unreadable") {
  const NumberReading reading = read_number(std::string(65537, '1'), {});
  CHECK(reading.outcome == Outcome::unreadable);
  CHECK(reading.reason == "the answer is longer than 64 KiB");
}

TEST_CASE("a number is shown such that it equals no other") {
  struct Case {
    std::string typed;
    const char* shown;
  };
  const std::string sixty_thousand(60000, '9');
  for (const Case& c : {
           Case{"0.371", "0.371"},
           Case{"-0.50", "-0.5"},
           Case{"0", "0"},
           Case{"-0", "0"},
           Case{"1e3", "1000"},
           Case{"1e300", "1e+300"},
           Case{"1e1000000", "1e+1000000"},
           Case{"-1e-1000000", "-1e-1000000"},
           Case{sixty_thousand, "9.999999999999999999999999999999999999999...e+59999"},
           Case{"163327.9999999999999999", "163327.9999999999999999"},
           Case{"99999999999999999999", "99999999999999999999"},
           Case{"0.10000000000000000000000001", "0.10000000000000000000000001"},
           Case{"0." + std::string(60, '3'), "0.3333333333333333333333333333333333333333..."},
           Case{"1/3", "0.3333333333333333"},
           Case{"163328 - 1/10^16", "163327.9999999999999999"},
           Case{"1 - 1/10^60", "not quite 1"},
           Case{"10^1000", "too large to be shown"},
           Case{"1e999 K", "too large to be shown"},
           Case{"50%", "0.5"},
       }) {
    CAPTURE(c.typed);
    const NumberReading reading = read_number(c.typed, {});
    REQUIRE(reading.readings.size() == 1);
    CHECK(shown_value(reading.readings[0]) == c.shown);
  }
}

}  // namespace
}  // namespace grader

TEST_SUITE_END();
