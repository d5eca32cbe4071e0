#include "grader/graph/working.h"

#include <doctest/doctest.h>

namespace grader {

TEST_SUITE_BEGIN("graph");

namespace {

Result<Value> sum(Inputs inputs) {
  Count total = 0;
  for (const Value* input : inputs) total += std::get<Count>(*input);
  return Value(total);
}

Result<Value> product(Inputs inputs) {
  Count total = 1;
  for (const Value* input : inputs) total *= std::get<Count>(*input);
  return Value(total);
}

Quantity quantity(std::string name, std::vector<QuantityIndex> inputs, Function function,
                  Formula formula) {
  Quantity quantity;
  quantity.name = std::move(name);
  quantity.inputs = std::move(inputs);
  quantity.function = std::move(function);
  quantity.formula = std::move(formula);
  return quantity;
}

// Two layers with a bias each that is 0, and an alias of their sum.
struct Layers {
  Graph graph;
  QuantityIndex three = graph.add(given("kernel", Count(3), {}));
  QuantityIndex filters = graph.add(given("filters", Count(64), {}));
  QuantityIndex bias = graph.add(given("bias", Count(0), {}));
  QuantityIndex a = graph.add(quantity("a", {three, filters}, product, {0U, " x ", 1U}));
  QuantityIndex b = graph.add(quantity("b", {three, three}, product, {0U, " x ", 1U}));
  QuantityIndex alias = graph.add(quantity("same as b", {b}, sum, {0U}));
  QuantityIndex all = graph.add(total());
  QuantityIndex unused = graph.add(quantity("unused", {a}, sum, {"f(", 0U, ")"}));
  QuantityIndex half = graph.add(quantity("double", {all}, product, {"2 * ", 0U}));

  Quantity total() const {
    Quantity total = quantity("total", {a, bias, alias}, sum, {0U, " + ", 1U, " + ", 2U});
    total.terms = {a, bias, alias};
    return total;
  }
};

std::vector<std::string> lines(const std::vector<WorkedStep>& steps) {
  std::vector<std::string> lines;
  for (const WorkedStep& step : steps) lines.push_back(to_text(step));
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a sum is worked by its terms' own working, without zeros") {
  const Layers layers;
  const Evaluation key = evaluate(layers.graph);
  CHECK(lines(working(layers.graph, key, layers.all, 6)) ==
        Lines{"total = a + bias + same as b = 3 x 64 + 3 x 3 = 201"});
}

TEST_CASE("what leads to the target comes in order; givens, aliases and the unused do not") {
  const Layers layers;
  const Evaluation key = evaluate(layers.graph);
  CHECK(lines(working(layers.graph, key, layers.half, 6)) ==
        Lines{"total = a + bias + same as b = 3 x 64 + 3 x 3 = 201",
              "double = 2 * total = 2 * 201 = 201"});
  CHECK(lines(working(layers.graph, key, layers.unused, 6)) ==
        Lines{"a = kernel x filters = 3 x 64 = 192", "unused = f(a) = f(192) = 192"});
}

TEST_CASE("the numbers are those of the edits in force") {
  const Layers layers;
  const Edit edits[] = {{layers.bias, Value(Count(-5))}, {layers.filters, Value(Count(1000))}};
  CHECK(lines(working(layers.graph, evaluate(layers.graph, edits), layers.all, 6)) ==
        Lines{"total = a + bias + same as b = 3 x 1,000 + (-5) + 3 x 3 = 3,004"});
}

TEST_CASE("an edit of an alias shows: it is no longer what it stands for") {
  const Layers layers;
  const Edit edits[] = {{layers.alias, Value(Count(7))}};
  const auto steps = lines(working(layers.graph, evaluate(layers.graph, edits), layers.all, 6));
  REQUIRE(steps.size() >= 1);
  CHECK(steps.back().ends_with(" = 199"));
  CHECK(steps.back().find("3 x 3") == std::string::npos);
}

TEST_CASE("a quantity without a value ends the working before it") {
  Layers layers;
  const auto bad = layers.graph.add(quantity(
      "bad", {layers.a}, [](Inputs) -> Result<Value> { return Failure{"no"}; }, {"g(", 0U, ")"}));
  const auto last = layers.graph.add(quantity("last", {bad}, sum, {"h(", 0U, ")"}));
  CHECK(lines(working(layers.graph, evaluate(layers.graph), last, 6)) ==
        Lines{"a = kernel x filters = 3 x 64 = 192"});
}

TEST_SUITE_END();

}  // namespace grader
