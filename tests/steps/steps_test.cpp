#include <doctest/doctest.h>
#include <fmt/core.h>

#include <cmath>
#include <limits>

#include "grader/base/diagnostics.h"
#include "reference/steps/append.h"
#include "reference/steps/builtin.h"
#include "reference/steps/compile.h"
#include "reference/steps/language.h"
#include "tests/steps/value_of.h"

namespace reference::steps {

TEST_SUITE_BEGIN("steps");

namespace {

using grader::Diagnostics;
using grader::Edit;
using grader::Graph;
using grader::QuantityIndex;

Array vector(std::vector<double> data, bool counts = false) {
  return {{static_cast<std::int64_t>(data.size())}, std::move(data), counts};
}

Array matrix(std::int64_t rows, std::int64_t columns, std::vector<double> data) {
  return {{rows, columns}, std::move(data), false};
}

// What the expressions of these tests may name.
Graph sample() {
  Graph graph;
  const auto add = [&](const char* name, Value value) {
    graph.add(grader::given(name, std::move(value), {}));
  };
  add("W", matrix(2, 3, {5, 4, 3, 3, 4, 2}));
  add("h", vector({0.3, 0.2, 0.2}));
  add("z", vector({2.9, 2.1}));
  add("y", vector({1, 0}));
  add("big", vector({1000, -1000}));
  add("step", Real{2});
  add("n", Count{192});
  add("k", Count{-3});
  add("zero", Count{0});
  add("huge", std::numeric_limits<Count>::max());
  add("least", std::numeric_limits<Count>::min());
  add("shape", vector({64, 28, 28}, true));
  add("parameters(m)", Count{163328});
  add("channels(m.concat)", Count{256});
  add("word", Text("from_one"));
  add("table", grader::Table{{{"a", "1"}, {"b", "2"}}, {}});
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

TEST_CASE("counts stay counts, and `/` gives a real") {
  static const ValueCase cases[] = {
      {"2 + 3", "5"},
      {"2 - 3", "-1"},
      {"n * 64", "12,288"},
      {"7 // 2", "3"},
      {"-7 // 2", "-4"},
      {"7 // -2", "-4"},
      {"-7 // -2", "3"},
      {"7 % 3", "1"},
      {"-7 % 3", "2"},
      {"7 % -3", "-2"},
      {"2 ** 10", "1,024"},
      {"k ** 3", "-27"},
      {"0 ** 0", "1"},
      {"(-1) ** 1000000007", "-1"},
      {"2 ** -1", "0.5 real"},
      {"6 / 3", "2 real"},
      {"parameters(m) / 1024", "159.5 real"},
      {"-n", "-192"},
      {"+n", "192"},
      {"2.0 * 3", "6 real"},
      {"7.5 // 2", "3 real"},
      {"-7.5 // 2", "-4 real"},
      {"-7.5 % 2", "0.5 real"},
      {"least // 1", "-9,223,372,036,854,775,808"},
      {"least % -1", "0"},
      {"1 < 2", "1"},
      {"1 < 2 < 2", "0"},
      {"huge == huge - 1", "0"},
      {"huge - 1 < huge", "1"},
      {"2.5 != 2.5", "0"},
      {"max(64, 128, 32)", "128"},
      {"min(64, 128, 32)", "32"},
      {"abs(k)", "3"},
      {"np.maximum(2, 3)", "3"},
      {"max(64, 2.5)", "64 real"},
      {"np.sum(n)", "192"},
  };
  check(cases);
}

TEST_CASE("what does not fit 64 bits, and division by zero, fail with a sentence") {
  static const ValueCase cases[] = {
      {"huge + 1", "failed: the count does not fit 64 bits"},
      {"least - 1", "failed: the count does not fit 64 bits"},
      {"huge * 2", "failed: the count does not fit 64 bits"},
      {"-least", "failed: the count does not fit 64 bits"},
      {"abs(least)", "failed: the count does not fit 64 bits"},
      {"least // -1", "failed: the count does not fit 64 bits"},
      {"2 ** 63", "failed: the count does not fit 64 bits"},
      {"3 ** huge", "failed: the count does not fit 64 bits"},
      {"shape * 10000000000000000", "failed: the count does not fit 64 bits"},
      {"1 // zero", "failed: division by zero"},
      {"1 % zero", "failed: division by zero"},
      {"1 / zero", "failed: division by zero"},
      {"1.5 / 0.0", "failed: division by zero"},
      {"0 ** -1", "failed: division by zero"},
      {"shape // zero", "failed: division by zero"},
      {"h / 0", "[inf, inf, inf]"},
      {"np.log(0)", "-inf real"},
  };
  check(cases);
}

TEST_CASE("arrays broadcast as in NumPy") {
  static const ValueCase cases[] = {
      {"W @ h", "[2.9, 2.1]"},
      {"W.T @ z", "[20.8, 20, 12.9]"},
      {"z @ W", "[20.8, 20, 12.9]"},
      {"z @ z", "12.82 real"},
      {"W @ W.T", "[[50, 37], [37, 29]]"},
      {"np.outer(z, h)", "[[0.87, 0.58, 0.58], [0.63, 0.42, 0.42]]"},
      {"W - step * W", "[[-5, -4, -3], [-3, -4, -2]]"},
      {"W * h", "[[1.5, 0.8, 0.6], [0.9, 0.8, 0.4]]"},
      {"W + z[:, 0]", "failed: 2 indices for a vector of 2"},
      {"np.outer(z, [1]) + [10, 20]", "[[12.9, 22.9], [12.1, 22.1]]"},
      {"-z", "[-2.9, -2.1]"},
      {"h ** 2", "[0.09, 0.04, 0.04]"},
      {"shape + 1", "[65, 29, 29]"},
      {"shape[0] * shape[1]", "1,792"},
      {"W > 3", "[[1, 1, 0], [0, 1, 0]]"},
      {"[1, 2] + [0.5, 0.5]", "[1.5, 2.5]"},
      {"[[1, 2], [3, 4]].T", "[[1, 3], [2, 4]]"},
      {"h.T", "[0.3, 0.2, 0.2]"},
      {"np.dot(2, h)", "[0.6, 0.4, 0.4]"},
      {"np.dot(W, h)", "[2.9, 2.1]"},
      {"dot(W, h)", "[2.9, 2.1]"},
      {"np.transpose(W)", "[[5, 3], [4, 4], [3, 2]]"},
  };
  check(cases);
}

TEST_CASE("shapes that do not fit are both named") {
  static const ValueCase cases[] = {
      {"W + z", "failed: shapes 2 x 3 and 2 do not fit in `+`"},
      {"W @ z", "failed: shapes 2 x 3 and 2 do not fit in `@`"},
      {"W @ W", "failed: shapes 2 x 3 and 2 x 3 do not fit in `@`"},
      {"h - z", "failed: shapes 3 and 2 do not fit in `-`"},
      {"h < z", "failed: shapes 3 and 2 do not fit in `<`"},
      {"np.maximum(h, z)", "failed: shapes 3 and 2 do not fit in `maximum`"},
      {"np.dot(z, h)", "failed: shapes 2 and 3 do not fit in `dot`"},
      {"cross_entropy(h, y)", "failed: shapes 3 and 2 do not fit in `cross_entropy`"},
      {"step @ h", "failed: `@` takes vectors and matrices, not a number"},
      {"W @ step", "failed: `@` takes vectors and matrices, not a number"},
      {"word + 1", "failed: `+` takes numbers, not a text"},
      {"1 * table", "failed: `*` takes numbers, not a table of 2 rows"},
      {"np.exp(word)", "failed: `exp` takes numbers, not a text"},
      {"-word", "failed: `-` takes numbers, not a text"},
      {"softmax(step)", "failed: `softmax` takes a vector or a matrix, not a number"},
      {"[h, z]", "failed: a list of a vector of 3 and a vector of 2"},
      {"[word]", "failed: `[..]` takes numbers, not a text"},
      {"one_hot(1, 99999999999)",
       "failed: `classes` of `one_hot` is 99999999999; it is between 1 and 10000000"},
  };
  check(cases);
}

TEST_CASE("entries and slices are taken as in Python") {
  static const ValueCase cases[] = {
      {"W[1, 2]", "2 real"},
      {"W[-1, -1]", "2 real"},
      {"W[0]", "[5, 4, 3]"},
      {"W[:, 0]", "[5, 3]"},
      {"W[:, ::-1]", "[[3, 4, 5], [2, 4, 3]]"},
      {"W[0][1:]", "[4, 3]"},
      {"h[::2]", "[0.3, 0.2]"},
      {"h[5:]", "[]"},
      {"h[-2:100]", "[0.2, 0.2]"},
      {"h[2:0:-1]", "[0.2, 0.2]"},
      {"h[:-1]", "[0.3, 0.2]"},
      {"shape[0]", "64"},
      {"shape[1:]", "[28, 28]"},
      {"h[3]", "failed: index 3 is out of bounds for axis 0 with 3 entries"},
      {"W[0, -4]", "failed: index -4 is out of bounds for axis 1 with 3 entries"},
      {"h[1.0]", "failed: an index is a whole number, not a number"},
      {"h[::0]", "failed: the step of a slice is 0"},
      {"n[0]", "failed: a count has no entries to take"},
      {"h[huge]", "failed: index 9223372036854775807 is out of bounds for axis 0 with 3 entries"},
      {"h[:huge]",
       "failed: `stop` of `slice` is 9223372036854775807; it is between "
       "-4611686018427387904 and 4611686018427387904"},
  };
  check(cases);
}

TEST_CASE("functions have NumPy's values") {
  static const ValueCase cases[] = {
      {"np.exp(0)", "1 real"},
      {"exp(0)", "1 real"},
      {"np.log2(8)", "3 real"},
      {"np.log10(1000)", "3 real"},
      {"np.sqrt([4, 9])", "[2, 3]"},
      {"np.tanh(0)", "0 real"},
      {"sigmoid([0, 1000, -1000])", "[0.5, 1, 0]"},
      {"relu([-1, 0, 2])", "[0, 0, 2]"},
      {"np.sum(W)", "21 real"},
      {"np.sum(W, axis=0)", "[8, 8, 5]"},
      {"np.sum(W, 1)", "[12, 9]"},
      {"np.sum(W, axis=-1)", "[12, 9]"},
      {"np.sum(shape)", "120"},
      {"np.mean(W, axis=0)", "[4, 4, 2.5]"},
      {"np.max(W, axis=1)", "[5, 4]"},
      {"np.min(W)", "2 real"},
      {"max([64, 128])", "128"},
      {"np.argmax(h)", "0"},
      {"np.argmax(W, axis=1)", "[0, 1]"},
      {"np.abs([-1, 2])", "[1, 2]"},
      {"np.minimum(h, 0.25)", "[0.25, 0.2, 0.2]"},
      {"np.floor(2.5)", "2 real"},
      {"np.ceil(n)", "192"},
      {"np.square(k)", "9"},
      {"relu(k)", "0"},
      {"np.square([k, 1.5])", "[9, 2.25]"},
      {"softmax(z)", "[0.689974481128, 0.310025518872]"},
      {"softmax([[0, 0], [0, 0]])", "[[0.5, 0.5], [0.5, 0.5]]"},
      {"softmax(big)", "[1, 0]"},
      {"log_softmax(big)", "[0, -2000]"},
      {"cross_entropy(softmax(z), y)", "0.371100665948 real"},
      {"cross_entropy(softmax(z), y, base=2)", "0.535385090433 real"},
      {"cross_entropy([0.25, 0.75], y, 2)", "2 real"},
      {"cross_entropy([1, 0], y)", "0 real"},
      {"cross_entropy([0, 1], y)", "inf real"},
      {"cross_entropy([0, 1], y, base=1)", "failed: the base of a logarithm is positive and not 1"},
      {"one_hot(0, 3)", "[1, 0, 0]"},
      {"one_hot(1, 3, word)", "[1, 0, 0]"},
      {"one_hot(3, 3)", "failed: `index` of `one_hot` is 3; it is between 0 and 2"},
      {"np.sum(W, axis=2)", "failed: `axis` of `sum` is 2; it is between -2 and 1"},
      {"np.sum(3, axis=0)", "failed: `sum` of a number has no axes"},
      {"np.max([])", "failed: `max` of nothing"},
      {"np.sum([])", "0"},
  };
  check(cases);
}

TEST_CASE("a message stands where the fault is, with a hint") {
  struct Fault {
    std::string expression;
    int column;  // 10 is the first of the expression
    std::string code;
    std::string message;
    std::string hint;
  };
  static const Fault faults[] = {
      {"W @ hh + 1", 14, "unknown-name", "unknown name `hh`", "did you mean `h`?"},
      {"parametres(m) / 1024", 10, "unknown-name", "unknown name `parametres(m)`",
       "did you mean `parameters(m)`?"},
      {"2 * channels(m.concta)", 14, "unknown-name", "unknown name `channels(m.concta)`",
       "did you mean `channels(m.concat)`?"},
      {"softmx(z)", 10, "unknown-name", "unknown name `softmx(z)`", "did you mean `softmax`?"},
      {"np.expp(z)", 10, "unknown-name", "unknown name `np.expp(z)`", "did you mean `np.exp`?"},
      {"z.summ()", 10, "unknown-name", "unknown name `z.summ()`", ""},
      {"np.sum(z, axs=0)", 24, "bad-expression", "`np.sum` has no argument `axs`",
       "did you mean `axis`?"},
      {"np.exp()", 10, "bad-expression", "`np.exp` needs its argument `x`", "write `np.exp(x)`"},
      {"np.exp(z, z)", 20, "bad-expression", "`np.exp` takes 1 argument, not 2",
       "write `np.exp(x)`"},
      {"np.sum(z, 0, 1, 2)", 26, "bad-expression", "`np.sum` takes 3 arguments, not 4",
       "write `np.sum(x, axis=None, keepdims=False)`"},
      {"np.sum(z, x=z)", 22, "bad-expression", "`x` of `np.sum` is given twice", ""},
      {"max()", 10, "bad-expression", "`max` needs an argument", ""},
      {"max(z, axis=0)", 22, "bad-expression", "`max` has no argument `axis`", "known here: tie"},
      {"(z", 10, "bad-expression", "`(` is never closed", ""},
      {"z ^ 2", 12, "bad-expression", "`^` is not supported here", "a power is `**`"},
      {"z & 2", 12, "bad-expression", "`&` is not supported here", ""},
      {"z << 2", 12, "bad-expression", "`<<` is not supported here", ""},
      {"~z", 10, "bad-expression", "`~` is not supported here", ""},
      {"1 in [1]", 12, "bad-expression", "`in` is not supported here", ""},
      {"1 < 2 is not 3", 12, "bad-expression", "`is not` is not supported here", ""},
      {"[i for i in z]", 10, "bad-expression", "`for` is not supported here", ""},
      {"max(*z)", 14, "bad-expression", "`*` is not supported here", ""},
      {"2j * 1", 10, "bad-expression", "`2j` is not supported here", ""},
      {"None", 10, "bad-expression", "`None` is not supported here",
       "it stands for an argument that is left out"},
      {"z[..., 0]", 12, "bad-expression", "`...` is not supported here", ""},
  };
  for (const Fault& fault : faults) {
    CAPTURE(fault.expression);
    Diagnostics diagnostics;
    const auto source = std::make_shared<grader::Source>();
    const Graph graph = sample();
    CHECK_FALSE(language().compile(fault.expression, {source, 4, 10}, graph, diagnostics));
    REQUIRE_EQ(diagnostics.all().size(), 1);
    const grader::Diagnostic& found = diagnostics.all().front();
    CHECK_EQ(found.code, fault.code);
    CHECK_EQ(found.message, fault.message);
    CHECK_EQ(found.hint, fault.hint);
    CHECK_EQ(found.where.line, 4);
    CHECK_EQ(found.where.column, fault.column);
  }
}

TEST_CASE("every unknown name of an expression is reported") {
  Diagnostics diagnostics;
  const Graph graph = sample();
  CHECK_FALSE(language().compile("foo + bar * W", {}, graph, diagnostics));
  CHECK_EQ(diagnostics.all().size(), 2);
}

TEST_CASE("a formula shows names, and the numbers in their place") {
  struct Formula {
    std::string expression;
    std::string names;
    std::string numbers;
  };
  static const Formula formulas[] = {
      {"W@h", "W @ h", "[[5, 4, 3], [3, 4, 2]] @ [0.3, 0.2, 0.2]"},
      {"(z)-k*( y )", "z - k * y", "[2.9, 2.1] - (-3) * [1, 0]"},
      {"parameters( m )/1024", "parameters(m) / 1024", "163,328 / 1024"},
      {"W.T @ z", "W.T @ z", "[[5, 4, 3], [3, 4, 2]].T @ [2.9, 2.1]"},
      {"h", "h", "[0.3, 0.2, 0.2]"},
      {"1 + 1", "1 + 1", "1 + 1"},
  };
  for (const Formula& formula : formulas) {
    Graph graph = sample();
    Diagnostics diagnostics;
    const auto index = add_step(graph, "result", formula.expression, {}, diagnostics);
    REQUIRE(index);
    const grader::Quantity& quantity = graph[*index];
    CHECK_EQ(grader::formula_text(graph, quantity), formula.names);
    const auto solved = evaluate(graph);
    std::vector<const Value*> inputs;
    for (const QuantityIndex i : quantity.inputs) inputs.push_back(&*solved[i]);
    CHECK_EQ(grader::worked_text(quantity, inputs, 6), formula.numbers);
  }
}

TEST_CASE("a quantity that is named twice is one input") {
  Diagnostics diagnostics;
  const Graph graph = sample();
  const auto definition =
      language().compile("W.T @ (z * (1 - z)) + k * W[0]", {}, graph, diagnostics);
  REQUIRE(definition);
  const std::vector<QuantityIndex> expected = {*graph.find("W"), *graph.find("z"),
                                               *graph.find("k")};
  CHECK(definition->inputs == expected);
}

TEST_CASE("only a plain sum of quantities has terms") {
  struct Sum {
    std::string expression;
    std::vector<const char*> terms;
  };
  const Sum sums[] = {
      {"n + k + zero", {"n", "k", "zero"}},
      {"n + (k + zero)", {}},
      {"n", {}},
      {"n + 1", {}},
      {"n - k", {}},
      {"n + n", {"n", "n"}},
      {"2 * n + k", {}},
  };
  for (const Sum& sum : sums) {
    CAPTURE(sum.expression);
    Graph graph = sample();
    Diagnostics diagnostics;
    const auto index = add_step(graph, "result", sum.expression, {}, diagnostics);
    REQUIRE(index);
    std::vector<QuantityIndex> expected;
    for (const char* name : sum.terms) expected.push_back(*graph.find(name));
    CHECK(graph[*index].terms == expected);
  }
}

TEST_CASE("a convention of the graph is the default of an argument") {
  Graph graph;
  Diagnostics diagnostics;
  const auto log = graph.add(grader::given("conventions.log", Text("natural"), {}));
  graph.add(grader::given("conventions.class_index", Text("from_one"), {}));
  const auto loss = add_step(graph, "L", "cross_entropy([0.25, 0.75], [1, 0])", {}, diagnostics);
  const auto y = add_step(graph, "y", "one_hot(1, 2)", {}, diagnostics);
  REQUIRE(loss);
  REQUIRE(y);
  CHECK(std::get<Real>(*evaluate(graph)[*loss]) == doctest::Approx(std::log(4.0)));
  CHECK(std::get<Array>(*evaluate(graph)[*y]) == vector({1, 0}));
  const Edit flipped[] = {{log, Value(Text("base2"))}};
  CHECK(std::get<Real>(*evaluate(graph, flipped)[*loss]) == doctest::Approx(2.0));
  CHECK_EQ(grader::formula_text(graph, graph[*y]), "one_hot(1, 2)");
}

TEST_CASE("sums, products and other names of counts are checked and may be edited") {
  Graph graph = sample();
  const QuantityIndex n = *graph.find("n");
  const QuantityIndex zero = *graph.find("zero");
  const QuantityIndex huge = *graph.find("huge");
  const auto sum = add_sum(graph, "sum", {n, n, zero}, 2, {});
  const auto none = add_sum(graph, "none", {zero}, 0, {});
  const auto product = add_product(graph, "product", {n, n}, {});
  const auto alias = add_alias(graph, "alias", product, {});
  const auto overflow = add_product(graph, "overflow", {huge, n}, {});
  const auto too_many = add_sum(graph, "too_many", {huge, n}, 2, {});
  const auto solved = evaluate(graph);
  CHECK(*solved[sum] == Value(Count{384}));
  CHECK(*solved[none] == Value(Count{0}));
  CHECK(*solved[alias] == Value(Count{36864}));
  CHECK_EQ(solved[overflow].error().message, overflow_message);
  CHECK_EQ(solved[too_many].error().message, overflow_message);
  CHECK_EQ(grader::formula_text(graph, graph[sum]), "n + n");
  CHECK_EQ(grader::formula_text(graph, graph[none]), "0");
  CHECK_EQ(grader::formula_text(graph, graph[product]), "n x n");
  CHECK(graph[sum].terms == std::vector<QuantityIndex>{n, n});
  const Edit edits[] = {{zero, Value(Count{1})}, {n, Value(Real{1.5})}};
  const auto edited = evaluate(graph, edits);
  CHECK(*edited[sum] == Value(Real{4}));
  CHECK(*edited[alias] == Value(Real{2.25}));
}

TEST_CASE("a function is found with and without `np.` where it has one") {
  REQUIRE(find_builtin("np.exp") != nullptr);
  CHECK(find_builtin("exp") == find_builtin("np.exp"));
  CHECK(find_builtin("max") != find_builtin("np.max"));
  CHECK(find_builtin("np.softmax") == nullptr);
  CHECK(find_builtin("") == nullptr);
  CHECK(find_builtin("np.") == nullptr);
}

TEST_SUITE_END();

}  // namespace reference::steps
