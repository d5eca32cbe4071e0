#include "grader/check/doubtful_rows.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

namespace grader {
namespace {

// Findings about a part that asks for a table which is computed, or given.
std::vector<std::string> findings_of(const Table& table, bool computed) {
  Problem problem;
  Quantity quantity = given("matching", table, {});
  if (computed) quantity.formula = {"match"};
  Part part;
  part.id = "p";
  part.quantity = problem.graph.add(std::move(quantity));
  problem.parts.push_back(std::move(part));
  Diagnostics diagnostics;
  check_doubtful_rows(problem, evaluate(problem.graph), diagnostics);
  std::vector<std::string> messages;
  for (const Diagnostic& finding : diagnostics.all()) messages.push_back(to_text(finding));
  return messages;
}

TEST_SUITE("check") {
  TEST_CASE("rows with several right choices are a warning, those without a reason a note") {
    Table table;
    table.rows = {{"a", "1"}, {"b", "2"}, {"c", "3"}};
    CHECK(findings_of(table, true).empty());
    table.also = {{"2"}, {"1", "3"}};
    auto words = std::make_shared<TableWords>();
    words->doubts = {"", "", "holds by elimination only"};
    table.words = words;
    CHECK(findings_of(table, true) ==
          std::vector<std::string>{
              "warning: part `p` has several right answers: a 1 or 2, b 2 or 1 or 3; each of them "
              "is accepted [ambiguous-key]",
              "note: c/3 holds by elimination only [doubtful-row]"});
    CHECK(findings_of(table, false).empty());
  }
}

}  // namespace
}  // namespace grader
