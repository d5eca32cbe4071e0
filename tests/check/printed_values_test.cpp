#include "grader/check/printed_values.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "grader/check/slip.h"

namespace grader {
namespace {

// Findings about a quantity `v` that is `computed` and was printed.
std::vector<std::string> findings_of(const Value& computed, const Printed& printed) {
  Problem problem;
  problem.scheme.units.declared = {{"K", 1024}};
  problem.graph.add(given("v", computed, {}));
  problem.printed.push_back(printed);
  Diagnostics diagnostics;
  check_printed_values(problem, evaluate(problem.graph), diagnostics);
  std::vector<std::string> messages;
  for (const Diagnostic& finding : diagnostics.all()) messages.push_back(to_text(finding));
  return messages;
}

// Of a vector printed as `texts`.
std::vector<std::string> findings(const std::vector<std::string>& texts,
                                  const std::vector<double>& computed) {
  const auto extent = static_cast<std::int64_t>(computed.size());
  Printed printed{0, {static_cast<std::int64_t>(texts.size())}, {}, true};
  for (const std::string& text : texts) printed.entries.push_back({"", text, Place{}});
  return findings_of(Array{{extent}, computed, false}, printed);
}

std::vector<std::string> count_findings(const std::string& text, Count computed) {
  return findings_of(computed, Printed{0, {}, {{"", text, Place{}}}, true});
}

TEST_SUITE("check") {
  TEST_CASE("rounding is no slip, at the digits that the value is printed with") {
    CHECK(findings({"-0.62", "0", "-0.31"}, {-0.6201, 1e-17, -0.3101}).empty());
    CHECK(findings({"0.68997", "0.31003"}, {0.6899744811, 0.3100255189}).empty());
    CHECK(findings({"2.9", "2.1"}, {2.9000000000000004, 2.1}).empty());
    CHECK(findings({"0.5", "0.125"}, {0.5, 0.125}).empty());
  }

  TEST_CASE("one unit of the last digit is a note, more an error that names the slip") {
    CHECK(findings({"0.38", "0.2"}, {0.3711, 0.2}) ==
          std::vector<std::string>{
              "note: printed `v[0]` = 0.38 is off in its last digit, computed 0.37 "
              "[printed-rounding]"});
    CHECK(
        findings({"1.234", "3.576"}, {1.234, 3.87596}) ==
        std::vector<std::string>{"error: printed `v[1]` = 3.576, computed 3.876; one digit differs "
                                 "[printed-differs]"});
    CHECK(findings({"1.5", "-2.5"}, {1.5, 2.5}) ==
          std::vector<std::string>{
              "error: printed `v[1]` = -2.5, computed 2.5; the sign differs [printed-differs]"});
  }

  TEST_CASE("a value that is wrong in every entry is one finding") {
    CHECK(findings({"-1", "0.68997"}, {-1.44933, 0}) ==
          std::vector<std::string>{"error: printed `v` = [-1, 0.68997], computed [-1.44933, 0] "
                                   "[printed-differs]"});
  }

  TEST_CASE("any of several solutions may be printed") {
    Problem problem;
    problem.graph.add(given("k", Array{{2}, {3, 1}, true}, {}));
    problem.graph.add(given("solutions(k)", Array{{3, 2}, {3, 1, 5, 2, 7, 3}, true}, {}));
    const auto findings_for = [&](const std::string& first, const std::string& second) {
      problem.printed = {Printed{0, {2}, {{"", first, Place{}}, {"", second, Place{}}}, true}};
      Diagnostics diagnostics;
      check_printed_values(problem, evaluate(problem.graph), diagnostics);
      return diagnostics.all().size();
    };
    CHECK(findings_for("3", "1") == 0);
    CHECK(findings_for("7", "3") == 0);
    CHECK(findings_for("5", "3") == 1);
  }

  TEST_CASE("a whole number is no licence to round where the others have decimals") {
    CHECK(findings({"-1", "0.25"}, {-1.44933, 0.25}).size() == 1);
  }

  TEST_CASE("another shape and an unreadable entry are findings") {
    CHECK(findings({"1", "2", "3"}, {1, 2}) ==
          std::vector<std::string>{
              "error: printed `v` is a vector of 3, computed is a vector of 2 [printed-differs]"});
    CHECK(
        findings({"1", "two"}, {1, 2}) ==
        std::vector<std::string>{"error: printed `v[1]` is no number: `two` [printed-unreadable]"});
  }

  TEST_CASE("another kind of value is one finding") {
    struct Case {
      Value computed;
      Printed printed;
      std::string finding;
    };
    const PrintedEntry row_a{"a", "3", Place{}};
    const PrintedEntry row_b{"b", "1", Place{}};
    const PrintedEntry three{"", "3", Place{}};
    const Table table{{{"a", "3"}, {"b", "1"}}, {}};
    const Case cases[] = {
        {Real{3}, {0, {}, {row_a, row_b}, true}, "a table of 2 rows, computed is a number"},
        {Array{{2}, {3, 1}, false},
         {0, {}, {row_a, row_b}, true},
         "a table of 2 rows, computed is a vector of 2"},
        {table, {0, {}, {three}, true}, "a single value, computed is a table of 2 rows"},
        {table, {0, {1}, {three}, true}, "a vector of 1, computed is a table of 2 rows"},
        {Text("3"), {0, {2}, {three, three}, true}, "a vector of 2, computed is a text"},
        {Text("3"), {0, {}, {row_a}, true}, "a table of 1 row, computed is a text"},
    };
    for (const Case& c : cases) {
      CHECK(findings_of(c.computed, c.printed) ==
            std::vector<std::string>{"error: printed `v` is " + c.finding + " [printed-differs]"});
    }
    CHECK(findings_of(table, {0, {}, {row_a, row_b}, true}).empty());
    CHECK(findings_of(Text("3"), {0, {}, {three}, true}).empty());
    Table several = table;
    several.also = {{"1"}};
    const PrintedEntry other{"a", "1", Place{}};
    const PrintedEntry wrong{"a", "2", Place{}};
    CHECK(findings_of(several, {0, {}, {other, row_b}, true}).empty());
    CHECK(findings_of(several, {0, {}, {wrong, row_b}, true}) ==
          std::vector<std::string>{"error: printed `v` has 2 for row a, computed 3 or 1 "
                                   "[printed-differs]"});
  }

  TEST_CASE("a count in full is exact, with a suffix it may be rounded") {
    CHECK(count_findings("163328", 163328).empty());
    CHECK(count_findings("159.5K", 163328).empty());
    CHECK(count_findings("163329", 163328) ==
          std::vector<std::string>{
              "error: printed `v` = 163329, computed 163328; one digit differs [printed-differs]"});
    CHECK(
        count_findings("169.5K", 163328) ==
        std::vector<std::string>{"error: printed `v` = 169.5K, computed 159.5K; one digit differs "
                                 "[printed-differs]"});
  }

  TEST_CASE("slips of the pen have names") {
    struct Case {
      const char *printed, *computed, *slip;
    };
    const Case cases[] = {
        {"3.576", "3.876", "one digit differs"},
        {"3.786", "3.876", "two digits are swapped"},
        {"-3.876", "3.876", "the sign differs"},
        {"38.76", "3.876", "the point is misplaced"},
        {"1.111", "3.876", ""},
        {"0", "3.876", ""},
        {"1,000", "1000", ""},
    };
    for (const Case& c : cases) CHECK(likely_slip(c.printed, c.computed) == c.slip);
  }
}

}  // namespace
}  // namespace grader
