#include "grader/graph/graph.h"

#include <doctest/doctest.h>

namespace grader {

TEST_SUITE_BEGIN("graph");

namespace {

Quantity quantity(std::string name, std::vector<QuantityIndex> inputs, Formula formula) {
  Quantity quantity;
  quantity.name = std::move(name);
  quantity.inputs = std::move(inputs);
  quantity.function = [](Inputs) -> Result<Value> { return Value(Real(0)); };
  quantity.formula = std::move(formula);
  return quantity;
}

}  // namespace

TEST_CASE("quantities keep their order and are found by name") {
  Graph graph;
  CHECK(graph.add(given("p", Real(0.7), {})) == 0);
  CHECK(graph.add(given("y", Real(1), {})) == 1);
  CHECK(graph.add(quantity("parameters(m.conv3x3)", {0, 1}, {"p - y"})) == 2);
  CHECK(graph.size() == 3);
  CHECK(graph.find("y") == 1);
  CHECK(graph.find("parameters(m.conv3x3)") == 2);
  CHECK_FALSE(graph.find("z"));
  CHECK_FALSE(graph.find(""));
  CHECK(graph.names() == std::vector<std::string>{"p", "y", "parameters(m.conv3x3)"});
  CHECK(graph[0].given());
  CHECK_FALSE(graph[2].given());
}

TEST_CASE("a given quantity is its value and remembers its place") {
  const Quantity quantity = given("step", Real(2), whole_file("q.yaml"));
  const auto value = quantity.function({});
  REQUIRE(value);
  CHECK(*value == Value(Real(2)));
  CHECK(quantity.where.file() == "q.yaml");
  CHECK(quantity.inputs.empty());
}

TEST_CASE("a copied graph is its own") {
  Graph graph;
  graph.add(given("a", Count(1), {}));
  Graph copy = graph;
  copy.add(given("b", Count(2), {}));
  CHECK(graph.size() == 1);
  CHECK_FALSE(graph.find("b"));
  CHECK(copy.find("b") == 1);
}

TEST_CASE("a formula shows names, or numbers with negative ones bracketed where they must be") {
  struct Case {
    Formula formula;
    Value first;
    Value second;
    std::string_view names;
    std::string_view worked;
  };
  const Case cases[] = {
      {{0U, " - ", 1U}, Real(0.7), Real(1), "a - b", "0.7 - 1"},
      {{0U, " - ", 1U}, Real(-0.7), Real(-1), "a - b", "-0.7 - (-1)"},
      {{0U, " @ ", 1U}, Real(2), Real(-3), "a @ b", "2 @ (-3)"},
      {{"-", 0U, " / ", 1U}, Real(-1), Real(0.5), "-a / b", "-(-1) / 0.5"},
      {{0U, "*", 1U}, Real(2), Real(-3), "a*b", "2*(-3)"},
      {{"exp(", 0U, ")"}, Real(-1), Real(0), "exp(a)", "exp(-1)"},
      {{"max(", 0U, ", ", 1U, ")"}, Real(-1), Real(-2), "max(a, b)", "max(-1, -2)"},
      {{0U, " x ", 1U}, Count(3), Count(-4), "a x b", "3 x (-4)"},
      {{0U, " ** 2"}, Real(-3), Real(0), "a ** 2", "(-3) ** 2"},
      {{0U, " + ", 0U}, Count(-4), Real(0), "a + a", "-4 + (-4)"},
      {{0U, " + ", 1U}, Count(163328), Real(-0.0), "a + b", "163,328 + 0"},
      {{0U, " - ", 1U},
       Array{{2}, {0.689974481, -1}},
       Array{{2}, {-1, 0}},
       "a - b",
       "[0.68997, -1] - [-1, 0]"},
      {{"softmax"}, Real(0), Real(0), "softmax", "softmax"},
      {{}, Real(0), Real(0), "", ""},
  };
  for (const Case& c : cases) {
    Graph graph;
    graph.add(given("a", c.first, {}));
    graph.add(given("b", c.second, {}));
    graph.add(quantity("c", {0, 1}, c.formula));
    CHECK(formula_text(graph, graph[2]) == c.names);
    const Value* inputs[] = {&c.first, &c.second};
    CHECK(worked_text(graph[2], inputs, 5) == c.worked);
  }
}

TEST_SUITE_END();

}  // namespace grader
