// grad(L, W), and what is found out about steps with it.
#include "reference/steps/gradient.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <cmath>
#include <limits>

#include "reference/steps/append.h"
#include "reference/steps/differences.h"
#include "reference/steps/kinks.h"
#include "reference/steps/noise.h"
#include "reference/steps/operation.h"

namespace reference::steps {

TEST_SUITE_BEGIN("steps");

namespace {

using grader::Diagnostics;
using grader::Edit;
using grader::Evaluation;
using grader::Graph;
using grader::QuantityIndex;

Value vector(std::vector<double> data, bool counts = false) {
  const auto n = static_cast<std::int64_t>(data.size());
  return Array{{n}, std::move(data), counts};
}

Value matrix(std::int64_t rows, std::int64_t columns, std::vector<double> data) {
  return Array{{rows, columns}, std::move(data), false};
}

struct Named {
  std::string name;
  std::string text;
};

// W, h, b, y and the like, and then steps.
struct Steps {
  Graph graph;
  Diagnostics diagnostics;

  Steps() {
    give("W", matrix(2, 3, {0.5, -0.25, 1.5, 0.75, 1, -1}));
    give("h", vector({0.3, 0.2, -0.7}));
    give("b", vector({0.25, -0.5}));
    give("y", vector({1, 0}));
    give("X", matrix(2, 2, {0.5, -1.5, 2, 0.25}));
    give("s", 1.25);
    give("n", Count{3});
    give("big", vector({1000, -1000}));
  }

  void give(const char* name, Value value) { graph.add(grader::given(name, std::move(value), {})); }

  // False iff it was reported.
  bool add(const std::string& name, const std::string& text) {
    return add_step(graph, name, text, {}, diagnostics).has_value();
  }
  void add_all(const std::vector<Named>& steps) {
    for (const Named& step : steps) {
      CAPTURE(step.text);
      REQUIRE(add(step.name, step.text));
    }
  }

  QuantityIndex index(const std::string& name) const { return *graph.find(name); }

