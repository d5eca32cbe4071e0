// Derivatives where differences say nothing: at ties and kinks, at zeros, far out.
#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "reference/steps/arithmetic.h"
#include "reference/steps/builtin.h"

namespace reference::steps {

TEST_SUITE_BEGIN("steps/slopes");

namespace {

Value vector(std::vector<double> data) {
  return Array{{static_cast<std::int64_t>(data.size())}, std::move(data), false};
}

struct Case {
  const char* function;
  std::vector<Value> arguments;
  std::vector<bool> given;  // of each argument; those that are missing are
  Value cotangent;
  std::vector<std::vector<double>> slopes;  // of the first arguments
};

// The cotangents of the function's first arguments.
void check(const Case& c) {
  CAPTURE(c.function);
  const Builtin* builtin = find_builtin(c.function);
  REQUIRE(builtin != nullptr);
  std::vector<const Value*> inputs;
  for (std::size_t i = 0; i < c.arguments.size(); ++i) {
    inputs.push_back(i < c.given.size() && !c.given[i] ? nullptr : &c.arguments[i]);
  }
  const auto value = builtin->function(inputs);
  REQUIRE(value);
  const auto found = builtin->pullback(inputs, *value, c.cotangent);
  REQUIRE(found);
  for (std::size_t i = 0; i < c.slopes.size(); ++i) {
    CAPTURE(i);
    REQUIRE((*found)[i]);
    const std::vector<double> numbers = grader::numbers(*(*found)[i]);
    REQUIRE_EQ(numbers.size(), c.slopes[i].size());
    for (std::size_t k = 0; k < numbers.size(); ++k) {
      CAPTURE(k);
      CHECK(numbers[k] == doctest::Approx(c.slopes[i][k]).epsilon(1e-14));
    }
  }
}

const Value none = Text();

}  // namespace

TEST_CASE("equal entries share the derivative of their extreme as the convention says") {
  const Value x = vector({2, 5, 5, 1});
  const Value y = vector({2, 4});
  const Value z = vector({2, 3});
  const Value g = vector({1, 1});
  const Value first = Text("first");
  const Value split = Text("split");
  const Value all = Text("all");
  const std::vector<bool> only_first_and_last = {true, false, false, true};
  const Case cases[] = {
      {"np.max", {x, none, none, none}, {true, false, false, false}, 3.0, {{0, 3, 0, 0}}},
      {"np.max", {x, none, none, first}, only_first_and_last, 3.0, {{0, 3, 0, 0}}},
      {"np.max", {x, none, none, split}, only_first_and_last, 3.0, {{0, 1.5, 1.5, 0}}},
      {"np.max", {x, none, none, all}, only_first_and_last, 3.0, {{0, 3, 3, 0}}},
      {"np.maximum", {y, z, first}, {}, g, {{1, 1}, {0, 0}}},
      {"np.maximum", {y, z, split}, {}, g, {{0.5, 1}, {0.5, 0}}},
      {"np.maximum", {y, z, all}, {}, g, {{1, 1}, {1, 0}}},
      {"np.minimum", {y, z, all}, {}, g, {{1, 0}, {1, 1}}},
  };
  for (const Case& c : cases) check(c);
}

TEST_CASE("the pooled window's derivative goes to its largest entries") {
  const Value x = Array{{2, 4}, {1, 3, 7, 7, 3, 2, 7, 0}, false};
  const Value g = Array{{1, 2}, {1, 6}, false};
  const Value two = Count{2};
  const auto pooled = [&](const char* tie, std::vector<double> slopes) {
    return Case{"max_pool2d",
                {x, two, none, none, none, Text(tie)},
                {true, true, false, false, false, true},
                g,
                {std::move(slopes)}};
  };
  check(pooled("first", {0, 1, 6, 0, 0, 0, 0, 0}));
  check(pooled("split", {0, 0.5, 2, 2, 0.5, 0, 2, 0}));
  check(pooled("all", {0, 1, 6, 6, 1, 0, 6, 0}));
}

TEST_CASE("the slope of a ReLU at 0 is a convention") {
  const Value x = vector({-1, 0, 2});
  const Value g = vector({1, 1, 1});
  check({"relu", {x, none}, {true, false}, g, {{0, 0, 1}}});
  check({"relu", {x, Text("half")}, {}, g, {{0, 0.5, 1}}});
  check({"relu", {x, Text("one")}, {}, g, {{0, 1, 1}}});
  check({"leaky_relu", {x, 0.1, Text("one")}, {}, g, {{0.1, 1, 1}}});
  check({"leaky_relu", {x, 0.1, none}, {true, true, false}, g, {{0.1, 0.1, 1}}});
}

TEST_CASE("losses of logits of 1000 have finite derivatives") {
  const Value z = vector({1000, -1000});
  const std::vector<bool> two = {true, true, false, false};
  check({"cross_entropy_of_logits", {z, vector({0, 1}), none, none}, two, 1.0, {{1, -1}}});
  check({"cross_entropy_of_logits", {z, vector({1, 0}), none, none}, two, 1.0, {{0, 0}}});
  check({"bce_with_logits", {z, vector({0, 1}), none, none}, two, 2.0, {{1, -1}}});
  check(
      {"bce_with_logits", {vector({40}), vector({1}), none, none}, two, 1.0, {{-std::exp(-40.0)}}});
  check({"np.tanh", {vector({20})}, {}, vector({1}), {{4 * std::exp(-40.0)}}});
  check({"sigmoid", {vector({800, 40})}, {}, vector({1, 1}), {{0, std::exp(-40.0)}}});
  check({"softplus", {vector({1000, -1000})}, {}, vector({1, 1}), {{1, 0}}});
  check({"log_softmax", {z, none}, {true, false}, vector({0, 1}), {{-1, 1}}});
  check({"logsumexp", {z, none, none}, {true, false, false}, 1.0, {{1, 0}}});
}

TEST_CASE("an entry that does not matter has the derivative 0, also where the slope is infinite") {
  check({"np.log", {vector({0, 2})}, {}, vector({0, 1}), {{0, 0.5}}});
  check({"np.sqrt", {vector({0, 4})}, {}, vector({0, 1}), {{0, 0.25}}});
  check({"np.divide", {vector({1}), vector({0})}, {}, vector({0}), {{0}, {0}}});
  const Value zeros = vector({0, 1});
  check({"cross_entropy",
         {zeros, vector({0, 1}), none, none},
         {true, true, false, false},
         1.0,
         {{0, -1}}});
  check({"np.power", {vector({0, 0}), vector({2, 0})}, {}, vector({1, 1}), {{0, 0}}});
}

TEST_CASE("products with a zero have a slope at the zero") {
  const Value x = vector({2, 0, 3});
  const Value two_zeros = vector({0, 0, 3});
  const std::vector<bool> one = {true, false, false};
  check({"np.prod", {x, none, none}, one, 1.0, {{0, 6, 0}}});
  check({"np.prod", {two_zeros, none, none}, one, 1.0, {{0, 0, 0}}});
  check({"np.cumprod", {x, none}, {true, false}, vector({1, 1, 1}), {{1, 8, 0}}});
  check({"np.cumprod", {two_zeros, none}, {true, false}, vector({1, 1, 1}), {{1, 0, 0}}});
  check({"np.linalg.det", {Array{{2, 2}, {1, 2, 2, 4}, false}}, {}, 1.0, {{4, -2, -2, 1}}});
}

TEST_SUITE_END();

}  // namespace reference::steps
