// Answers that are tried out: a table of rows with what each choice is worth.
#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "grader/exam/problem.h"
#include "grader/scoring/score.h"

using namespace grader;

namespace {

// Rows "here" and "there"; "well" is right, "so so" worth a half, and "badly" a quarter of "there"
// at least.
Table key() {
  Table table{{{"here", "well"}, {"there", "well"}}, {"well", "so so", "badly"}};
  const std::vector<std::vector<Fraction>> worth{{1, Fraction(1, 2), 0},
                                                 {1, Fraction(1, 2), Fraction(1, 4)}};
  table.worth = std::make_shared<const std::vector<std::vector<Fraction>>>(worth);
  return table;
}

// "well/badly" is tried as these two rows; "?" cannot be read, "later" waits, "broken" is our
// fault.
TableReading tried(std::string_view text) {
  TableReading reading;
  const std::size_t bar = text.find('/');
  if (text.empty()) reading.outcome = Outcome::blank;
  if (text == "?") reading.outcome = Outcome::unreadable;
  if (text == "later") reading.outcome = Outcome::pending;
  if (text == "broken") reading.outcome = Outcome::not_marked;
  if (bar == std::string_view::npos) return reading;
  reading.rows = {{std::string(text.substr(0, bar)), Outcome::correct, ""},
                  {std::string(text.substr(bar + 1)), Outcome::correct, "because"}};
  return reading;
}

Exam exam() {
  Problem problem;
  problem.id = "p";
  Part part;
  part.id = "a";
  part.points = 4;
  part.quantity = problem.graph.add(given("code", key(), {}));
  part.trial = tried;
  problem.parts.push_back(std::move(part));
  Exam exam;
  exam.problems.push_back(std::move(problem));
  exam.scale = {1};
  return exam;
}

}  // namespace

TEST_SUITE("scoring") {
  TEST_CASE("a tried answer is worth what its worst row is") {
    const Exam one = exam();
    const Marker marker(one);
    struct Case {
      std::string text;
      Outcome outcome;
      Fraction points;
    };
    const Case cases[] = {
        {"well/well", Outcome::correct, 4},
        {"well/so so", Outcome::partly_correct, 2},
        {"so so/well", Outcome::partly_correct, 2},
        {"well/badly", Outcome::partly_correct, 1},
        {"badly/well", Outcome::incorrect, 0},
        {"so so/badly", Outcome::partly_correct, 1},
        {"", Outcome::blank, 0},
        {"?", Outcome::unreadable, 0},
        {"later", Outcome::pending, 0},
        {"broken", Outcome::not_marked, 0},
    };
    for (const Case& c : cases) {
      CAPTURE(c.text);
      const RawAnswer answer{0, "a", c.text};
      const Score score = marker.mark("s1", "", {&answer, 1}, {});
      CHECK(score.parts[0].verdict.outcome == c.outcome);
      CHECK(score.points == c.points);
      CHECK(score.pending == (c.outcome == Outcome::pending));
      CHECK(score.failed == (c.outcome == Outcome::not_marked));
    }
  }

  TEST_CASE("a row that is worth no more than any choice is not partly right") {
    const Exam one = exam();
    const Marker marker(one);
    const RawAnswer answer{0, "a", "so so/badly"};
    const Score score = marker.mark("s1", "", {&answer, 1}, {});
    const auto& leaves = score.parts[0].verdict.leaves;
    REQUIRE(leaves.size() == 2);
    CHECK(leaves[0].outcome == Outcome::partly_correct);
    CHECK(leaves[1].outcome == Outcome::incorrect);
    CHECK(leaves[1].reason == "because");
  }

  TEST_CASE("rows that are tried and all alike are told once") {
    CHECK(to_text(Value(key())) == "all 2 rows: well");
    CHECK(rows_text(key(), {"well", "badly"}) == "here well, there badly");
    const Table chosen{{{"a", "1"}, {"b", "1"}}, {}};
    CHECK(to_text(Value(chosen)) == "a 1, b 1");
  }
}