  std::string text(const std::string& name, const std::vector<Edit>& edits = {}) const {
    const auto solved = grader::evaluate(graph, edits)[index(name)];
    return solved ? grader::to_text(*solved, 10) : "failed: " + solved.error().message;
  }
};

std::string first_message(const Diagnostics& diagnostics) {
  if (diagnostics.all().empty()) return "";
  const grader::Diagnostic& first = diagnostics.all().front();
  return first.hint.empty() ? first.message : first.message + "; " + first.hint;
}

}  // namespace

TEST_CASE("a gradient is the formula that is known for it") {
  Steps steps;
  steps.add_all({{"z", "W @ h + b"},
                 {"p", "softmax(z)"},
                 {"L", "cross_entropy(p, y)"},
                 {"dz", "grad(L, z)"},
                 {"dz_known", "p - y"},
                 {"dW", "grad(L, W)"},
                 {"dW_known", "np.outer(p - y, h)"},
                 {"dh", "grad(L, h)"},
                 {"dh_known", "W.T @ (p - y)"},
                 {"dp", "grad(L, p)"},
                 {"dp_known", "np.where(y > 0, -y / p, 0)"},
                 {"dy", "grad(L, y)"},
                 {"dy_known", "-np.log(p)"},
                 {"one", "grad(L, L)"},
                 {"half", "0.5 * grad(L, b) + 1"}});
  for (const char* name : {"dz", "dW", "dh", "dp", "dy"}) {
    CAPTURE(std::string(name));
    CHECK_EQ(steps.text(name), steps.text(std::string(name) + "_known"));
  }
  CHECK_EQ(steps.text("one"), "1");
  CHECK_EQ(steps.text("half"), steps.text("half"));
  CHECK_EQ(formula_text(steps.graph, steps.graph[steps.index("half")]), "0.5 * grad(L, b) + 1");
}

TEST_CASE("gradients agree with central differences through steps of every sort") {
  static const std::vector<Named> losses[] = {
      {{"L", "np.sum(np.tanh(W @ h + b) ** 2)"}},
      {{"a", "relu(W @ h + b)"}, {"L", "np.sum(a * a) / 2 + np.sum(W ** 2) * 0.1"}},
      {{"a", "sigmoid(h @ W.T)"}, {"q", "a[0] * a[1] + a[-1]"}, {"L", "np.exp(q) + s"}},
      {{"Z", "[W[0], 2 * W[1]]"}, {"L", "np.mean(np.sqrt(np.square(Z) + 1)) + np.log(s + n)"}},
      {{"m", "np.max(W, axis=1)"}, {"L", "np.dot(m, b) - np.min(W)"}},
      {{"L", "np.sum(W, axis=0) @ h if s > 1 else np.sum(W)"}},
      {{"L", "s > 1 and np.sum(W * W[0])"}},
      {{"t", "W.T.sum(axis=0)"}, {"L", "t.dot(b) * t.size + t.mean()"}},
      {{"c", "log_softmax(X @ W)"}, {"L", "-np.sum(c * X[0, 0] * c)"}},
      {{"L", "np.sum((W[:, None, 0] + W[None, 1]) ** 2)"}},
      {{"u", "X @ (W * h)"}, {"v", "u / (1 + np.abs(u))"}, {"L", "np.sum(v) / np.sum(u * u)"}},
      {{"k", "np.outer(b, h) * W"}, {"L", "np.sum(np.maximum(k, 0.1 * W)) ** 3"}},
  };
  for (const auto& added : losses) {
    Steps steps;
    steps.add_all(added);
    REQUIRE(steps.add("dW", "grad(L, W)"));
    CAPTURE(added.back().text);
    const Evaluation solved = evaluate(steps.graph);
    REQUIRE(solved[steps.index("dW")]);
    const std::vector<double> gradient = grader::numbers(*solved[steps.index("dW")]);
    REQUIRE_EQ(gradient.size(), 6);
    const auto differences =
        central_differences(steps.graph, steps.index("L"), steps.index("W"), {0, 1, 2, 3, 4, 5},
                            solved, std::chrono::steady_clock::time_point::max());
    REQUIRE_EQ(differences.size(), 6);
    const double largest = grader::largest_size(gradient);
    CHECK_GT(largest, 0);
    for (std::size_t i = 0; i < 6; ++i) {
      CHECK_LE(std::abs(gradient[i] - differences[i].slope), 1e-8 * largest);
    }
  }
}

TEST_CASE("the derivative is taken at the values that are there") {
  Steps steps;
  steps.add_all({{"z", "W @ h"},
                 {"p", "softmax(z)"},
                 {"L", "cross_entropy(p, y)"},
                 {"dz", "grad(L, z)"},
                 {"dW", "grad(L, W)"},
                 {"q", "s ** 2"},
                 {"r", "q ** 2"},
                 {"dq", "grad(r, q)"},
                 {"ds", "grad(r, s)"}});
  // A student's p: the gradient at the logits is that p - y.
  const std::vector<Edit> p = {{steps.index("p"), vector({0.25, 0.75})}};
  CHECK_EQ(steps.text("dz", p), "[-0.75, 0.75]");
  const std::vector<Edit> q = {{steps.index("q"), Value(3.0)}};
  CHECK_EQ(steps.text("dq", q), "6");
  CHECK_EQ(steps.text("ds", q), "15");  // 2 q at 3, times 2 s at 1.25
  const std::vector<Edit> wrong_shape = {{steps.index("p"), vector({0.2, 0.3, 0.5})}};
  CHECK_EQ(steps.text("dz", wrong_shape), "failed: shapes 3 and 2 do not fit in `cross_entropy`");
  const std::vector<Edit> wrong_z = {{steps.index("z"), vector({0.2, 0.3, 0.5})}};
  CHECK_EQ(steps.text("dW", wrong_z).substr(0, 7), "failed:");
}

TEST_CASE("logits of a thousand give finite, right gradients, as long as p is their softmax") {
  Steps steps;
  steps.add_all({{"z", "big + 0 * b"},
                 {"p", "softmax(z)"},
                 {"L", "2 * cross_entropy(p, [0, 1]) + 1"},
                 {"dz", "grad(L, z)"},
                 {"M", "cross_entropy(softmax(z), [0, 1])"},
                 {"dM", "grad(M, z)"}});
  CHECK_EQ(steps.text("L"), "4001");
  CHECK_EQ(steps.text("dz"), "[2, -2]");
  CHECK_EQ(steps.text("M"), "2000");
  CHECK_EQ(steps.text("dM"), "[1, -1]");
  const std::vector<Edit> edits = {{steps.index("p"), vector({0.5, 0.5})}};
  CHECK_EQ(steps.text("L", edits), grader::to_text(2 * std::log(2.0) + 1, 10));
}

TEST_CASE("a gradient by counts is one of reals") {
  Steps steps;
  steps.add_all({{"q", "n ** 2"}, {"dn", "grad(q, n)"}});
  const auto solved = grader::evaluate(steps.graph)[steps.index("dn")];
  REQUIRE(solved);
  CHECK(*solved == Value(6.0));
}

TEST_CASE("what has no gradient is refused with its reason") {
  struct Case {
    std::vector<Named> steps;
    std::string gradient;
    std::string message;
  };
  static const Case cases[] = {
      {{{"L", "np.sum(h)"}}, "grad(L, W)", "`L` does not depend on `W`; its derivative would be 0"},
      {{{"L", "np.sum(W)"}}, "grad(W, L)", "`W` does not depend on `L`; its derivative would be 0"},
      {{{"z", "W @ h"}, {"k", "z + grad_of"}}, "", "unknown name `grad_of`"},
      {{{"L", "np.sum(W ** 2)"}, {"g", "grad(L, W)"}, {"M", "np.sum(g)"}},
       "grad(M, W)",
       "`grad` in `g` depends on `W`: there is no derivative of a derivative; write the gradient "
       "as a formula there"},
      {{{"L", "np.sum(W)"}},
       "grad(L, W + 1)",
       "`grad` takes names of quantities, not `W + 1`; make it a step of its own"},
      {{{"L", "np.sum(W)"}},
       "grad(L)",
       "`grad` takes two arguments: a number and what it is derived by; write `grad(L, W)`"},
      {{{"L", "np.sum(W)"}}, "grad(L, V)", "unknown name `V`; did you mean `W`?"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.message);
    Steps steps;
    bool good = true;
    for (const Named& step : c.steps) good = good && steps.add(step.name, step.text);
    if (!c.gradient.empty()) CHECK_FALSE(steps.add("result", c.gradient));
    CHECK_EQ(first_message(steps.diagnostics).substr(0, c.message.size()), c.message);
  }
  Steps steps;
  steps.add_all({{"L", "W @ h"}, {"g", "grad(L, W)"}});
  CHECK_EQ(steps.text("g"),
           "failed: `grad` takes the derivative of a number, and `L` is a vector of 2");
}

TEST_CASE("a function without derivative on the way is named") {
  Graph graph;
  graph.add(grader::given("x", 2.0, {}));
  const auto opaque = [](Inputs inputs) -> Result<Value> { return *inputs[0]; };
  std::vector<Operation> arguments;
  arguments.push_back(Operation::of_input(0));
  grader::Quantity quantity;
  quantity.name = "a";
  quantity.inputs = {0};
  quantity.formula = {std::string("strange("), std::size_t{0}, std::string(")")};
  quantity.function =
      StepFunction(Operation::of_call(opaque, nullptr, "strange", std::move(arguments)));
  graph.add(quantity);
  Diagnostics diagnostics;
  REQUIRE(add_step(graph, "L", "a ** 2", {}, diagnostics));
  CHECK_FALSE(add_step(graph, "g", "grad(L, x)", {}, diagnostics));
  CHECK_EQ(first_message(diagnostics),
           "`strange` in `a` has no derivative; it lies between `x` and `L`");
  quantity.name = "c";
  quantity.function = opaque;
  graph.add(quantity);
  Diagnostics more;
  REQUIRE(add_step(graph, "M", "c ** 2", {}, more));
  CHECK_FALSE(add_step(graph, "g", "grad(M, x)", {}, more));
  CHECK_EQ(first_message(more),
           "`c` lies between `x` and `M` and is no expression with a derivative");
}

TEST_CASE("rounding that eats the digits of an expression is found, and other rounding is not") {
  struct Case {
    std::string text;
    double x;
    bool noisy;
  };
  static const Case cases[] = {
      {"np.log(np.exp(x))", 1e-9, true},
      {"np.log(np.exp(x))", 3.5, false},
      {"1 - np.cos(x)", 1e-6, true},
      {"1 - np.cos(x)", 1.25, false},
      {"2 * np.sin(x / 2) ** 2", 1e-6, false},
      {"(np.exp(x) - 1) / x", 1e-8, true},
      {"np.sqrt(x ** 2 + 1) - x", 1e6 + 0.1, true},
      {"x - 0.3", 0.30000000001, false},  // inputs are exact
      {"np.exp(x) / (1 + np.exp(x))", 5, false},
      {"np.sum(W * x) - np.sum(W * x)", 0.7, false},  // nothing is left
      {"np.sum((W - np.mean(W)) ** 2)", 1, false},
      {"x ** 3 - 3 * x + 2", 1.7, false},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    Steps steps;
    steps.give("x", c.x);
    REQUIRE(steps.add("r", c.text));
    const auto& quantity = steps.graph[steps.index("r")];
    const Evaluation solved = evaluate(steps.graph);
    std::vector<const Value*> inputs;
    for (const QuantityIndex input : quantity.inputs) inputs.push_back(&*solved[input]);
    const double noise = rounding_noise(*operation_of(quantity.function), inputs);
    CHECK_EQ(noise > most_noise, c.noisy);
  }
}

TEST_CASE("corners are found where the arguments lie on them, and only there") {
  struct Case {
    std::string text;
    std::vector<double> x;
    std::string found;
  };
  static const Case cases[] = {
      {"relu(x)", {0, 1}, "relu"},
      {"relu(x)", {1e-13, 1}, "relu"},
      {"relu(x)", {1e-9, 1}, ""},
      {"relu(x + 1)", {-1, 5}, "relu"},
      {"leaky_relu(x, 0.9)", {0, 3}, "leaky_relu"},
      {"np.abs(x)", {2, 0}, "np.abs"},
      {"np.abs(x)", {2, 1000}, ""},
      {"np.max(x)", {3, 3, 1}, "np.max"},
      {"np.max(x)", {3, 2, 2}, ""},
      {"np.min(x)", {1000, 7, 8, 7}, "np.min"},
      {"np.maximum(x, 2)", {2, 5}, "np.maximum"},
      {"np.maximum(x, 2)", {3, 5}, ""},
      {"np.maximum(2, 2) * x", {1, 2}, ""},  // the corner is not on the way
      {"np.tanh(x)", {0, 0}, ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    Steps steps;
    steps.give("x", vector(c.x));
    REQUIRE(steps.add("r", c.text));
    const auto& quantity = steps.graph[steps.index("r")];
    const Evaluation solved = evaluate(steps.graph);
    std::vector<const Value*> inputs;
    std::vector<bool> active;
    for (const QuantityIndex input : quantity.inputs) {
      inputs.push_back(&*solved[input]);
      active.push_back(steps.graph[input].name == "x");
    }
    const auto operation = operation_of(quantity.function);
    const auto traced = trace(*operation, inputs);
    REQUIRE(traced);
    const auto found = kinks(*traced, active);
    CHECK_EQ(found.empty() ? "" : std::string(found[0].function), c.found);
  }
}

TEST_CASE("conditions choose a branch, and only that one is computed") {
  struct Case {
    std::string text;
    std::string value;
  };
  static const Case cases[] = {
      {"1 if n > 2 else 1 / 0", "1"},
      {"1 / 0 if n > 3 else 2", "2"},
      {"s if n == 3 and s > 1 else 0", "1.25"},
      {"0 and 1 / 0", "0"},
      {"n or 1 / 0", "3"},
      {"0 or s", "1.25"},
      {"not n", "0"},
      {"not 0.0", "1"},
      {"True + True", "2"},
      {"False", "0"},
      {"1 if W else 2", "failed: a condition is a number, not a 2 x 3 matrix"},
      {"np.sum(W, axis=None)", "2.5"},
      {"W.shape", "[2, 3]"},
      {"W.shape[0] * W.ndim + W.size", "10"},
      {"W.T.shape", "[3, 2]"},
      {"s.ndim", "0"},
      {"W.sum()", "2.5"},
      {"W.sum(axis=1)", "[1.75, 0.75]"},
      {"W.T.max(axis=0)[0]", "1.5"},
      {"b[None]", "[[0.25, -0.5]]"},
      {"b[:, None] * [1, 2]", "[[0.25, 0.5], [-0.5, -1]]"},
      {"b[None, :, None].shape", "[1, 2, 1]"},
      {"W[:, None, 1]", "[[-0.25], [1]]"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    Steps steps;
    REQUIRE(steps.add("r", c.text));
    CHECK_EQ(steps.text("r"), c.value);
  }
  static const Case refused[] = {
      {"None", "`None` is not supported here; it stands for an argument that is left out"},
      {"np.exp(None)", "`None` is not supported here"},
      {"W[0, None]", "`None` is not supported here; put it before the indices that take an axis"},
      {"W.exp()", "unknown name `W.exp()`"},
      {"W.sum(3, 4, 5, 6)", "`np.sum` takes 3 arguments, not 5"},
  };
  for (const Case& c : refused) {
    CAPTURE(c.text);
    Steps steps;
    CHECK_FALSE(steps.add("r", c.text));
    CHECK_EQ(first_message(steps.diagnostics).substr(0, c.value.size()), c.value);
  }
}

TEST_SUITE_END();

}  // namespace reference::steps
