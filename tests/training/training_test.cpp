#include "reference/training/training.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <cmath>

#include "grader/graph/evaluate.h"
#include "tests/training/loaded.h"

namespace reference::training {

TEST_SUITE_BEGIN("training");

namespace {

using namespace grader;

std::string text_of(const Loaded& loaded, const std::string& name, int figures = 12) {
  return to_text(*evaluate(loaded.graph)[*loaded.graph.find(name)], figures);
}

// "3:9: message; hint", separated by bars.
std::string reported(const Loaded& loaded) {
  std::string report;
  for (const Diagnostic& d : loaded.diagnostics.all()) {
    if (!report.empty()) report += " | ";
    report += fmt::format("{}:{}: {}", d.where.line, d.where.column, d.message);
    if (!d.hint.empty()) report += "; " + d.hint;
  }
  return report;
}

constexpr const char* exam = R"(input: [0.3, 0.2, 0.2]
layers:
  - {name: W, weights: [[5, 4, 3], [3, 4, 2]]}
loss: softmax_cross_entropy
target: 1
update: {rule: gradient_descent, step: 2}
)";

}  // namespace

TEST_CASE("the exam's step has its quantities, in order, with their formulas") {
  const Loaded loaded = load(exam, {{"class_index", "from_one"}});
  REQUIRE(loaded.good);
  struct Case {
    std::string name;
    std::string formula;
    std::string value;
  };
  static const Case cases[] = {
      {"z", "W @ h", "[2.9, 2.1]"},
      {"y", "one_hot(target, 2)", "[1, 0]"},
      {"p", "softmax(z)", "[0.68997448, 0.31002552]"},
      {"L", "cross_entropy(p, y)", "0.37110067"},
      {"dp", "-y / p", "[-1.449329, 0]"},
      {"dz", "p - y", "[-0.31002552, 0.31002552]"},
      {"dW", "np.outer(dz, h)",
       "[[-0.093007656, -0.062005104, -0.062005104], [0.093007656, 0.062005104, 0.062005104]]"},
      {"W_next", "W - step * dW",
       "[[5.1860153, 4.1240102, 3.1240102], [2.8139847, 3.8759898, 1.8759898]]"},
  };
  QuantityIndex last = 0;
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const auto index = loaded.graph.find(c.name);
    REQUIRE(index);
    CHECK(*index > last);
    last = *index;
    CHECK_EQ(formula_text(loaded.graph, loaded.graph[*index]), c.formula);
    CHECK_EQ(text_of(loaded, c.name, 8), c.value);
  }
  CHECK_EQ(loaded.graph.size(), last + 1);
  const auto dh = values(loaded, evaluate(loaded.graph), "dh");
  const double expected[] = {-0.62005103774477, 0, -0.31002551887239};
  for (std::size_t i = 0; i < 3; ++i) CHECK(dh[i] == doctest::Approx(expected[i]).epsilon(1e-12));
  for (const char* name : {"h", "W", "target", "step"}) {
    CHECK(loaded.graph[*loaded.graph.find(name)].given());
  }
}

TEST_CASE("several layers number their quantities; names and biases follow the layer") {
  const Loaded loaded = load(R"(input: [1, -1]
layers:
  - {weights: [[1, 2], [3, 4]], bias: [0.5, -0.5], activation: relu}
  - {name: V, weights: [[1, -1], [0.5, 2]], activation: linear}
loss: softmax_cross_entropy
target: 0
update: {rule: gradient_descent, step: 0.5}
)");
  REQUIRE(loaded.good);
  std::vector<std::string> names = loaded.graph.names();
  std::erase_if(names, [](const std::string& name) { return name.starts_with("conventions."); });
  const std::vector<std::string> expected = {
      "h",  "W1",  "b1", "V",   "target", "step", "z1",  "a1", "z2",      "y",       "p",     "L",
      "dp", "dz2", "dV", "da1", "dz1",    "dW1",  "db1", "dh", "W1_next", "b1_next", "V_next"};
  CHECK(names == expected);
  const auto formula = [&](const char* name) {
    return formula_text(loaded.graph, loaded.graph[*loaded.graph.find(name)]);
  };
  CHECK_EQ(formula("z1"), "W1 @ h + b1");
  CHECK_EQ(formula("a1"), "relu(z1)");
  CHECK_EQ(formula("dz1"), "da1 * (z1 > 0)");
  CHECK_EQ(formula("db1"), "dz1");
  CHECK_EQ(formula("dh"), "W1.T @ dz1");
  CHECK_EQ(formula("b1_next"), "b1 - step * db1");
  CHECK_EQ(formula("V_next"), "V - step * dV");
}

