// Follow-through along a training step: errors that look alike further on, cancel, or vanish.
#include <doctest/doctest.h>
#include <fmt/core.h>

#include <string>
#include <vector>

#include "grader/exam/exam.h"
#include "grader/scoring/decide.h"
#include "reference/kinds.h"

namespace grader {
namespace {

Problem problem_of(const std::string& training, const std::string& asked) {
  std::string text = "format: 1\nid: p\ntitle: T\ntraining:\n" + training + "parts:\n";
  std::size_t from = 0;
  while (from < asked.size()) {
    const std::size_t to = std::min(asked.find(' ', from), asked.size());
    const std::string name = asked.substr(from, to - from);
    text += fmt::format("  - {{id: {}, prompt: P, points: 1, ask: {}}}\n", name, name);
    from = to + 1;
  }
  Diagnostics diagnostics;
  auto problem =
      load_problem(MemoryFiles({{"p.yaml", text}}), "p.yaml", reference::kinds(), diagnostics);
  for (const Diagnostic& one : diagnostics.all()) MESSAGE(to_text(one));
  REQUIRE(problem);
  return std::move(*problem);
}

// One layer: p = softmax([1.5, 0.5]), y = [1, 0].
const char* const descent = R"y(  input: [1, 0.5]
  layers: [{weights: [[1, 1], [0, 1]]}]
  loss: softmax_cross_entropy
  target: 0
  update: {rule: gradient_descent, step: 0.5}
)y";

constexpr double p0 = 0.7310585786300049;  // sigmoid(1)

// a + factor * (dW of the step above), entry by entry.
std::string matrix(const std::vector<double>& a, double factor) {
  const double dw[] = {p0 - 1, (p0 - 1) / 2, 1 - p0, (1 - p0) / 2};
  return fmt::format("[[{:.8g}, {:.8g}], [{:.8g}, {:.8g}]]", a[0] + factor * dw[0],
                     a[1] + factor * dw[1], a[2] + factor * dw[2], a[3] + factor * dw[3]);
}

const std::vector<double> weights = {1, 1, 0, 1};
const std::vector<double> nothing = {0, 0, 0, 0};

// Of each part: "1", or "0 SG01" with the mistake that explains it, and "follows" if it is marked
// against what follows from the student's own values.
std::vector<std::string> outcome(const Problem& problem, const std::vector<std::string>& answers) {
  const ProblemKey key(problem);
  ProblemTexts texts;
  for (const std::string& answer : answers) texts.parts.emplace_back(answer);
  std::vector<std::string> all;
  for (const Decision& one : decide(key, texts, Reading::full)) {
    std::string text = to_text(one.credit);
    if (one.mistake != nullptr) text += fmt::format(" {}", one.mistake->id);
    if (one.carried) text += " follows";
    all.push_back(text);
  }
  return all;
}

using Outcomes = std::vector<std::string>;

}  // namespace

TEST_SUITE_BEGIN("scoring");

TEST_CASE("ascent and a flipped gradient give one W_next and are told apart by the gradient") {
  const Problem problem = problem_of(descent, "dW W_next");
  const std::string up = matrix(weights, 0.5);
  CHECK(outcome(problem, {matrix(nothing, 1), up}) == Outcomes{"1", "0 UP01"});
  CHECK(outcome(problem, {matrix(nothing, -1), up}) == Outcomes{"0 SG01", "1 follows"});
  // The same with the gradient at the logits asked for: the flip shows there first.
  const Problem longer = problem_of(descent, "dz dW W_next");
  const std::string flipped = fmt::format("[{:.8g}, {:.8g}]", 1 - p0, p0 - 1);
  CHECK(outcome(longer, {flipped, matrix(nothing, -1), up}) ==
        Outcomes{"0 SG01", "1 follows", "1 follows"});
}

TEST_CASE("two faults that cancel cost the step in which one shows") {
  const Problem problem = problem_of(descent, "dz dW W_next");
  const std::string right_z = fmt::format("[{:.8g}, {:.8g}]", p0 - 1, 1 - p0);
  const std::string flipped_z = fmt::format("[{:.8g}, {:.8g}]", 1 - p0, p0 - 1);
  // The gradient with the wrong sign, and then up along it: W_next is right.
  CHECK(outcome(problem, {right_z, matrix(nothing, -1), matrix(weights, -0.5)}) ==
        Outcomes{"1", "0 sign", "1"});
  // The sign lost at the logits and found again in dW.
  CHECK(outcome(problem, {flipped_z, matrix(nothing, 1), matrix(weights, -0.5)}) ==
        Outcomes{"0 SG01", "1", "1"});
}

TEST_CASE("a gradient of the wrong size vanishes in the first step of Adam") {
  const Problem problem = problem_of(R"y(  input: [1, 0.5]
  layers: [{weights: [[1, 1], [0, 1]]}]
  loss: softmax_cross_entropy
  target: 0
  update: {rule: adam, step: 0.125, epsilon: 0}
)y",
                                     "dW s_W_next W_next");
  const auto squares = [](double factor) {
    const double g = factor * (1 - p0);
    return fmt::format("[[{:.8g}, {:.8g}], [{:.8g}, {:.8g}]]", g * g / 1000, g * g / 4000,
                       g * g / 1000, g * g / 4000);
  };
  const std::string next = "[[1.125, 1.125], [-0.125, 0.875]]";
  CHECK(outcome(problem, {matrix(nothing, 1), squares(1), next}) == Outcomes{"1", "1", "1"});
  // Twice the gradient: the moment follows it, and the weights are what they should be.
  CHECK(outcome(problem, {matrix(nothing, 2), squares(2), next}) ==
        Outcomes{"0 factor-two", "1 follows", "1"});
  // A flipped one does not vanish.
  const std::string other = "[[0.875, 0.875], [0.125, 1.125]]";
  CHECK(outcome(problem, {matrix(nothing, -1), squares(1), other}) ==
        Outcomes{"0 SG01", "1", "1 follows"});
}

TEST_SUITE_END();

}  // namespace grader
