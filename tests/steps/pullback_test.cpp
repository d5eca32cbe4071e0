// Every derivative rule against differences.
#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "reference/steps/arithmetic.h"
#include "reference/steps/builtin.h"
#include "reference/steps/indexing.h"
#include "reference/steps/losses.h"
#include "reference/steps/products.h"
#include "tests/steps/samples.h"

namespace reference::steps {

TEST_SUITE_BEGIN("steps/pullback");

namespace {

// sum of value * cotangent
double weighed(const Value& value, const Value& cotangent) {
  const View y = *View::of(value);
  const View g = *View::of(cotangent);
  double sum = 0;
  for (std::size_t i = 0; i < y.size(); ++i) sum += y.data()[i] * g.data()[i];
  return sum;
}

double& entry(Value& value, std::size_t i) {
  if (auto* array = std::get_if<Array>(&value)) return array->data[i];
  return std::get<Real>(value);
}

// By entry i of argument k, with the five-point stencil: an error of the fourth order.
double difference(Callable function, Drawn& drawn, std::size_t k, std::size_t i,
                  const Value& cotangent) {
  constexpr double h = 2e-4;
  const double x = entry(drawn.values[k], i);
  const auto at = [&](double offset) {
    entry(drawn.values[k], i) = x + offset;
    const auto value = function(drawn.inputs);
    REQUIRE(value);
    return weighed(*value, cotangent);
  };
  const double slope = (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h);
  entry(drawn.values[k], i) = x;
  return slope;
}

Value random_like(const Value& value, std::mt19937& random) {
  std::normal_distribution<double> normal;
  const View view = *View::of(value);
  if (view.is_scalar()) return normal(random);
  Array array{{view.shape().begin(), view.shape().end()}, {}, false};
  for (std::size_t i = 0; i < view.size(); ++i) array.data.push_back(normal(random));
  return array;
}

void check_argument(Callable function, Drawn& drawn, std::size_t k, const Value& cotangent,
                    const std::optional<Value>& found) {
  CAPTURE(k);
  const View argument = *View::of(drawn.values[k]);
  const std::size_t n = argument.size();
  if (found) {
    CHECK(grader::shape_of(*found) == grader::shape_of(drawn.values[k]));
    CHECK_FALSE(holds_counts(*found));
  }
  for (std::size_t i = 0; i < n; ++i) {
    CAPTURE(i);
    const double slope = found ? View::of(*found)->data()[i] : 0;
    const double expected = difference(function, drawn, k, i, cotangent);
    CHECK(slope == doctest::Approx(expected).epsilon(1e-7).scale(1e-2));
  }
}

void check(std::string_view arguments, Callable function, Pullback pullback, unsigned seed) {
  std::mt19937 random(seed);
  Drawn drawn = draw(arguments, random);
  const auto value = function(drawn.inputs);
  if (!value) FAIL(value.error().message);
  const Value cotangent = random_like(*value, random);
  const auto cotangents = pullback(drawn.inputs, *value, cotangent);
  if (!cotangents) FAIL(cotangents.error().message);
  REQUIRE_EQ(cotangents->size(), drawn.inputs.size());
  for (std::size_t k = 0; k < drawn.inputs.size(); ++k) {
    if (!differentiated(drawn.kinds[k])) continue;
    check_argument(function, drawn, k, cotangent, (*cotangents)[k]);
  }
}

constexpr unsigned rounds = 12;

}  // namespace

TEST_CASE("the derivative of every function agrees with differences") {
  for (const Sample& sample : function_samples()) {
    CAPTURE(sample.function);
    CAPTURE(sample.arguments);
    const Builtin* builtin = find_builtin(sample.function);
    REQUIRE(builtin != nullptr);
    const bool has_derivative = builtin->pullback != nullptr;
    REQUIRE(has_derivative);
    for (unsigned seed = 0; seed < rounds; ++seed) {
      check(sample.arguments, builtin->function, builtin->pullback, seed);
    }
  }
}

TEST_CASE("every function with a derivative has sample arguments") {
  for (const auto& family : builtin_families()) {
    for (const Builtin& builtin : family) {
      if (builtin.pullback == nullptr) continue;
      CAPTURE(builtin.name);
      const auto samples = function_samples();
      CHECK(std::any_of(samples.begin(), samples.end(),
                        [&](const Sample& sample) { return sample.function == builtin.name; }));
    }
  }
}

TEST_CASE("the derivatives of operators, entries and lists agree with differences") {
  using language::BinaryOperator;
  using language::UnaryOperator;
  struct Case {
    std::string arguments;
    Callable function;
    Pullback pullback;
  };
  const auto binary = [](const char* arguments, BinaryOperator op) {
    return Case{arguments, operation(op), pullback_of(op)};
  };
  const Case cases[] = {
      binary("n2x3 n3", BinaryOperator::add),
      binary("n n2", BinaryOperator::subtract),
      binary("n2x1 n3", BinaryOperator::multiply),
      binary("n3 p2x3", BinaryOperator::divide),
      binary("p3 n2x3", BinaryOperator::power),
      binary("u3 =0.93", BinaryOperator::floor_divide),
      binary("u3 =0.93", BinaryOperator::modulo),
      binary("n2x3 n3", BinaryOperator::matrix_multiply),
      {"n2x3", operation(UnaryOperator::minus), pullback_of(UnaryOperator::minus)},
      {"n", operation(UnaryOperator::plus), pullback_of(UnaryOperator::plus)},
      {"n2x3x2", transpose, transpose_pullback},
      {"n3 n3", matrix_product, matrix_product_pullback},
      {"n4x3 #-1 - - - - #2 - #-1", subscript, subscript_pullback},
      {"n4x3 - #3 #0 #-2", subscript, subscript_pullback},
      {"n2 #1 - - -", subscript, subscript_pullback},
      {"n4x3 [0,3,0] - - - [1,1,2] - - -", subscript, subscript_pullback},
      {"n4x3x2 [0,-1] - - - - - - - #1 - - -", subscript, subscript_pullback},
      {"n n n", make_list, make_list_pullback},
      {"n2x3 n2x3", make_list, make_list_pullback},
      {"d2 #2 =0.011", compare, compare_pullback},
      {"n3 s3 -", cross_entropy_of_logits, cross_entropy_of_logits_pullback},
  };
  for (const Case& c : cases) {
    CAPTURE(c.arguments);
    for (unsigned seed = 0; seed < rounds; ++seed) check(c.arguments, c.function, c.pullback, seed);
  }
}

TEST_SUITE_END();

}  // namespace reference::steps