TEST_CASE("logits of a thousand give finite, right numbers") {
  const std::string layers =
      "layers: [{weights: [[1000, 0], [-1000, 0]]}]\n"
      "loss: softmax_cross_entropy\ntarget: 1\ninput: [1, 2]\n";
  const Loaded wrong = load(layers);
  REQUIRE(wrong.good);
  CHECK_EQ(text_of(wrong, "L"), "2000");
  CHECK_EQ(text_of(wrong, "p"), "[1, 0]");
  CHECK_EQ(text_of(wrong, "dz"), "[1, -1]");
  CHECK_EQ(text_of(wrong, "dW"), "[[1, 2], [-1, -2]]");
  const Loaded right = load(layers, {{"log", "base2"}, {"class_index", "from_one"}});
  REQUIRE(right.good);
  CHECK_EQ(text_of(right, "L"), "0");
  CHECK_EQ(text_of(right, "dz"), "[0, 0]");
  CHECK_EQ(text_of(right, "dp"), "[-1.44269504089, 0]");
}

TEST_CASE("a student's values carry through what depends on them") {
  const Loaded loaded = load(exam, {{"class_index", "from_one"}});
  const auto index = [&](const char* name) { return *loaded.graph.find(name); };
  const auto edited = [&](const char* name, Value value) {
    const Edit edits[] = {{index(name), std::move(value)}};
    return evaluate(loaded.graph, edits);
  };
  const auto after_p = edited("p", Array{{2}, {0.5, 0.5}, false});
  CHECK(std::get<Real>(*after_p[index("L")]) == doctest::Approx(std::log(2.0)));
  CHECK(values(loaded, after_p, "dz") == std::vector<double>{-0.5, 0.5});
  CHECK(values(loaded, after_p, "dp") == std::vector<double>{-2, 0});
  const auto after_dz = edited("dz", Array{{2}, {1, -1}, false});
  CHECK(values(loaded, after_dz, "dh") == std::vector<double>{2, 0, 1});
  CHECK(values(loaded, after_dz, "L") == values(loaded, evaluate(loaded.graph), "L"));
  const auto after_z = edited("z", Array{{2}, {0, 0}, false});
  CHECK(std::get<Real>(*after_z[index("L")]) == doctest::Approx(std::log(2.0)));
  const auto other_log = edited("conventions.log", Text("base10"));
  CHECK(std::get<Real>(*other_log[index("L")]) == doctest::Approx(0.371100665951 / std::log(10)));
  CHECK(values(loaded, other_log, "dz")[0] == doctest::Approx(-0.310025518872 / std::log(10)));
  const auto other_class = edited("conventions.class_index", Text("from_zero"));
  CHECK(values(loaded, other_class, "y") == std::vector<double>{0, 1});
  const auto bad_shape = edited("p", Array{{3}, {0.5, 0.25, 0.25}, false});
  REQUIRE_FALSE(bad_shape[index("dz")]);
  CHECK_EQ(bad_shape[index("dz")].error().message, "shapes 3 and 2 do not fit in `-`");
}

TEST_CASE("a stated base of the logarithm stands in the formulas of the gradients") {
  const Loaded loaded = load(exam, {{"log", "base2"}, {"class_index", "from_one"}});
  const auto formula = [&](const char* name) {
    return formula_text(loaded.graph, loaded.graph[*loaded.graph.find(name)]);
  };
  CHECK_EQ(formula("dz"), "(p - y) / np.log(2)");
  CHECK_EQ(formula("dp"), "-y / p / np.log(2)");
  CHECK_EQ(formula("L"), "cross_entropy(p, y)");
}

