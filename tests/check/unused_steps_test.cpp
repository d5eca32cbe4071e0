#include "grader/check/unused_steps.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace grader {
namespace {

Quantity step(std::string name, std::vector<QuantityIndex> inputs, bool authored = true) {
  Quantity quantity;
  quantity.name = std::move(name);
  quantity.inputs = std::move(inputs);
  quantity.formula = {"1"};
  quantity.function = [](Inputs) -> Result<Value> { return Value(1.0); };
  quantity.authored = authored;
  return quantity;
}

std::vector<std::string> findings_of(const Problem& problem) {
  Diagnostics diagnostics;
  check_unused_steps(problem, evaluate(problem.graph), diagnostics);
  std::vector<std::string> messages;
  for (const Diagnostic& finding : diagnostics.all()) messages.push_back(to_text(finding));
  return messages;
}

TEST_SUITE("check") {
  TEST_CASE("a step that nothing needs is noted") {
    Problem problem;
    Graph& graph = problem.graph;
    const QuantityIndex needed = graph.add(step("needed", {}));
    const QuantityIndex printed = graph.add(step("printed", {}));
    const QuantityIndex wrong_way = graph.add(step("wrong_way", {}));
    graph.add(step("of_the_kind", {}, false));
    const QuantityIndex asked = graph.add(step("asked", {needed}));
    graph.add(step("left_over", {asked}));
    Part part;
    part.quantity = asked;
    problem.parts.push_back(part);
    problem.printed.push_back({printed, {}, {}, true});
    Mistake mistake;
    mistake.edits.push_back({asked, Definition{{wrong_way}, nullptr, {}}});
    problem.mistakes.push_back(std::move(mistake));
    CHECK(findings_of(problem) ==
          std::vector<std::string>{
              "note: nothing asks for the step `left_over`, and no part needs it; ask for it, "
              "print it, or leave it out [unused-step]"});
  }
}

}  // namespace
}  // namespace grader
