#include "grader/base/place.h"

#include <doctest/doctest.h>

namespace grader {

TEST_SUITE_BEGIN("base");

TEST_CASE("a place is shown as precisely as it is known") {
  const auto source = std::make_shared<const Source>(Source{"a.yaml", ""});
  CHECK(to_text(Place{source, 3, 5}) == "a.yaml:3:5");
  CHECK(to_text(Place{source, 3, 0}) == "a.yaml:3");
  CHECK(to_text(whole_file("a.yaml")) == "a.yaml");
  CHECK(to_text(Place{}) == "");
  CHECK(whole_file("b").file() == "b");
  CHECK(Place{}.file() == "");
}

TEST_CASE("a line of a text comes without its line end") {
  struct Case {
    std::string_view text;
    int line;
    std::string_view expected;
  };
  const Case cases[] = {
      {"one\ntwo\nthree", 1, "one"},
      {"one\ntwo\nthree", 2, "two"},
      {"one\ntwo\nthree", 3, "three"},
      {"one\r\ntwo\r\n", 1, "one"},
      {"one\r\ntwo\r\n", 2, "two"},
      {"one\r\ntwo\r\n", 3, ""},
      {"one", 2, ""},
      {"", 1, ""},
      {"one", 0, ""},
      {"one\n\nthree", 2, ""},
      {"one\n\nthree", 3, "three"},
      {"one", -7, ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CAPTURE(c.line);
    CHECK(line_of(c.text, c.line) == c.expected);
  }
}

TEST_SUITE_END();

}  // namespace grader
