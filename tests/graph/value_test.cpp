#include "grader/graph/value.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

namespace grader {

TEST_SUITE_BEGIN("graph");

namespace {

Table table(std::vector<std::pair<std::string, std::string>> rows) {
  Table table;
  table.rows = std::move(rows);
  return table;
}

}  // namespace

TEST_CASE("a real is shown with as many digits as are asked for, or as many as read back") {
  struct Case {
    double number;
    int figures;
    std::string_view expected;
  };
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const Case cases[] = {
      {0.1, 0, "0.1"},        {0.1 + 0.2, 0, "0.30000000000000004"},
      {0.1 + 0.2, 5, "0.3"},  {-0.31003, 3, "-0.31"},
      {5e-324, 0, "5e-324"},  {1e22, 0, "1e+22"},
      {163328, 0, "163328"},  {163328, 3, "1.63e+05"},
      {0.0, 0, "0"},          {-0.0, 0, "0"},
      {-0.0, 4, "0"},         {infinity, 0, "inf"},
      {-infinity, 3, "-inf"}, {nan, 0, "nan"},
      {-nan, 3, "nan"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.number);
    CAPTURE(c.figures);
    CHECK(to_text(c.number, c.figures) == c.expected);
    CHECK(to_text(Value(Real(c.number)), c.figures) == c.expected);
  }
}

TEST_CASE("a count is shown in full, in groups of three") {
  struct Case {
    Count count;
    std::string_view expected;
  };
  const Case cases[] = {
      {0, "0"},
      {7, "7"},
      {999, "999"},
      {1000, "1,000"},
      {163328, "163,328"},
      {-163328, "-163,328"},
      {-999, "-999"},
      {1234567, "1,234,567"},
      {std::numeric_limits<Count>::max(), "9,223,372,036,854,775,807"},
      {std::numeric_limits<Count>::min(), "-9,223,372,036,854,775,808"},
  };
  for (const Case& c : cases) {
    CHECK(to_text(Value(c.count)) == c.expected);
    CHECK(to_text(Value(c.count), 2) == c.expected);  // figures are for reals
  }
}

TEST_CASE("arrays, tables and texts are shown as people write them") {
  CHECK(to_text(Value(Array{{3}, {0.5, -0.0, 3}})) == "[0.5, 0, 3]");
  CHECK(to_text(Value(Array{{2, 2}, {1, 2, 3, 4}})) == "[[1, 2], [3, 4]]");
  CHECK(to_text(Value(Array{{2, 1, 2}, {1, 2, 3, 4}})) == "[[[1, 2]], [[3, 4]]]");
  CHECK(to_text(Value(Array{{0}, {}})) == "[]");
  CHECK(to_text(Value(Array{{2, 0}, {}})) == "[[], []]");
  CHECK(to_text(Value(Array{{}, {7}})) == "7");
  CHECK(to_text(Value(Array{{2}, {1.0 / 3, 2.0 / 3}}), 3) == "[0.333, 0.667]");
  CHECK(to_text(Value(Array{{3}, {28, 28, 1000000}, true}), 2) == "[28, 28, 1000000]");
  CHECK(to_text(Value(Array{{1}, {-0.0}, true})) == "[0]");
  CHECK(to_text(Value(table({{"a", "3"}, {"b", "1"}}))) == "a 3, b 1");
  CHECK(to_text(Value(Table{})) == "");
  CHECK(to_text(Value(Text("sum"))) == "sum");
}

TEST_CASE("a value is described by its type and shape") {
  CHECK(describe(Value(Count(3))) == "a count");
  CHECK(describe(Value(Real(3))) == "a number");
  CHECK(describe(Value(Text("x"))) == "a text");
  CHECK(describe(Value(Array{{3}, {1, 2, 3}})) == "a vector of 3");
  CHECK(describe(Value(Array{{2, 3}, std::vector<double>(6)})) == "a 2 x 3 matrix");
  CHECK(describe(Value(Array{{1, 2, 3}, std::vector<double>(6)})) == "a 1 x 2 x 3 array");
  CHECK(describe(Value(table({{"a", "3"}, {"b", "1"}}))) == "a table of 2 rows");
  CHECK(describe(Value(table({{"a", "3"}}))) == "a table of 1 row");
  CHECK(shape_text({2, 3}) == "2 x 3");
  CHECK(shape_text({3}) == "3");
  CHECK(shape_text({}) == "");
}

TEST_CASE("an entry is named by its indices from 0, row by row") {
  CHECK(entry_name("W_next", {2, 3}, 4) == "W_next[1][1]");
  CHECK(entry_name("W_next", {2, 3}, 5) == "W_next[1][2]");
  CHECK(entry_name("p", {2}, 0) == "p[0]");
  CHECK(entry_name("x", {2, 3, 4}, 23) == "x[1][2][3]");
  CHECK(entry_name("L", {}, 0) == "L");
}

TEST_CASE("a value gives its numbers and its shape") {
  CHECK(numbers(Value(Count(3))) == std::vector<double>{3});
  CHECK(numbers(Value(Real(0.5))) == std::vector<double>{0.5});
  CHECK(numbers(Value(Array{{2, 1}, {4, 5}})) == std::vector<double>{4, 5});
  CHECK(numbers(Value(Text("3"))).empty());
  CHECK(numbers(Value(table({{"a", "3"}}))).empty());
  CHECK(shape_of(Value(Array{{2, 1}, {4, 5}})) == std::vector<std::int64_t>{2, 1});
  CHECK(shape_of(Value(Count(3))).empty());
}

TEST_CASE("arrays are equal in shape, entries and kind; tables in order too") {
  const Array a{{2}, {1, 2}};
  CHECK(a == Array{{2}, {1, 2}});
  CHECK_FALSE(a == Array{{1, 2}, {1, 2}});
  CHECK_FALSE(a == Array{{2}, {1, 3}});
  CHECK_FALSE(a == Array{{2}, {1, 2}, true});
  CHECK(table({{"a", "1"}}) == table({{"a", "1"}}));
  CHECK_FALSE(table({{"a", "1"}, {"b", "2"}}) == table({{"b", "2"}, {"a", "1"}}));
}

TEST_SUITE_END();

}  // namespace grader
