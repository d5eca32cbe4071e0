// Slips that leave no trace further on, where a size is rounded down or a unit is off: what follows
// is right by itself, and what really follows from the slip is as good.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "grader/base/files.h"
#include "grader/exam/bank.h"
#include "grader/scoring/decide.h"
#include "reference/kinds.h"

namespace grader {
namespace {

Problem loaded(const std::string& text) {
  Diagnostics diagnostics;
  auto problems =
      load_bank(MemoryFiles({{"p.yaml", text}}), "p.yaml", reference::kinds(), diagnostics);
  REQUIRE(problems);
  return std::move(problems->front());
}

// What each part earns.
std::vector<Fraction> credits(const Problem& problem, const std::vector<std::string>& answers) {
  ProblemTexts texts;
  for (const std::string& answer : answers) texts.parts.emplace_back(answer);
  std::vector<Fraction> earned;
  for (const Decision& decision : decide(ProblemKey(problem), texts, Reading::full)) {
    earned.push_back(decision.credit);
  }
  return earned;
}

using Credits = std::vector<Fraction>;

TEST_SUITE("scoring") {
  TEST_CASE("a size that is rounded down hides a slip in the layer before") {
    const Problem problem = loaded(
        "format: 1\nid: p\ntitle: Sizes\nconventions: {bias: none}\n"
        "network:\n  input: {shape: [3, 27, 27]}\n  layers:\n"
        "    - conv: {name: c, out_channels: 8, kernel: 3}\n"
        "    - max_pool: {name: m, kernel: 2, stride: 2}\n"
        "    - conv: {name: d, out_channels: 4, kernel: 3}\n"
        "parts:\n"
        "  - {id: c, prompt: Height of c, points: 1, ask: height(c)}\n"
        "  - {id: m, prompt: Height of m, points: 1, ask: height(m)}\n"
        "  - {id: d, prompt: Height of d, points: 1, ask: height(d)}\n");
    CHECK(credits(problem, {"25", "12", "10"}) == Credits{1, 1, 1});
    CHECK(credits(problem, {"24", "12", "10"}) == Credits{0, 1, 1});  // 24 // 2 is 12, too
    CHECK(credits(problem, {"26", "13", "11"}) == Credits{0, 1, 1});  // all that follows shows it
    CHECK(credits(problem, {"26", "12", "10"}) == Credits{0, 1, 1});  // the key is right as well
    CHECK(credits(problem, {"24", "13", "11"}) == Credits{0, 0, 1});  // a second slip
    CHECK(credits(problem, {"24", "12", "11"}) == Credits{0, 1, 0});
  }

  TEST_CASE("a unit that is off hides a slip in its input") {
    const Problem problem = loaded(
        "format: 1\nid: p\ntitle: Units\nconventions: {class_index: from_one, log: natural}\n"
        "training:\n  input: [1, 2]\n  layers:\n"
        "    - {name: W1, weights: [[1, 1], [1, -2]], activation: relu}\n"
        "    - {name: W2, weights: [[1, 0.5], [2, -1]]}\n"
        "  loss: softmax_cross_entropy\n  target: 1\n"
        "parts:\n"
        "  - {id: z1, prompt: z1, points: 1, ask: z1}\n"
        "  - {id: a1, prompt: a1, points: 1, ask: a1}\n"
        "  - {id: z2, prompt: z2, points: 1, ask: z2}\n");
    CHECK(credits(problem, {"[3, -3]", "[3, 0]", "[3, 6]"}) == Credits{1, 1, 1});
    const Credits hidden = credits(problem, {"[3, -5]", "[3, 0]", "[3, 6]"});
    CHECK(hidden[0] < 1);
    CHECK(hidden[1] == 1);
    CHECK(hidden[2] == 1);
    // Where the slip takes the unit over zero, it goes on from there.
    const Credits seen = credits(problem, {"[3, 5]", "[3, 5]", "[5.5, 1]"});
    CHECK(seen[0] < 1);
    CHECK(seen[1] == 1);
    CHECK(seen[2] == 1);
  }
}

}  // namespace
}  // namespace grader
