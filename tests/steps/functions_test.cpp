// Functions by their values: those with NumPy's names were checked against NumPy 1.24, the others
// against loops written for the purpose.
#include <doctest/doctest.h>

#include <string>

#include "grader/base/diagnostics.h"
#include "reference/steps/append.h"
#include "reference/steps/view.h"
#include "tests/steps/value_of.h"

namespace reference::steps {

TEST_SUITE_BEGIN("steps/functions");

namespace {

using grader::Graph;

Array counted(Shape shape, std::int64_t modulus) {
  Array array{shape, std::vector<double>(*entries(shape)), false};
  for (std::size_t i = 0; i < array.data.size(); ++i) {
    array.data[i] = static_cast<double>(static_cast<std::int64_t>(i * i + 3 * i + 1) % modulus);
  }
  return array;
}

// What the expressions may name. In T3, X2, K2 and G2 entry i is (i * i + 3 i + 1) modulo 11, 7, 5
// and 4.
Graph sample() {
  Graph graph;
  const auto add = [&](const char* name, Value value) {
    graph.add(grader::given(name, std::move(value), {}));
  };
  add("A", Array{{2, 3}, {1, -2, 3, 4, 0.5, -6}, false});
  add("S", Array{{2, 2}, {4, 1, 2, 3}, false});
  add("f", Array{{3}, {0.5, -1.5, 2.5}, false});
  add("v", Array{{3}, {3, 1, 2}, true});
  add("T3", counted({2, 3, 2}, 11));
  add("X2", counted({2, 3, 3}, 7));
  add("K2", counted({2, 2, 2, 2}, 5));
  add("G2", counted({2, 1, 2, 2}, 4));
  return graph;
}

template <std::size_t N>
void check(const ValueCase (&cases)[N]) {
  for (const ValueCase& c : cases) {
    CAPTURE(c.expression);
    CHECK_EQ(value_of(sample(), c.expression), c.value);
  }
}

}  // namespace

TEST_CASE("functions have the values that they are known for") {
  static const ValueCase cases[] = {
#include "tests/steps/functions.inc"
  };
  check(cases);
}

TEST_CASE("what does not fit is said with its shapes") {
  static const ValueCase cases[] = {
#include "tests/steps/failures.inc"
  };
  check(cases);
}

TEST_SUITE_END();

}  // namespace reference::steps
