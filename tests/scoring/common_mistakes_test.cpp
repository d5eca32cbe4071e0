// Mistakes: those that serve every part, those of a problem, and what speaks against them.
#include "grader/scoring/common_mistakes.h"

#include <doctest/doctest.h>

#include <string>

#include "grader/exam/mark_scheme.h"
#include "grader/scoring/decide.h"
#include "tests/scoring/random_problems.h"

namespace grader {
namespace {

Problem problem_with(const std::string& key, const std::string& accept) {
  Diagnostics diagnostics;
  auto value = load_key("key", key, diagnostics);
  REQUIRE(value.has_value());
  auto scheme = load_scheme("accept", accept, *value, diagnostics);
  REQUIRE(scheme.has_value());
  return problem_of(*std::move(value), *std::move(scheme));
}

std::string mistake_in(const Decision& decision) {
  return decision.mistake == nullptr ? "" : std::string(decision.mistake->id);
}

Part part(const Graph& graph, const char* quantity) {
  Part part;
  part.id = quantity;
  part.points = 1;
  part.quantity = *graph.find(quantity);
  return part;
}

Mistake mistake(std::string id, std::vector<Edit> edits, Fraction credit = 0) {
  return Mistake{std::move(id), std::move(edits), std::nullopt, std::move(credit), "", {}};
}

Function times(double factor) {
  return [factor](Inputs in) -> Result<Value> {
    return mapped(*in[0], [factor](double x) { return x * factor; });
  };
}

Function first_less_second(double factor) {
  return [factor](Inputs in) -> Result<Value> {
    return combined(*in[0], *in[1], [factor](double a, double b) { return a - factor * b; });
  };
}

// A gradient g = 3 a = 6 of a = 2, a gradient back = 5 g = 30, and an update W_next = W - g = 1.5.
struct Update {
  Problem problem;
  QuantityIndex a, g, w;

  Update() {
    Graph& graph = problem.graph;
    problem.id = "update";
    a = graph.add(given("a", 2.0, {}));
    w = graph.add(given("W", 7.5, {}));
    g = graph.add(computed("g", {a}, times(3)));
    graph.add(computed("back", {g}, times(5)));
    graph.add(computed("W_next", {w, g}, first_less_second(1)));
  }

