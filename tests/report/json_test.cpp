#include "grader/report/json.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

namespace {

using namespace grader;
namespace json = boost::json;

TEST_SUITE("report") {
  TEST_CASE("numbers are written with the fewest digits that read back") {
    CHECK(json_text(json_number(0.5)) == "0.5");
    CHECK(json_text(json_number(0.1 + 0.2)) == "0.30000000000000004");
    CHECK(json_text(json_number(-0.0)) == "0");
    CHECK(json_text(json_number(1e300)) == "1e+300");
    CHECK(json_text(json_number(std::nan(""))) == "\"nan\"");
    CHECK(json_text(json_number(-std::numeric_limits<double>::infinity())) == "\"-inf\"");
    CHECK(json_text(json_number(Fraction(10))) == "10");
    CHECK(json_text(json_number(Fraction(2, 3))) == "0.6666666666666666");
    CHECK(json_text(json_number(*parse_fraction("123456789012345678901234567890"))) ==
          "1.2345678901234568e+29");
  }

  TEST_CASE("values keep their shape") {
    CHECK(json_text(json_value(Count{163328})) == "163328");
    CHECK(json_text(json_value(Array{{2, 2}, {1, -0.5, 0, 3}, false})) == "[[1,-0.5],[0,3]]");
    CHECK(json_text(json_value(Array{{0}, {}, false})) == "[]");
    Table table;
    table.rows = {{"a", "3"}, {"b", "1"}};
    CHECK(json_text(json_value(table)) == R"({"a":"3","b":"1"})");
    CHECK(json_text(json_value(Text{"\"<\n"})) == R"("\"<\n")");
  }

  TEST_CASE("pretty JSON is indented, and reads back as the same") {
    const json::value value = {{"a", {1, 2}}, {"b", json::object()}, {"c", json::array()}};
    const std::string text = json_text(value, true);
    CHECK(text == "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {},\n  \"c\": []\n}");
    CHECK(json::parse(text) == value);
    CHECK(json_text(value) == R"({"a":[1,2],"b":{},"c":[]})");
  }
}

}  // namespace
