#include "grader/report/page_text.h"

#include <doctest/doctest.h>

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "grader/base/words.h"

using namespace grader;

namespace {

using Names = std::vector<std::string>;

}  // namespace

TEST_SUITE_BEGIN("report");

TEST_CASE("foreign text is made harmless and keeps what it says") {
  struct Case {
    std::string_view text;
    std::string_view shown;
  };
  using namespace std::string_view_literals;
  const Case cases[] = {
      {"0.371", "0.371"},
      {"<b>&", "<b>&"},  // escaping is the template's
      {"a\0b"sv, "a\u2400b"},
      {"bell\a esc\x1B del\x7F", "bell\u2407 esc\u241B del\u2421"},
      {"two\r\nlines\tand a tab\r", "two\nlines\tand a tab"},
      {"lone\rreturn", "lone\u240Dreturn"},
      {"\xFF\xC0\xAF", "\uFFFD\uFFFD\uFFFD"},
      {"cut \xE2\x82", "cut \uFFFD\uFFFD"},
      {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},  // a surrogate
      {"\xEF\xBF\xBF \xC2\x85", "\uFFFD \uFFFD"},
      {"\u202Eevil\u202C", "[U+202E]evil[U+202C]"},
      {"\u2069", "[U+2069]"},
      {"\u0645\u0631\u064A\u0645", "\u0645\u0631\u064A\u0645"},  // an Arabic name
      {"\U0001F600 \u00E9", "\U0001F600 \u00E9"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.shown);
    CHECK(harmless(c.text, 100, english()) == c.shown);
  }
}

TEST_CASE("long text is cut at a character, and the page says so") {
  const std::string text = "\u00E9\u00E9\u00E9\u00E9\u00E9";
  CHECK(harmless(text, 5, english()) == text);
  CHECK(harmless(text, 3, english()) == "\u00E9\u00E9\u00E9\u2026 (and 2 more characters)");
}

TEST_CASE("any bytes at all become well-formed text without control characters") {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes;
    for (int i = 0; i < 40; ++i) bytes += static_cast<char>(random() % 256);
    const std::string shown = harmless(bytes, 100, english());
    REQUIRE(is_utf8(shown));
    for (const char c : shown) {
      const auto byte = static_cast<unsigned char>(c);
      REQUIRE((byte >= 0x20 || c == '\n' || c == '\t'));
    }
  }
}

TEST_CASE("what other layers say becomes a sentence, names keep their case") {
  CHECK(sentence("the shape is 3") == "The shape is 3.");
  CHECK(sentence("a bracket is missing") == "A bracket is missing.");
  CHECK(sentence("p is not a number!") == "p is not a number!");
  CHECK(sentence("dW has 6 entries") == "dW has 6 entries.");
  CHECK(sentence("").empty());
}

TEST_CASE("names are enumerated as people do") {
  CHECK(enumerated(Names{}, english()).empty());
  CHECK(enumerated(Names{"dz"}, english()) == "dz");
  CHECK(enumerated(Names{"p", "dz"}, english()) == "p and dz");
  CHECK(enumerated(Names{"z", "p", "dz"}, english()) == "z, p and dz");
}

TEST_CASE("bounds of an interval are rounded inwards") {
  struct Case {
    double low, high;
    std::string_view low_text, high_text;
  };
  const Case cases[] = {
      {0.36924516, 0.37295617, "0.36925", "0.37295"},
      {-0.37295617, -0.36924516, "-0.37295", "-0.36925"},
      {0.369249999, 0.372950001, "0.36925", "0.37295"},
      {0.9949999, 1.0050001, "0.995", "1.005"},
      {-1e-9, 1e-9, "-1e-9", "1e-9"},
      {-0.0031002, 0.0031002, "-0.0031", "0.0031"},
      {0, 0.12345, "0", "0.123"},
      {99999.6, 100499.7, "100000", "100499"},
      {9.999, 1234.5, "10", "1230"},
      {1.005491e20, 1.006518e20, "1.0055e20", "1.00651e20"},
      {9.0e-11, 9.9996e-11, "9e-11", "9.999e-11"},
      {3, 3, "3", "3"},
      {0.1, 0.1, "0.1", "0.1"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.low);
    const auto [low, high] = interval_text(c.low, c.high);
    CHECK(low == c.low_text);
    CHECK(high == c.high_text);
  }
}

TEST_CASE("a bound as printed lies inside, and near the bound") {
  std::mt19937_64 random(11);
  std::uniform_real_distribution<double> exponent(-12, 12);
  std::uniform_real_distribution<double> share(1e-6, 0.9);
  for (int round = 0; round < 20000; ++round) {
    const double key = std::pow(10, exponent(random)) * (round % 2 == 0 ? 1 : -1);
    const double allowed = std::abs(key) * share(random);
    const double low = key - allowed;
    const double high = key + allowed;
    const auto shown = interval_text(low, high);
    CAPTURE(shown.first);
    CAPTURE(shown.second);
    const double shown_low = std::stod(shown.first);
    const double shown_high = std::stod(shown.second);
    REQUIRE(shown_low >= low);
    REQUIRE(shown_high <= high);
    REQUIRE(shown_low - low <= 0.011 * (high - low));
    REQUIRE(high - shown_high <= 0.011 * (high - low));
  }
}

TEST_CASE("a bound that the marking forgives is printed as people write it") {
  const double high = 0.093 + 0.005 * 0.093;  // a little below 0.093465 in binary
  CHECK(interval_text(0.092535, high, 5e-15).second == "0.093465");
}

TEST_CASE("a distance never rounds to the other side of the tolerance") {
  struct Case {
    double distance;
    std::string_view text;
  };
  const Case cases[] = {{0, "0"},
                        {1, "1"},
                        {0.9999, "0.99"},
                        {1.0001, "1.01"},
                        {0.314, "0.31"},
                        {0.001, "less than 0.01"},
                        {12.3, "13"},
                        {400.2, "401"},
                        {1e300, "more than 1000"},
                        {INFINITY, "more than 1000"}};
  for (const Case& c : cases) CHECK(distance_text(c.distance, english()) == c.text);
}

TEST_CASE("a phrase is filled once, and unknown words in braces stay") {
  CHECK(fill("{a} of {b}", {{"a", "{b}"}, {"b", "2"}}) == "{b} of 2");
  CHECK(fill("{c} {", {{"a", "1"}}) == "{c} {");
  CHECK(fill("", {}).empty());
}

TEST_SUITE_END();
