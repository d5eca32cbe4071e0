#include "grader/scoring/score.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/scoring/computed.h"

namespace grader {
namespace {

double at(Inputs inputs, std::size_t input) { return std::get<Real>(*inputs[input]); }

Part part(std::string id, QuantityIndex quantity, Fraction points) {
  Part part;
  part.id = std::move(id);
  part.quantity = quantity;
  part.points = std::move(points);
  return part;
}

// a = 3 (given), u = a + 1, v = 2 u, pair = [u, v], count = 12 = 4 + 8.
Exam small_exam() {
  Problem problem;
  problem.id = "p";
  Graph& graph = problem.graph;
  const auto a = graph.add(given("a", Real(3), {}));
  const auto u =
      graph.add(computed("u", {a}, [](Inputs in) -> Result<Value> { return Real(at(in, 0) + 1); }));
  const auto v =
      graph.add(computed("v", {u}, [](Inputs in) -> Result<Value> { return Real(2 * at(in, 0)); }));
  const auto pair = graph.add(computed("pair", {u, v}, [](Inputs in) -> Result<Value> {
    return Array{{2}, {at(in, 0), at(in, 1)}, false};
  }));
  const auto four = graph.add(given("four", Count(4), {}));
  const auto eight = graph.add(given("eight", Count(8), {}));
  Quantity count = computed("count", {four, eight}, [](Inputs in) -> Result<Value> {
    return std::get<Count>(*in[0]) + std::get<Count>(*in[1]);
  });
  count.terms = {four, eight};
  const auto sum = graph.add(std::move(count));
  const auto failing = graph.add(
      computed("failing", {v}, [](Inputs) -> Result<Value> { return Failure{"no such luck"}; }));
  const auto table = graph.add(given("table", Table{{{"a", "1"}, {"b", "2"}, {"c", "3"}}, {}}, {}));
  problem.parts = {part("u", u, 1),        part("v", v, 2),     part("pair", pair, 4),
                   part("count", sum, 10), part("t", table, 3), part("words", 0, 5)};
  problem.parts[3].scheme.working = Fraction(3, 5);
  problem.parts[4].ask = Ask::key;
  problem.parts[5].ask = Ask::written;
  (void)failing;
  Exam exam;
  exam.problems.push_back(std::move(problem));
  exam.scale = {1};
  return exam;
}

Verdict mark(const Exam& exam, std::vector<RawAnswer> answers, std::string_view id) {
  const Marker marker(exam);
  const Score score = marker.mark("s", "S", answers, {});
  for (const PartScore& part : score.parts) {
    if (exam.problems[0].parts[part.part].id == id) return part.verdict;
  }
  return {};
}

TEST_SUITE("scoring") {
  TEST_CASE("a right answer earns its points exactly") {
    const Verdict verdict = mark(small_exam(), {{0, "v", "8.0"}}, "v");
    CHECK(verdict.outcome == Outcome::correct);
    CHECK(verdict.points == 2);
    CHECK_FALSE(verdict.followed.has_value());
  }

  TEST_CASE("a row of a table is told what choice and row really are, and what makes it doubtful") {
    Exam exam = small_exam();
    Problem& problem = exam.problems[0];
    Table table{{{"a", "1"}, {"b", "2"}}, {"1", "2"}};
    auto words = std::make_shared<TableWords>();
    words->pairs = {{"", "2 gives a number, a a vector"}, {"1 gives a vector, b a number", ""}};
    words->doubts = {"holds by elimination only", ""};
    table.words = words;
    problem.parts[4].quantity = problem.graph.add(given("told", table, {}));
    const Verdict wrong = mark(exam, {{0, "t", "a2 b1"}}, "t");
    REQUIRE(wrong.leaves.size() == 2);
    CHECK(wrong.leaves[0].reason == "in fact 2 gives a number, a a vector");
    CHECK(wrong.leaves[1].reason == "in fact 1 gives a vector, b a number");
    const Verdict right = mark(exam, {{0, "t", "a1 b2"}}, "t");
    REQUIRE(right.leaves.size() == 2);
    CHECK(right.leaves[0].reason == "this holds by elimination only");
    CHECK(right.leaves[1].reason.empty());
    CHECK(mark(exam, {{0, "t", "a9 b2"}}, "t").leaves[0].reason.find("gives") == std::string::npos);
  }

  TEST_CASE("what was not answered is blank and what waits for a person is pending") {
    const Exam exam = small_exam();
    CHECK(mark(exam, {}, "v").outcome == Outcome::blank);
    CHECK(mark(exam, {}, "words").outcome == Outcome::pending);
    CHECK(mark(exam, {{0, "v", "eight-ish"}}, "v").outcome == Outcome::unreadable);
    CHECK(mark(exam, {{0, "v", "[1, 2, 3]"}}, "v").outcome == Outcome::wrong_type);
    CHECK(mark(exam, {{0, "v", "nan"}}, "v").outcome == Outcome::nonfinite);
    CHECK(mark(exam, {{0, "pair", "[4, 8, 1]"}}, "pair").outcome == Outcome::wrong_shape);
  }

  TEST_CASE("an error costs once: later parts follow the student's own value") {
    const Exam exam = small_exam();
    const std::vector<RawAnswer> answers = {{0, "u", "5"}, {0, "v", "10"}, {0, "pair", "[5, 10]"}};
    CHECK(mark(exam, answers, "u").credit == 0);
    const Verdict v = mark(exam, answers, "v");
    CHECK(v.outcome == Outcome::correct);
    REQUIRE(v.followed.has_value());
    CHECK(v.followed->from == std::vector<std::string>{"u"});
    CHECK(std::get<Real>(v.followed->key) == 10);
    CHECK(mark(exam, answers, "pair").credit == 1);
  }

  TEST_CASE("a right answer behind a wrong one stays right") {
    const Exam exam = small_exam();
    const Verdict v = mark(exam, {{0, "u", "5"}, {0, "v", "8"}}, "v");
    CHECK(v.credit == 1);
    CHECK_FALSE(v.followed.has_value());
  }

  TEST_CASE("cap and penalty hold for followed values that were wrong, not for rounded ones") {
    Exam exam = small_exam();
    exam.problems[0].parts[1].scheme.follow_cap = Fraction(1, 2);
    exam.problems[0].parts[1].scheme.follow_penalty = Fraction(1, 10);
    CHECK(mark(exam, {{0, "u", "5"}, {0, "v", "10"}}, "v").credit == Fraction(2, 5));
    // 4.01 is right to three figures; 8.06 is right for it, though not for 8.
    CHECK(mark(exam, {{0, "u", "4.01"}, {0, "v", "8.06"}}, "v").credit == 1);
    exam.problems[0].parts[1].scheme.follow = Scheme::Follow::none;
    CHECK(mark(exam, {{0, "u", "5"}, {0, "v", "10"}}, "v").credit == 0);
  }

  TEST_CASE("trivial, unreadable and given values are not followed") {
    const Exam exam = small_exam();
    CHECK(mark(exam, {{0, "u", "0"}, {0, "v", "0"}}, "v").credit == 0);
    CHECK(mark(exam, {{0, "u", "3"}, {0, "v", "6"}}, "v").credit == 0);  // equals the given a
    CHECK(mark(exam, {{0, "a", "7"}, {0, "v", "16"}}, "v").credit == 0);
    CHECK(mark(exam, {{0, "u", "5 or so"}, {0, "v", "10"}}, "v").credit == 0);
  }

  TEST_CASE("the entries of a vector are marked one by one") {
    const Verdict verdict = mark(small_exam(), {{0, "pair", "[4, x]"}}, "pair");
    CHECK(verdict.outcome == Outcome::partly_correct);
    CHECK(verdict.points == 2);
    REQUIRE(verdict.leaves.size() == 2);
    CHECK(verdict.leaves[0].outcome == Outcome::correct);
    CHECK(verdict.leaves[1].outcome == Outcome::unreadable);
    CHECK(verdict.leaves[1].label == "[1]");
  }

  TEST_CASE("the terms of a working earn their share of a wrong result") {
    const Exam exam = small_exam();
    struct Case {
      const char* typed;
      Fraction points;
    };
    const Case cases[] = {
        {"4 + 8 = 12", 10}, {"4 + 8 = 13", 6},     {"8 + 4 + 1 = 13", 3},
        {"4 + 9 = 13", 0},  {"4 + 9 + 9 = 22", 0}, {"2x2 + 2x4 = 14", 6},
        {"13", 0},          {"4 + 8", 10},         {"4 + 4 = 8", 0},
    };
    for (const Case& c : cases) {
      CAPTURE(std::string(c.typed));
      CHECK(mark(exam, {{0, "count", c.typed}}, "count").points == c.points);
    }
  }

  TEST_CASE("rows of a table earn their share, exactly") {
    const Exam exam = small_exam();
    CHECK(mark(exam, {{0, "t", "a1 b2 c3"}}, "t").points == 3);
    CHECK(mark(exam, {{0, "t", "a1 b3 c2"}}, "t").points == 1);
    CHECK(mark(exam, {{0, "t", "a1"}}, "t").credit == Fraction(1, 3));
    Exam strict = small_exam();
    strict.problems[0].parts[4].scheme.penalty = 1;
    CHECK(mark(strict, {{0, "t", "a1 b3 c2"}}, "t").credit == 0);
    CHECK(mark(strict, {{0, "t", "a1 b2 c2"}}, "t").credit == Fraction(1, 3));
  }

  TEST_CASE("a mistake that makes a table with other rows is no mistake of this one") {
    Exam exam = small_exam();
    Problem& problem = exam.problems.front();
    Mistake mistake;
    mistake.id = "m";
    mistake.edits.push_back(Edit{problem.parts[4].quantity, Value(Table{{{"b", "9"}}, {}})});
    problem.mistakes.push_back(mistake);
    CHECK(mark(exam, {{0, "t", "a9 b2 c3"}}, "t").credit == Fraction(2, 3));
    CHECK_FALSE(mark(exam, {{0, "t", "a9 b2 c3"}}, "t").mistake);
  }

  TEST_CASE("a key that cannot be computed is our failure, not the student's") {
    Exam exam = small_exam();
    exam.problems[0].parts[1].quantity = *exam.problems[0].graph.find("failing");
    const Verdict verdict = mark(exam, {{0, "v", "8"}}, "v");
    CHECK(verdict.outcome == Outcome::not_marked);
    const Score score = Marker(exam).mark("s", "S", {}, {});
    CHECK(score.failed);
    CHECK_FALSE(score.final_points.has_value());
  }

  TEST_CASE("marks by hand override, excuse and complete a score") {
    Exam exam = small_exam();
    exam.policies.round = Fraction(1, 2);
    exam.boundaries = {{"A", 50}, {"B", 0}};
    const Marker marker(exam);
    std::vector<RawAnswer> answers = {{0, "pair", "[4, 9]"}, {0, "t", "a1 b3 c2"}};
    CHECK(marker.mark("s", "S", answers, {}).pending);
    std::vector<Mark> marks(2);
    marks[0].part = 5;
    marks[0].points = Fraction(13, 4);
    marks[0].by = "kb";
    marks[1].part = 3;  // excused
    const Score score = marker.mark("s", "S", answers, marks);
    CHECK_FALSE(score.pending);
    CHECK(score.points == 2 + 1 + Fraction(13, 4));
    CHECK(score.by_hand == Fraction(13, 4));
    CHECK(score.possible == 15);
    CHECK(*score.final_points == Fraction(13, 2));
    CHECK(score.grade == "B");
  }

  TEST_CASE("values for quantities that no part asks for are kept and followed") {
    Exam exam = small_exam();
    exam.problems[0].parts.erase(exam.problems[0].parts.begin());
    const Marker marker(exam);
    const std::vector<RawAnswer> answers = {{0, "u", "5"}, {0, "v", "10"}};
    const Score score = marker.mark("s", "S", answers, {});
    REQUIRE(score.extra.size() == 1);
    CHECK(score.extra[0].quantity == "u");
    CHECK(score.extra[0].outcome == Outcome::incorrect);
    // The first part that depends on a wrong value along the way pays for it, the next one does
    // not.
    CHECK(score.parts[0].verdict.credit == 0);
    const std::vector<RawAnswer> more = {{0, "u", "5"}, {0, "v", "10"}, {0, "pair", "[5, 10]"}};
    CHECK(marker.mark("s", "S", more, {}).parts[1].verdict.credit == 1);
  }

  TEST_CASE("nothing is carried that takes no work, and nothing that is not finite") {
    // u = a + 1 and v = 1 / (u - 5); w = 0 * u.
    Problem problem;
    problem.id = "p";
    Graph& graph = problem.graph;
    const auto a = graph.add(given("a", Real(3), {}));
    Quantity restated =
        computed("y", {a}, [](Inputs in) -> Result<Value> { return at(in, 0) * 2; });
    restated.restates_given = true;
    const auto y = graph.add(std::move(restated));
    const auto u =
        graph.add(computed("u", {y}, [](Inputs in) -> Result<Value> { return at(in, 0) + 1; }));
    const auto v = graph.add(
        computed("v", {u}, [](Inputs in) -> Result<Value> { return 1 / (at(in, 0) - 5); }));
    const auto w = graph.add(computed(
        "w", {u}, [](Inputs in) -> Result<Value> { return at(in, 0) > 100 ? 0.0 : at(in, 0); }));
    problem.parts = {part("u", u, 1), part("v", v, 1), part("w", w, 1)};
    Exam exam;
    exam.problems.push_back(std::move(problem));
    exam.scale = {1};
    CHECK(mark(exam, {{0, "u", "5"}, {0, "v", "inf"}}, "v").credit == 0);
    CHECK(mark(exam, {{0, "u", "4"}, {0, "v", "-1"}}, "v").credit == 1);
    CHECK(mark(exam, {{0, "u", "101"}, {0, "w", "0"}}, "w").credit == 0);  // a zero shows nothing
    CHECK(mark(exam, {{0, "y", "9"}, {0, "u", "10"}, {0, "v", "0.2"}}, "u").credit == 0);
    CHECK(mark(exam, {{0, "u", "6"}, {0, "v", "1"}}, "v").credit == 0);  // 6 is y, which is stated
    CHECK(mark(exam, {{0, "u", "1e-9"}, {0, "v", "-0.2"}}, "v").credit == 0);  // as good as zero
  }

  TEST_CASE("a choice may be named by its letter or its text") {
    Exam exam;
    Problem problem;
    problem.id = "p";
    const auto key = problem.graph.add(given("key(c)", Text("max pooling"), {}));
    problem.parts = {part("c", key, 1)};
    problem.parts[0].ask = Ask::key;
    problem.parts[0].options = {"average pooling", "max pooling"};
    exam.problems.push_back(std::move(problem));
    exam.scale = {1};
    CHECK(mark(exam, {{0, "c", "b"}}, "c").credit == 1);
    CHECK(mark(exam, {{0, "c", "B)"}}, "c").credit == 1);
    CHECK(mark(exam, {{0, "c", " Max Pooling "}}, "c").credit == 1);
    CHECK(mark(exam, {{0, "c", "a"}}, "c").credit == 0);
    CHECK(mark(exam, {{0, "c", ""}}, "c").outcome == Outcome::blank);
  }

  TEST_CASE("working digits widen the interval by what honest rounding does") {
    Exam exam = small_exam();
    Problem& problem = exam.problems[0];
    const auto third =
        problem.graph.add(computed("third", {*problem.graph.find("a")},
                                   [](Inputs in) -> Result<Value> { return Real(1 / at(in, 0)); }));
    const auto big = problem.graph.add(
        computed("big", {third}, [](Inputs in) -> Result<Value> { return Real(300 * at(in, 0)); }));
    problem.parts = {part("big", big, 1)};
    problem.parts[0].scheme.tolerance = {true, 0, 1e-6, std::nullopt};
    CHECK(mark(exam, {{0, "big", "99"}}, "big").credit == 0);
    problem.parts[0].scheme.working_digits = 2;  // 0.33 x 300 = 99
    CHECK(mark(exam, {{0, "big", "99"}}, "big").credit == 1);
    CHECK(mark(exam, {{0, "big", "98.9"}}, "big").credit == 0);
  }
}

}  // namespace
}  // namespace grader
