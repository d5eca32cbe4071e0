#include "grader/graph/evaluate.h"

#include <doctest/doctest.h>

#include <random>
#include <stdexcept>

namespace grader {

TEST_SUITE_BEGIN("graph");

namespace {

using Indices = std::vector<QuantityIndex>;

// offset + the sum of the inputs, in whole numbers so that equality is exact; fails where the sum
// is divisible by `fails_at`.
Function sum(Count offset, Count fails_at = 0) {
  return [=](Inputs inputs) -> Result<Value> {
    Count total = offset;
    for (const Value* input : inputs) total = (total * 3 + std::get<Count>(*input)) % 1'000'003;
    if (fails_at != 0 && total % fails_at == 0) return Failure{"divisible"};
    return Value(total);
  };
}

Quantity quantity(std::string name, Indices inputs, Function function) {
  Quantity quantity;
  quantity.name = std::move(name);
  quantity.inputs = std::move(inputs);
  quantity.function = std::move(function);
  quantity.formula = {"f"};
  return quantity;
}

// x = 5, a = 1 + x, b = 2 + x, c = 3 * 3 * 3 + 3 a + b
struct Diamond {
  Graph graph;
  QuantityIndex x = graph.add(given("x", Count(5), {}));
  QuantityIndex a = graph.add(quantity("a", {x}, sum(1)));
  QuantityIndex b = graph.add(quantity("b", {x}, sum(2)));
  QuantityIndex c = graph.add(quantity("c", {a, b}, sum(3)));
};

Count count(const Evaluation& evaluation, QuantityIndex index) {
  REQUIRE(evaluation[index]);
  return std::get<Count>(*evaluation[index]);
}

bool equal(const Solved& a, const Solved& b) {
  if (a.has_value() != b.has_value()) return false;
  if (a) return *a == *b;
  return a.error().quantity == b.error().quantity && a.error().message == b.error().message;
}

}  // namespace

TEST_CASE("without edits every quantity has its own value") {
  const Diamond d;
  const Evaluation key = evaluate(d.graph);
  CHECK(key.size() == 4);
  CHECK(count(key, d.x) == 5);
  CHECK(count(key, d.a) == 1 * 3 + 5);
  CHECK(count(key, d.b) == 2 * 3 + 5);
  CHECK(count(key, d.c) == (3 * 3 + 8) * 3 + 11);
}

TEST_CASE("an edit by value reaches what depends on it and nothing else") {
  const Diamond d;
  const Edit edits[] = {{d.a, Value(Count(100))}};
  const Evaluation edited = evaluate(d.graph, edits);
  CHECK(count(edited, d.x) == 5);
  CHECK(count(edited, d.a) == 100);
  CHECK(count(edited, d.b) == 11);
  CHECK(count(edited, d.c) == (3 * 3 + 100) * 3 + 11);
}

TEST_CASE("an edit by definition takes other inputs, later ones too") {
  const Diamond d;
  const Edit edits[] = {{d.a, Definition{{d.b, d.b}, sum(0), {}}}};
  const Evaluation edited = evaluate(d.graph, edits);
  CHECK(count(edited, d.a) == 11 * 3 + 11);
  CHECK(count(edited, d.c) == (3 * 3 + 44) * 3 + 11);
}

TEST_CASE("of two edits of one quantity the later counts") {
  const Diamond d;
  const Edit edits[] = {
      {d.a, Value(Count(1))}, {d.a, Definition{{}, sum(7), {}}}, {d.x, Value(Count(0))}};
  CHECK(count(evaluate(d.graph, edits), d.a) == 7);
}

TEST_CASE("a failure costs its quantity and what depends on it, and names its origin") {
  Graph graph;
  const auto x = graph.add(given("x", Count(4), {}));
  const auto bad = graph.add(quantity("bad", {x}, sum(0, 2)));
  const auto next = graph.add(quantity("next", {x, bad}, sum(0)));
  const auto last = graph.add(quantity("last", {next}, sum(0)));
  const auto other = graph.add(quantity("other", {x}, sum(0)));
  const Evaluation key = evaluate(graph);
  CHECK(count(key, other) == 4);
  for (const QuantityIndex index : {bad, next, last}) {
    REQUIRE_FALSE(key[index]);
    CHECK(key[index].error().quantity == bad);
    CHECK(key[index].error().message == "divisible");
  }
  const Edit edits[] = {{bad, Value(Count(1))}};
  CHECK(count(evaluate(graph, edits, &key), next) == 13);
}

TEST_CASE("edits that make a cycle fail the quantities on it and behind it, nothing else") {
  const Diamond d;
  SUBCASE("itself") {
    const Edit edits[] = {{d.b, Definition{{d.b}, sum(0), {}}}};
    const Evaluation edited = evaluate(d.graph, edits);
    CHECK_FALSE(edited[d.b]);
    CHECK_FALSE(edited[d.c]);
    CHECK(count(edited, d.a) == 8);
    CHECK(edited[d.c].error().quantity == d.b);
  }
  SUBCASE("through others") {
    const Edit edits[] = {{d.x, Definition{{d.c}, sum(0), {}}}};
    const Evaluation edited = evaluate(d.graph, edits);
    for (QuantityIndex i = 0; i < d.graph.size(); ++i) CHECK_FALSE(edited[i]);
  }
  SUBCASE("a value in the circle opens it") {
    const Edit edits[] = {{d.x, Definition{{d.c}, sum(0), {}}}, {d.c, Value(Count(2))}};
    const Evaluation edited = evaluate(d.graph, edits);
    CHECK(count(edited, d.x) == 2);
    CHECK(count(edited, d.a) == 5);
  }
}

TEST_CASE("a shortcut is taken as long as its quantity keeps its own definition") {
  Graph graph;
  const auto z = graph.add(given("z", Count(10), {}));
  const auto p = graph.add(quantity("p", {z}, sum(0)));
  Quantity loss = quantity("L", {p}, sum(1));
  loss.shortcut = Shortcut{p, {z}, sum(1000)};
  const auto l = graph.add(std::move(loss));
  const Evaluation key = evaluate(graph);
  CHECK(count(key, l) == 3010);
  SUBCASE("p edited: the plain way") {
    const Edit edits[] = {{p, Value(Count(7))}};
    CHECK(count(evaluate(graph, edits), l) == 10);
    CHECK(count(evaluate(graph, edits, &key), l) == 10);
  }
  SUBCASE("z edited: still the shortcut") {
    const Edit edits[] = {{z, Value(Count(20))}};
    CHECK(count(evaluate(graph, edits), l) == 3020);
    CHECK(count(evaluate(graph, edits, &key), l) == 3020);
  }
  SUBCASE("L edited: neither") {
    const Edit edits[] = {{l, Definition{{p, z}, sum(0), {}}}};
    CHECK(count(evaluate(graph, edits), l) == 40);
  }
}

TEST_CASE("with a base only what depends on an edit is computed again") {
  Graph graph;
  int computed = 0;
  const auto counting = [&](Count offset) -> Function {
    return [&computed, f = sum(offset)](Inputs inputs) {
      ++computed;
      return f(inputs);
    };
  };
  QuantityIndex last = graph.add(given("q0", Count(1), {}));
  for (int i = 1; i < 100; ++i) {
    last = graph.add(quantity("q" + std::to_string(i), {last}, counting(i)));
  }
  const Evaluation key = evaluate(graph);
  CHECK(computed == 99);
  computed = 0;
  const Edit edits[] = {{90, Value(Count(3))}};
  const Evaluation edited = evaluate(graph, edits, &key);
  CHECK(computed == 9);
  CHECK(&edited[5] == &key[5]);  // shared, not copied
}

namespace {

// A graph with failures, shortcuts and quantities that nothing uses.
Graph random_graph(std::mt19937& random, std::size_t size) {
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  Graph graph;
  for (std::size_t i = 0; i < size; ++i) {
    const std::string name = "q" + std::to_string(i);
    if (i < 3) {
      graph.add(given(name, Count(random() % 100), {}));
      continue;
    }
    Indices inputs(below(4));
    for (QuantityIndex& input : inputs) input = below(i);
    Quantity next = quantity(name, inputs, sum(Count(i), random() % 4 == 0 ? 5 : 0));
    if (random() % 4 == 0) next.shortcut = Shortcut{below(i), {below(i)}, sum(Count(1000 + i))};
    graph.add(std::move(next));
  }
  return graph;
}

std::vector<Edit> random_edits(std::mt19937& random, std::size_t size) {
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  std::vector<Edit> edits;
  for (std::size_t n = random() % 4; n > 0; --n) {
    if (random() % 2 == 0) {
      edits.push_back({below(size), Value(Count(random() % 100))});
    } else {  // anywhere in the graph: some of these make cycles
      edits.push_back({below(size), Definition{{below(size), below(size)}, sum(17), {}}});
    }
  }
  return edits;
}

}  // namespace

TEST_CASE("with a base or without, an evaluation is the same") {
  std::mt19937 random(20240611);
  int failures = 0;
  for (int round = 0; round < 3000; ++round) {
    const Graph graph = random_graph(random, 4 + random() % 30);
    const Evaluation key = evaluate(graph);
    const std::vector<Edit> edits = random_edits(random, graph.size());
    const Evaluation plain = evaluate(graph, edits);
    const Evaluation based = evaluate(graph, edits, &key);
    for (QuantityIndex i = 0; i < graph.size(); ++i) {
      CAPTURE(round);
      CAPTURE(i);
      REQUIRE(equal(plain[i], based[i]));
      failures += plain[i] ? 0 : 1;
    }
  }
  CHECK(failures > 1000);  // the graphs do fail here and there
}

TEST_CASE("what does not depend on the edited quantities keeps its value") {
  std::mt19937 random(7);
  for (int round = 0; round < 1000; ++round) {
    const Graph graph = random_graph(random, 4 + random() % 30);
    const Evaluation key = evaluate(graph);
    const QuantityIndex edited = random() % graph.size();
    const Edit edits[] = {{edited, Value(Count(12345))}};
    const Evaluation after = evaluate(graph, edits);
    for (QuantityIndex i = 0; i < graph.size(); ++i) {
      const auto& shortcut = graph[i].shortcut;
      const bool guarded = shortcut && depends(graph, shortcut->unless_edited, edited);
      if (!depends(graph, i, edited) && !guarded) REQUIRE(equal(key[i], after[i]));
      if (guarded) break;  // what follows may take another way
    }
  }
}

TEST_CASE("graphs may be deep") {
  constexpr std::size_t depth = 200'000;
  Graph graph;
  graph.add(given("q0", Count(1), {}));
  for (std::size_t i = 1; i < depth; ++i) {
    graph.add(quantity("q" + std::to_string(i), {i - 1}, sum(1)));
  }
  const Evaluation key = evaluate(graph);
  CHECK(key[depth - 1]);
  CHECK(depends(graph, depth - 1, 0));

  // The first quantities read the last ones: every walk goes the whole way down.
  std::vector<Edit> edits{{0, Definition{{depth - 1}, sum(0), {}}}, {1, Value(Count(9))}};
  const Evaluation edited = evaluate(graph, edits, &key);
  CHECK(count(edited, 0) == count(edited, depth - 1));

  // Reversed: each reads its successor, the last is a value.
  edits.clear();
  for (std::size_t i = 0; i + 1 < depth; ++i) edits.push_back({i, Definition{{i + 1}, sum(0), {}}});
  edits.push_back({depth - 1, Value(Count(42))});
  CHECK(count(evaluate(graph, edits), 0) == 42);
  CHECK(count(evaluate(graph, edits, &key), 0) == 42);
  edits.back() = {depth - 1, Definition{{0}, sum(0), {}}};  // one circle of them all
  CHECK_FALSE(evaluate(graph, edits)[depth / 2]);
}

TEST_CASE("what a function throws is its failure") {
  Diamond d;
  const auto throwing = d.graph.add(quantity(
      "throwing", {d.a}, [](Inputs) -> Result<Value> { throw std::runtime_error("no memory"); }));
  const auto above = d.graph.add(quantity("above", {throwing}, sum(0)));
  const Evaluation evaluation = evaluate(d.graph);
  REQUIRE_FALSE(evaluation[above]);
  CHECK(evaluation[above].error().message == "no memory");
  CHECK(evaluation[above].error().quantity == throwing);
  CHECK(evaluation[d.c]);
}

TEST_CASE("depends follows inputs and shortcuts, never forward") {
  const Diamond d;
  CHECK(depends(d.graph, d.c, d.x));
  CHECK(depends(d.graph, d.c, d.c));
  CHECK(depends(d.graph, d.a, d.x));
  CHECK_FALSE(depends(d.graph, d.a, d.b));
  CHECK_FALSE(depends(d.graph, d.x, d.c));
  Graph graph = d.graph;
  const auto lone = graph.add(given("lone", Count(1), {}));
  Quantity quick = quantity("quick", {d.a}, sum(0));
  quick.shortcut = Shortcut{d.a, {lone}, sum(0)};
  const auto q = graph.add(std::move(quick));
  CHECK(depends(graph, q, lone));
  CHECK_FALSE(depends(graph, q, d.b));
}

TEST_SUITE_END();

}  // namespace grader
