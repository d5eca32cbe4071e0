// What follow-through and mistakes may take from each other, and that they decide the same however
// an answer is read.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "grader/scoring/explain.h"
#include "tests/scoring/computed.h"

namespace grader {
namespace {

Part part(std::string id, QuantityIndex quantity) {
  Part part;
  part.id = std::move(id);
  part.quantity = quantity;
  part.points = 1;
  return part;
}

Array vector_of(std::vector<double> data) {
  return Array{{static_cast<std::int64_t>(data.size())}, std::move(data), false};
}

Mistake mistake(std::string id, QuantityIndex quantity, Value value, Fraction credit = 0) {
  Mistake mistake;
  mistake.id = std::move(id);
  mistake.edits.push_back(Edit{quantity, std::move(value)});
  mistake.credit = std::move(credit);
  return mistake;
}

// g = [1, 2, 3] (given), x = 10 g, y = 2 x; both are asked for.
struct Vectors {
  Problem problem;
  QuantityIndex x;
};

Vectors vectors() {
  const auto times = [](double factor) {
    return [factor](Inputs in) -> Result<Value> {
      Array array = std::get<Array>(*in[0]);
      for (double& entry : array.data) entry *= factor;
      return array;
    };
  };
  Vectors vectors;
  Problem& problem = vectors.problem;
  problem.id = "p";
  const auto g = problem.graph.add(given("g", vector_of({1, 2, 3}), {}));
  vectors.x = problem.graph.add(computed("x", {g}, times(10)));
  const auto y = problem.graph.add(computed("y", {vectors.x}, times(2)));
  problem.parts = {part("x", vectors.x), part("y", y)};
  return vectors;
}

// The decisions of a fast and of a full reading, which are the same.
std::vector<Decision> decisions(const ProblemKey& key, const ProblemTexts& texts) {
  const std::vector<Decision> fast = decide(key, texts, Reading::fast);
  std::vector<Decision> full = decide(key, texts, Reading::full);
  REQUIRE(fast.size() == full.size());
  for (std::size_t i = 0; i < full.size(); ++i) {
    CAPTURE(i);
    CHECK(fast[i].outcome == full[i].outcome);
    CHECK(fast[i].credit == full[i].credit);
    CHECK(fast[i].mistake == full[i].mistake);
    CHECK(fast[i].carried.has_value() == full[i].carried.has_value());
  }
  return full;
}

TEST_SUITE("scoring") {
  TEST_CASE("a mistake of another shape stays out of parts of the key's shape") {
    Vectors with = vectors();
    with.problem.mistakes.push_back(mistake("two", with.x, vector_of({7, 8})));
    const ProblemKey key(with.problem);
    const auto decided = decisions(key, {{"[7, 8]", "[14, 16, 1]"}, {}});
    REQUIRE(decided[0].mistake != nullptr);
    CHECK(decided[0].mistake->id == "two");
    CHECK(decided[0].outcome == Outcome::wrong_shape);
    CHECK(decided[1].credit == 0);
    CHECK_FALSE(decided[1].carried.has_value());
  }

  TEST_CASE("a mistake that is a column explains a list, unless shapes are strict") {
    Vectors with = vectors();
    with.problem.mistakes.push_back(mistake("column", with.x, Array{{3, 1}, {7, 8, 9}, false}));
    for (const bool strict : {false, true}) {
      with.problem.parts[0].scheme.strict_shape = strict;
      const ProblemKey key(with.problem);
      const auto decided = decisions(key, {{"[7, 8, 9]", ""}, {}});
      CHECK((decided[0].mistake != nullptr) == !strict);
    }
  }

  TEST_CASE("a mistake that counts takes the place of what was followed") {
    Vectors with = vectors();
    with.problem.parts[1].scheme.follow_cap = Fraction(1, 2);
    with.problem.mistakes.push_back(
        mistake("known", with.problem.parts[1].quantity, vector_of({14, 16, 18}), Fraction(3, 4)));
    const ProblemKey key(with.problem);
    const auto decided = decisions(key, {{"[7, 8, 11]", "[14, 16, 18]"}, {}});
    CHECK(decided[1].credit == Fraction(3, 4));
    REQUIRE(decided[1].mistake != nullptr);
    CHECK_FALSE(decided[1].carried.has_value());
  }

  TEST_CASE("an array knows no penalty: that is for guessing in tables") {
    Vectors with = vectors();
    with.problem.parts[0].scheme.penalty = 1;
    const ProblemKey key(with.problem);
    CHECK(decisions(key, {{"[10, 20, 31]", ""}, {}})[0].credit == Fraction(2, 3));
  }

  TEST_CASE("a whole number beyond 64 bits, or 53, is followed exactly or not at all") {
    Problem problem;
    problem.id = "p";
    const auto four = problem.graph.add(given("four", Count(4), {}));
    const auto count = problem.graph.add(
        computed("count", {four}, [](Inputs in) -> Result<Value> { return *in[0]; }));
    const auto odd = problem.graph.add(computed("odd", {count}, [](Inputs in) -> Result<Value> {
      return std::get<Count>(*in[0]) % 2 == 0 ? Count(20) : Count(30);
    }));
    problem.parts = {part("count", count), part("odd", odd)};
    problem.parts[0].scheme.count = false;
    const ProblemKey key(problem);
    CHECK(decisions(key, {{"9007199254740993", "30"}, {}})[1].credit == 1);
    CHECK(decisions(key, {{"1" + std::string(300, '0'), "30"}, {}})[1].credit == 0);
    CHECK(decisions(key, {{"5.5", "30"}, {}})[1].credit == 0);
  }

  // a = 3 (given), u = a + 1, v = 10 / (u - 2) unless u < 2, w = v + u; u is asked for twice, or
  // not at all.
  Problem chain() {
    const auto at = [](Inputs in, std::size_t i) { return std::get<Real>(*in[i]); };
    Problem problem;
    problem.id = "p";
    const auto a = problem.graph.add(given("a", Real(3), {}));
    const auto u = problem.graph.add(
        computed("u", {a}, [at](Inputs in) -> Result<Value> { return at(in, 0) + 1; }));
    const auto v = problem.graph.add(computed("v", {u}, [at](Inputs in) -> Result<Value> {
      if (at(in, 0) < 2) return Failure{"below 2"};
      return 10 / (at(in, 0) - 2);
    }));
    const auto w = problem.graph.add(
        computed("w", {v, u}, [at](Inputs in) -> Result<Value> { return at(in, 0) + at(in, 1); }));
    problem.parts = {part("u", u), part("again", u), part("v", v), part("w", w)};
    return problem;
  }

  TEST_CASE("values from which nothing follows are told of") {
    const Problem problem = chain();
    const ProblemKey key(problem);
    const std::string_view wrong = "7";
    const auto decided = decisions(key, {{"1.5", "", wrong, ""}, {}});
    CHECK(decided[2].credit == 0);
    const Verdict verdict = explain(key, 2, decided[2], wrong);
    REQUIRE(verdict.notes.size() == 1);
    CHECK(verdict.notes[0].starts_with("nothing can be computed from your own values"));
  }

  TEST_CASE("of a quantity that is asked for twice one value is followed") {
    const Problem problem = chain();
    const ProblemKey key(problem);
    const auto decided = decisions(key, {{"7", "7", "2", ""}, {}});
    CHECK(decided[2].credit == 1);
    REQUIRE(decided[2].carried.has_value());
    CHECK(decided[2].carried->from.size() == 1);
  }

  TEST_CASE("a blank answer does not pay for a wrong value along the way") {
    Problem problem = chain();
    problem.parts.erase(problem.parts.begin(), problem.parts.begin() + 2);
    const ProblemKey key(problem);
    const QuantityIndex u = *problem.graph.find("u");
    const auto answered = decisions(key, {{"1", "13"}, {{u, "12"}}});
    CHECK(answered[0].credit == 0);
    CHECK(answered[0].charged.size() == 1);
    CHECK(answered[1].credit == 1);
    const auto blank = decisions(key, {{"", "13"}, {{u, "12"}}});
    CHECK(blank[0].charged.empty());
    CHECK(blank[1].credit == 0);
    CHECK(blank[1].charged.size() == 1);
  }
}

}  // namespace
}  // namespace grader