TEST_CASE("faults are reported at their place") {
  struct Case {
    std::string text;
    std::string report;
  };
  static const char* const rest = "loss: softmax_cross_entropy\ntarget: 1\n";
  static const Case cases[] = {
      {"input: [1, 2, 3, 4]\nlayers: [{weights: [[5, 4, 3], [3, 4, 2]]}]\n",
       "2:20: `W` is 2 x 3 and does not fit `h` of 4"},
      {"input: [1, 2]\nlayers:\n  - {weights: [[1, 2], [3, 4], [5, 6]]}\n"
       "  - {name: V, weights: [[1, 2], [3, 4]]}\n",
       "4:24: `V` is 2 x 2 and does not fit `a1` of 3"},
      {"input: [1]\nlayers: [{weights: [[1], [2]], bias: [1, 2, 3]}]\n",
       "2:38: the bias of 3 does not fit `W`, which is 2 x 1"},
      {"input: [1, 2]\nlayers: [{weights: [[1, 2], [3]]}]\n",
       "2:29: row 2 of `weights` has 1 number, the rows before it 2"},
      {"input: [1, .nan]\nlayers: [{weights: [[1, 2], [3, 4]]}]\n",
       "1:12: `input` should be finite, not `.nan`"},
      {"input: [1, x]\nlayers: [{weights: [[1, 2], [3, 4]]}]\n",
       "1:12: `input` should be a number, not `x`"},
      {"input: []\nlayers: [{weights: [[1, 2], [3, 4]]}]\n",
       "1:8: `input` should be a list of numbers, not an empty list"},
      {"input: [1]\nlayers: []\n", "2:9: `layers` should be a list of layers, not an empty list"},
      {"input: [1]\nlayers: [{weights: 5}]\n",
       "2:20: `weights` should be a list of rows, not a text; a row an output: [[5, 4, 3], [3, 4, "
       "2]]"},
      {"input: [1]\nlayers: [{wieghts: [[1], [2]]}]\n",
       "2:10: missing key `weights` in `layers` | "
       "2:11: unknown key `wieghts` in `layers`; did you mean `weights`?"},
      {"input: [1]\nlayers: [{weights: [[1], [2]], activation: reul}]\n",
       "2:44: unknown `activation`: `reul`; did you mean `relu`?"},
      {"input: [1]\nlayers: [{weights: [[1], [2]], activation: relu}]\n",
       "2:44: the last layer has no activation; the softmax belongs to the loss"},
      {"input: [1]\nlayers: [{name: h, weights: [[1], [2]]}]\n",
       "2:29: two quantities would be called `h`; give the layer another `name`"},
      {"input: [1]\nlayers: [{name: a b, weights: [[1], [2]]}]\n",
       "2:17: `a b` cannot be a name; letters, digits and `_`, a letter first"},
      {"input: [1]\nlayers: [{name: lambda, weights: [[1], [2]]}]\n",
       "2:17: `lambda` cannot be a name; it is a word of the language of expressions"},
      {"input: [1]\nlayers: [{weights: [[1]]}]\n",
       "4:9: class 1 is not among the 1 classes 0 to 0; `class_index` is `from_zero`"},
      {"input: [1]\nlayers: [{weights: [[1], [2]]}]\nupdate: {rule: descent, step: -1}\n",
       "3:16: unknown `rule`: `descent`; known here: gradient_descent, momentum, nesterov, "
       "rmsprop, "
       "adagrad, adam, adamw | "
       "3:31: `step` should be positive"},
      {"input: [1]\nlayers: [{weights: [[1], [2]]}]\nupdate: {rule: gradient_descent}\n",
       "3:9: missing key `step` in `update`"},
      {"layers: [{weights: [[1], [2]]}]\n", "1:1: missing key `input` in `training`"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const Loaded loaded = load(c.text + rest);
    CHECK_FALSE(loaded.good);
    CHECK_EQ(reported(loaded), c.report);
  }
}

TEST_CASE("faults of batches, losses and updates are reported at their place") {
  struct Case {
    std::string text;
    std::string report;
  };
  static const Case cases[] = {
      {"input: [[1, 2], [3, 4]]\nlayers: [{weights: [[1, 2, 3]]}]\nloss: mse\ntarget: [1, 2]\n",
       "2:20: `W` is 1 x 3 and does not fit `h` of 2 x 2"},
      {"input: [[1], [2]]\nlayers: [{weights: [[1], [2]]}]\nloss: hinge\ntarget: [1]\n",
       "4:9: `target` is a vector of 1; `h` has 2 samples; a list of the class of each sample"},
      {"input: [[1], [2]]\nlayers: [{weights: [[1], [2]]}]\nloss: hinge\ntarget: [1, 2]\n",
       "4:9: class 2 is not among the 2 classes 0 to 1; `class_index` is `from_zero`"},
      {"input: [1]\nlayers: [{weights: [[1], [2]]}]\nloss: mse\ntarget: 3\n",
       "4:9: `target` is 1, and the output is 2"},
      {"input: [1]\nlayers: [{weights: [[1]]}]\nloss: sigmoid_bce\ntarget: 2\n",
       "4:9: a target of `sigmoid_bce` is between 0 and 1, not 2"},
      {"input: [1]\nlayers: [{weights: [[1]], activation: tanh}]\nloss: sigmoid_bce\ntarget: 1\n",
       "2:39: the last layer has no activation; the sigmoid belongs to the loss"},
      {"input: [1]\nlayers: [{weights: [[1]], slope: 2}]\nloss: mse\ntarget: 1\nl2: -1\n",
       "2:34: only `leaky_relu` has a `slope` | 5:5: `l2` should be 0 or more"},
      {"input: [1]\nlayers: [{weights: [[1]]}]\nloss: mse\ntarget: 1\n"
       "update: {rule: adam, step: 1, beta1: 1, beta: 0.5}\n",
       "5:38: `beta1` should be at least 0 and below 1 | "
       "5:41: unknown key `beta` in `update`; did you mean `beta1`?"},
      {"input: [1]\nlayers: [{weights: [[1]]}]\nloss: mse\ntarget: 1\n"
       "update: {rule: momentum, step: 1, state: {v: [[1, 2]]}}\n",
       "5:46: `v` of `W` is 1 x 2, and `W` is 1 x 1"},
      {"input: [1]\nlayers: [{weights: [[1]], bias: [0]}]\nloss: mse\ntarget: 1\n"
       "update: {rule: momentum, step: 1, state: {v: {B: [1]}}}\n",
       "5:47: no parameter is named `B`; did you mean `W`?"},
      {"input: [1]\nlayers: [{weights: [[1]], bias: [0]}]\nloss: mse\ntarget: 1\n"
       "update: {rule: momentum, step: 1, state: {v: [[1]]}}\n",
       "5:46: `v` should be a map of parameters; such as `v: {W: ..}`"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const Loaded loaded = load(c.text);
    CHECK_FALSE(loaded.good);
    CHECK_EQ(reported(loaded), c.report);
  }
}

TEST_SUITE_END();

}  // namespace reference::training