  Mistake flipped_gradient() const {
    return mistake("flipped", {{g, Definition{{a}, times(-3), {}}}});
  }
  Mistake ascent() const {
    const auto next = *problem.graph.find("W_next");
    return mistake("ascent", {{next, Definition{{w, g}, first_less_second(-1), {}}}});
  }
};

TEST_SUITE("scoring") {
  TEST_CASE("a mistake that serves every part is named, and its near misses are not") {
    struct Case {
      const char* key;
      const char* accept;
      const char* typed;
      const char* mistake;
    };
    const char* counts = "{count: true, units: {K: 1024, M: 1048576}}";
    const Case cases[] = {
        {"0.371", "", "0.371", ""},
        {"0.371", "", "-0.371", "sign"},
        {"0.371", "", "-0.365", ""},
        {"12", "{count: true}", "-12", "sign"},
        {"[-0.62, 0, -0.31]", "", "[0.62, 0, 0.31]", "sign"},
        {"[-0.62, 0, -0.31]", "", "[0.62, 0, -0.31]", ""},
        {"[[1, 2, 3], [4, 5, 6]]", "", "[[1, 4], [2, 5], [3, 6]]", "transposed"},
        {"[[1, 2, 3], [4, 5, 6]]", "", "[[1, 4], [2, 5], [3, 7]]", ""},
        {"[[1, 2], [3, 4]]", "", "[[1, 3], [2, 4]]", "transposed"},
        {"[1, 2, 3]", "", "[[1], [2], [3]]", ""},
        {"0.371", "", "37.1", "percent"},
        {"37.1", "", "0.371", "percent"},
        {"0.371", "", "37.4", ""},
        {"[0.1, 0.2]", "", "[10, 20]", "percent"},
        {"0.371", "", "3.71", "power-of-ten"},
        {"0.371", "", "0.0371", "power-of-ten"},
        {"0.371", "", "371000", "power-of-ten"},
        {"0.371", "", "3710000", ""},
        {"0.371", "", "3.75", ""},
        {"5", "", "10", "factor-two"},
        {"5", "", "2.5", "factor-two"},
        {"5", "", "10.1", ""},
        {"12", "{count: true}", "24", "factor-two"},
        {"12", "{count: true}", "25", ""},
        {"8", "", "0.125", "reciprocal"},
        {"8", "", "1/8", "reciprocal"},
        {"8", "", "0.127", ""},
        {"[4, 0]", "", "[0.25, 0]", ""},
        {"163328", counts, "163K", "thousand"},
        {"163328", counts, "163.3K", "thousand"},
        {"163328", counts, "0.163M", "thousand"},
        {"163328", counts, "162K", ""},
        {"163328", counts, "160K", ""},
        {"163328", counts, "159K", "truncated"},
        {"163328", counts, "158K", ""},
        {"0.3789", "{rel: 1e-6}", "0.378", "truncated"},
        {"0.3789", "{rel: 1e-6}", "0.377", ""},
        {"0.3789", "{rel: 1e-6}", "0.379", ""},
        {"0.3711", "{rel: 1e-6}", "0.371", ""},
        {"-0.3789", "{rel: 1e-6}", "-0.378", "truncated"},
        {"[1, 2, 3]", "", "[3, 1, 2]", "permuted"},
        {"[1, 2, 3]", "", "[3, 1, 4]", ""},
        {"[1, 2, 3]", "", "[3, 1]", ""},
        {"[[1, 2, 3], [4, 5, 6]]", "", "[[6, 5, 4], [3, 2, 1]]", "permuted"},
        {"{a: 1, b: 2}", "", "a2 b1", ""},
        {"max pooling", "", "average pooling", ""},
        {"0", "", "1", ""},
    };
    for (const Case& c : cases) {
      CAPTURE(std::string(c.key));
      CAPTURE(std::string(c.typed));
      const Problem problem = problem_with(c.key, c.accept);
      const ProblemKey key(problem);
      const Decision full = decide(key, {{c.typed}, {}}, Reading::full)[0];
      CHECK(mistake_in(full) == c.mistake);
      CHECK(mistake_in(decide(key, {{c.typed}, {}}, Reading::fast)[0]) == c.mistake);
      if (*c.mistake != '\0') CHECK(full.credit == full.original.credit);  // it only speaks
    }
  }

  TEST_CASE("a mistake that serves every part earns what the problem gives it") {
    Problem problem = problem_with("0.371", "");
    auto& sign = problem.common_mistakes[static_cast<std::size_t>(CommonMistake::sign)];
    sign.credit = Fraction(1, 2);
    const ProblemKey key(problem);
    const Decision decision = decide(key, {{"-0.371"}, {}}, Reading::full)[0];
    CHECK(decision.credit == Fraction(1, 2));
    CHECK(decision.outcome == Outcome::partly_correct);
  }

  TEST_CASE("a mistake that a right earlier answer contradicts explains nothing") {
    Update update;
    update.problem.parts = {part(update.problem.graph, "g"), part(update.problem.graph, "W_next")};
    update.problem.mistakes = {update.flipped_gradient(), update.ascent()};
    const ProblemKey key(update.problem);
    const auto second = [&](std::string_view g) {
      return decide(key, {{g, "13.5"}, {}}, Reading::full)[1];
    };
    CHECK(mistake_in(second("6")) == "ascent");  // the gradient is right, so it was not flipped
    CHECK(mistake_in(second("")) == "flipped");  // nothing speaks against it
    CHECK(mistake_in(second("4")) == "flipped");
    CHECK(second("6").credit == 0);
    CHECK(second("-6").credit == 1);  // follows from the flipped gradient
    CHECK(second("-6").carried->from == std::vector<QuantityIndex>{update.g});
  }

  TEST_CASE("a mistake that explains a part stays in place for later ones") {
    Update update;
    update.problem.parts = {part(update.problem.graph, "back"),
                            part(update.problem.graph, "W_next")};
    update.problem.mistakes = {update.flipped_gradient()};
    const ProblemKey key(update.problem);
    const auto decisions = decide(key, {{"-30", "13.5"}, {}}, Reading::full);
    CHECK(mistake_in(decisions[0]) == "flipped");
    CHECK(decisions[0].credit == 0);
    REQUIRE(decisions[1].carried.has_value());
    CHECK(decisions[1].carried->mistake->id == "flipped");
    CHECK(decisions[1].carried->from.empty());
    CHECK(decisions[1].credit == 1);
    CHECK(decisions[1].mistake == nullptr);  // it is told where it shows first
    // Without it nothing says what the second answer follows from.
    update.problem.mistakes.clear();
    const ProblemKey without(update.problem);
    CHECK(decide(without, {{"-30", "13.5"}, {}}, Reading::full)[1].credit == 0);
  }

  TEST_CASE("the wrong value of one part explains that part alone, and then stays in place") {
    Update update;
    update.problem.parts = {part(update.problem.graph, "g"), part(update.problem.graph, "back")};
    Mistake known = mistake("typed", {{update.g, Value(11.0)}}, Fraction(1, 4));
    known.part = 0;
    update.problem.mistakes = {known};
    const ProblemKey key(update.problem);
    const auto both = decide(key, {{"11", "55"}, {}}, Reading::full);
    CHECK(mistake_in(both[0]) == "typed");
    CHECK(both[0].credit == Fraction(1, 4));
    CHECK(both[1].credit == 1);
    const auto second = decide(key, {{"", "55"}, {}}, Reading::full);
    CHECK(mistake_in(second[1]).empty());  // it does not concern this part
    CHECK(second[1].credit == 0);
    const auto near = decide(key, {{"11.1", ""}, {}}, Reading::full);
    CHECK(mistake_in(near[0]).empty());
  }

  TEST_CASE("a mistake counts under the part's own tolerance, and not where the key is right") {
    Update update;
    update.problem.parts = {part(update.problem.graph, "g")};
    update.problem.parts[0].scheme.tolerance = {true, 1, 0, std::nullopt};
    update.problem.mistakes = {mistake("near", {{update.g, Value(7.5)}}, Fraction(3, 4))};
    const ProblemKey key(update.problem);
    const auto with = [&](std::string_view g) { return decide(key, {{g}, {}}, Reading::full)[0]; };
    CHECK(mistake_in(with("8.5")) == "near");
    CHECK(mistake_in(with("8.6")).empty());
    CHECK(mistake_in(with("7")).empty());  // right for the key, though also for the mistake
    CHECK(with("7").credit == 1);
    CHECK(with("8.5").credit == Fraction(3, 4));
  }

  TEST_CASE("of an update, what serves every part is measured by the change too") {
    Update update;
    update.problem.parts = {part(update.problem.graph, "W_next")};
    update.problem.parts[0].scheme.tolerance = {true, 0, 0.05, update.w};
    const ProblemKey key(update.problem);
    const double next = std::get<Real>(key.part(0).target->key);
    const auto with = [&](double answer) {
      const std::string text = to_text(answer);
      return std::string(mistake_in(decide(key, {{text}, {}}, Reading::full)[0]));
    };
    const double allowed = key.part(0).target->plain[0].allowed;
    CHECK(with(-next) == "sign");
    CHECK(with(-next + 0.9 * allowed) == "sign");
    CHECK(with(-next + 1.1 * allowed).empty());
  }
}

}  // namespace
}  // namespace grader
