#include "grader/check/unused_steps.h"

#include <doctest/doctest.h>

#include <string>

#include "grader/exam/exam.h"
#include "reference/kinds.h"

namespace grader {
namespace {

std::string findings_of(const std::string& rest) {
  Diagnostics diagnostics;
  const auto problem =
      load_problem(MemoryFiles({{"p.yaml", "format: 1\nid: p\ntitle: T\n" + rest}}), "p.yaml",
                   reference::kinds(), diagnostics);
  REQUIRE(problem);
  Diagnostics findings;
  check_unused_steps(*problem, evaluate(problem->graph), findings);
  std::string all;
  for (const Diagnostic& one : findings.all()) {
    all += to_text(Diagnostic{one.severity, one.code, {}, one.message, one.hint}) + "\n";
  }
  return all;
}

TEST_SUITE("check") {
  TEST_CASE("a step that nobody asks for or needs is noted") {
    const std::string compute =
        "compute:\n"
        "  given: {x: 2, unused: 3, y: {one_hot: 0, classes: 2}}\n"
        "  steps: [{a: x + 1}, {b: 2 * a}, {c: a ** 2}, {d: b + c}]\n";
    const std::string parts = "parts: [{id: q, prompt: P, points: 1, ask: b + 1}]\n";
    CHECK(findings_of(compute + parts) ==
          "note: no part asks for `c` or needs it; leave the step out, or ask for it "
          "[unused-step]\n"
          "note: no part asks for `d` or needs it; leave the step out, or ask for it "
          "[unused-step]\n");
    CHECK(findings_of(compute + "printed: {d: 15}\n" + parts) == "");
  }

  TEST_CASE("a kind that makes its steps itself is not blamed for them") {
    CHECK(findings_of("training: {input: [1], layers: [{weights: [[1], [2]]}], loss: "
                      "softmax_cross_entropy, target: 0}\n"
                      "parts: [{id: q, prompt: P, points: 1, ask: z}]\n") == "");
  }
}

}  // namespace
}  // namespace grader
