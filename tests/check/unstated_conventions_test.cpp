#include "grader/check/unstated_conventions.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace grader {
namespace {

// `x` is 3, twice as much where the convention is `double`, and nothing where it is `broken`.
Problem problem_of(bool stated_by_part) {
  Problem problem;
  const QuantityIndex factor = problem.graph.add(given("conventions.factor", Text("single"), {}));
  Quantity x;
  x.name = "x";
  x.inputs = {factor};
  x.formula = {"3"};
  x.function = [](Inputs inputs) -> Result<Value> {
    const Text& word = std::get<Text>(*inputs[0]);
    if (word == "broken") return Failure{"no such factor"};
    return Value(word == "double" ? 6.0 : word == "rounded" ? 3 + 1e-12 : 3.0);
  };
  problem.unstated = {{"factor", factor, {"double", "broken", "rounded"}}};
  Part part;
  part.id = "p";
  part.quantity = problem.graph.add(std::move(x));
  if (stated_by_part) part.conventions = {{factor, Value(Text("single"))}};
  problem.parts.push_back(std::move(part));
  return problem;
}

std::vector<std::string> findings_of(const Problem& problem) {
  Diagnostics diagnostics;
  check_unstated_conventions(problem, evaluate(problem.graph), diagnostics);
  std::vector<std::string> messages;
  for (const Diagnostic& finding : diagnostics.all()) messages.push_back(to_text(finding));
  return messages;
}

TEST_SUITE("check") {
  TEST_CASE("a convention that changes a key is to be stated") {
    CHECK(findings_of(problem_of(false)) ==
          std::vector<std::string>{
              "warning: the key of part `p` depends on `factor`, which nothing states: 3 with "
              "`single`, the default, 6 with `double`; such as `conventions: {factor: single}`; "
              "say it in the statement, too [unstated-convention]"});
    CHECK(findings_of(problem_of(true)).empty());
  }

  TEST_CASE("what is stated, and what no part asks for, is left alone") {
    Problem problem = problem_of(false);
    problem.unstated.clear();
    CHECK(findings_of(problem).empty());
    problem = problem_of(false);
    problem.parts.front().ask = Ask::written;
    CHECK(findings_of(problem).empty());
  }
}

}  // namespace
}  // namespace grader
