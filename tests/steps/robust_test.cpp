// Arguments that nobody would write: nothing may crash, hang or make what it should not.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <random>
#include <string>

#include "reference/steps/builtin.h"
#include "tests/steps/samples.h"

namespace reference::steps {

TEST_SUITE_BEGIN("steps/robust");

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

Array array(Shape shape, std::vector<double> data, bool counts = false) {
  return {std::move(shape), std::move(data), counts};
}

std::vector<Value> odd_values() {
  std::vector<Value> values = {
      Count{0},
      Count{1},
      Count{-1},
      Count{2},
      Count{3},
      Count{5000},
      std::numeric_limits<Count>::max(),
      std::numeric_limits<Count>::min(),
      Real{0},
      Real{0.5},
      Real{-2.5},
      Real{1e308},
      nan,
      infinity,
      -infinity,
      grader::Table{{{"a", "1"}}, {}},
      array({0}, {}),
      array({0}, {}, true),
      array({0, 3}, {}),
      array({3, 0}, {}),
      array({1}, {2.5}),
      array({3}, {1, -2, 0.5}),
      array({3}, {nan, infinity, 0}),
      array({2}, {1, 0}, true),
      array({2}, {-1, 2}, true),
      array({3}, {0, 1, 2}, true),
      array({2}, {max_exact, -max_exact}, true),
      array({2}, {300, 300}, true),
      array({2, 2}, {1, 2, 3, 4}),
      array({2, 2}, {0, 0, 0, 0}, true),
      array({2, 3}, {1, 1, 1, nan, 2, 2}),
      array({1, 4}, {0, 0, 2, 2}),
  };
  for (const char* text :
       {"", "mean", "sum", "same", "ij,jk->ik", "ii", ",", "->", "ceil", "split", "all", "from_one",
        "base2", "n_minus_1", "inclusive", "reflect", "eleven_point", "convolution", "right"}) {
    values.emplace_back(Text(text));
  }
  for (const Shape& shape : {Shape{2, 2, 3}, Shape{1, 2, 3, 3}, Shape{1, 1, 1, 1, 1}}) {
    std::vector<double> data(*entries(shape));
    for (std::size_t i = 0; i < data.size(); ++i) data[i] = static_cast<double>(i % 5) - 1.5;
    values.emplace_back(array(shape, std::move(data)));
  }
  return values;
}

// How many arguments a function takes, and whether each may be left out; items of a list last.
std::vector<bool> optional_arguments(std::string_view parameters, std::mt19937& random) {
  std::vector<bool> optional;
  std::size_t items = 0;
  while (!parameters.empty()) {
    const std::size_t comma = std::min(parameters.find(", "), parameters.size());
    const std::string_view one = parameters.substr(0, comma);
    if (one.front() == '*' || one.front() == '[') {
      items = 1 + random() % 3;
    } else {
      optional.push_back(one.find('=') != std::string_view::npos);
    }
    parameters.remove_prefix(std::min(comma + 2, parameters.size()));
  }
  optional.insert(optional.end(), items, false);
  return optional;
}

// Shape and data belong together, counts are whole, and no failure is without words.
void check_value(const Result<Value>& value) {
  if (!value) {
    CHECK_FALSE(value.error().message.empty());
    return;
  }
  const auto* made = std::get_if<Array>(&*value);
  if (made == nullptr) return;
  CHECK_FALSE(made->shape.empty());
  const auto n = entries(made->shape);
  REQUIRE(n);
  CHECK_EQ(*n, made->data.size());
  if (!made->counts) return;
  CHECK(std::all_of(made->data.begin(), made->data.end(),
                    [](double x) { return x == std::floor(x) && std::abs(x) <= max_exact; }));
}

void check_pullback(const Builtin& builtin, Inputs inputs, const Value& value) {
  const auto view = View::of(value);
  REQUIRE(view);
  Value cotangent = 1.5;
  if (!view->is_scalar()) {
    cotangent = Array{{view->shape().begin(), view->shape().end()},
                      std::vector<double>(view->size(), 1.5),
                      false};
  }
  const auto cotangents = builtin.pullback(inputs, value, cotangent);
  if (!cotangents) FAIL(cotangents.error().message);
  REQUIRE_EQ(cotangents->size(), inputs.size());
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const auto& one = (*cotangents)[i];
    if (!one) continue;
    REQUIRE(inputs[i] != nullptr);
    CHECK(grader::shape_of(*one) == grader::shape_of(*inputs[i]));
    CHECK_FALSE(holds_counts(*one));
  }
}

}  // namespace

TEST_CASE("odd arguments make a value or a sentence") {
  const std::vector<Value> values = odd_values();
  for (const auto& family : builtin_families()) {
    for (const Builtin& builtin : family) {
      CAPTURE(builtin.name);
      std::mt19937 random(7);
      for (int round = 0; round < 1500; ++round) {
        CAPTURE(round);
        std::vector<const Value*> inputs;
        for (const bool optional : optional_arguments(builtin.parameters, random)) {
          const bool left_out = optional && random() % 2 == 0;
          inputs.push_back(left_out ? nullptr : &values[random() % values.size()]);
        }
        const auto value = builtin.function(inputs);
        check_value(value);
        if (value && builtin.pullback != nullptr) check_pullback(builtin, inputs, *value);
      }
    }
  }
}

TEST_SUITE_END();

}  // namespace reference::steps
