// What holds of every key, scheme and answer; a fixed seed each.
#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

#include "grader/answers/number.h"
#include "grader/scoring/compare.h"
#include "grader/scoring/decide.h"
#include "tests/scoring/random_problems.h"

namespace grader {
namespace {

// A double as the fraction that it is, not as the one that its text stands for.
Fraction exactly(double value) {
  constexpr int digits = 53;
  int exponent = 0;
  const double mantissa = std::frexp(value, &exponent);
  Fraction result = static_cast<std::int64_t>(std::ldexp(mantissa, digits));
  for (exponent -= digits; exponent > 0; --exponent) result *= 2;
  for (; exponent < 0; ++exponent) result /= 2;
  return result;
}

Number plain(double value) {
  Number number;
  number.value = value;
  return number;
}

NumberKey key_of(double value, double largest = 0) {
  NumberKey key;
  key.value = value;
  key.largest = largest;
  return key;
}

// The answers to all parts (and to some quantities beside) that one student may give: each by
// itself, or computed from what went before.
struct Script {
  std::vector<std::string> parts;
  std::vector<std::pair<QuantityIndex, std::string>> extra;

  ProblemTexts texts() const {
    ProblemTexts texts;
    for (const std::string& text : parts) texts.parts.emplace_back(text);
    for (const auto& [quantity, text] : extra) texts.extra.push_back({quantity, text});
    return texts;
  }
};

Script random_script(Random& random, const ProblemKey& key, bool with_extra = true) {
  const Problem& problem = key.problem();
  std::vector<Edit> edits;
  Script script;
  const bool follows = random.chance(60);
  for (const Part& part : problem.parts) {
    Solution solution(problem.graph, edits, &key.base());
    const Solved& solved = solution[part.quantity];
    const Value value = answered(random, solved ? *solved : *key.base()[part.quantity]);
    if (follows && part.ask == Ask::quantity) edits.push_back({part.quantity, value});
    script.parts.push_back(random.chance(4)   ? ""
                           : random.chance(4) ? "no idea"
                                              : written(random, value));
  }
  if (!with_extra) return script;
  for (QuantityIndex q = 0; q + 1 < problem.graph.size(); ++q) {
    if (!random.chance(10)) continue;
    script.extra.emplace_back(q, written(random, answered(random, *key.base()[q])));
  }
  return script;
}

std::vector<LeafMark> leaves_of(const Marked& marked, std::size_t size) {
  if (!marked.leaves.empty()) return marked.leaves;
  return std::vector<LeafMark>(size, LeafMark{marked.outcome, marked.credit});
}

void check_same(const Marked& full, const Marked& fast, std::size_t size) {
  CHECK(full.outcome == fast.outcome);
  CHECK(full.credit == fast.credit);
  const std::vector<LeafMark> a = leaves_of(full, size);
  const std::vector<LeafMark> b = leaves_of(fast, size);
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    CHECK(a[i].outcome == b[i].outcome);
    CHECK(a[i].credit == b[i].credit);
  }
}

void check_same(const Decision& full, const Decision& fast, std::size_t size) {
  CHECK(full.outcome == fast.outcome);
  CHECK(full.credit == fast.credit);
  CHECK(full.mistake == fast.mistake);
  CHECK(full.alternative == fast.alternative);
  check_same(full.original, fast.original, size);
  REQUIRE(full.carried.has_value() == fast.carried.has_value());
  if (!full.carried) return;
  CHECK(full.carried->from == fast.carried->from);
  CHECK(full.carried->mistake == fast.carried->mistake);
  CHECK(full.carried->used_right == fast.carried->used_right);
  check_same(full.carried->marked, fast.carried->marked, size);
}

TEST_SUITE("scoring") {
  TEST_CASE("scaling keys, answers and abs by a power of two never changes a verdict") {
    Random random(20261122);
    for (int i = 0; i < 5000; ++i) {
      const std::size_t size = 1 + random.below(4);
      const double factor = std::ldexp(1.0, static_cast<int>(random.below(40)) - 20);
      Scheme scheme;
      scheme.tolerance = {true, random.between(0, 0.05), random.between(0, 0.01), std::nullopt};
      Scheme scaled = scheme;
      scaled.tolerance.abs *= factor;
      Array key{{static_cast<std::int64_t>(size)}, {}, false};
      for (std::size_t j = 0; j < size; ++j) {
        key.data.push_back(random.sign() * random.between(0.1, 10));
      }
      const Value larger = mapped(key, [&](double entry) { return entry * factor; });
      const Target target = make_target(key, scheme);
      const Target scaled_target = make_target(larger, scaled);
      for (std::size_t j = 0; j < size; ++j) {
        const double answer = key.data[j] * (1 + random.between(-0.02, 0.02));
        const bool right = compare(plain(answer), target.entries[j], scheme).right();
        CHECK(right == compare(plain(answer * factor), scaled_target.entries[j], scaled).right());
        CHECK(right == target.plain[j].contains(answer));
      }
    }
  }

  TEST_CASE("tolerances agree with exact rational arithmetic but for the slack") {
    Random random(31);
    int near = 0;
    for (int i = 0; i < 2000; ++i) {
      const double t = random.sign() * std::pow(10, random.between(-9, 9));
      Scheme scheme;
      scheme.tolerance = {true, 0, random.between(0, 0.1), std::nullopt};
      if (random.chance(50)) scheme.tolerance.abs = std::abs(t) * random.between(0, 0.1);
      const double bound = std::max(scheme.tolerance.abs, scheme.tolerance.rel * std::abs(t));
      // Most answers stand close to a bound, on either side.
      const double beyond = random.chance(30)
                                ? random.between(-1, 1)
                                : random.sign() * std::pow(10, random.between(-14, -9));
      const double s = t + random.sign() * bound * (1 + beyond);
      const Fraction allowed =
          std::max(exactly(scheme.tolerance.abs), exactly(scheme.tolerance.rel) * abs(exactly(t)));
      const Fraction over = abs(exactly(s) - exactly(t)) - allowed;
      const double slack = 1e-14 * std::max(bound, std::abs(t));
      if (std::abs(over.to_double()) < 2 * slack) continue;  // here it may go either way
      if (std::abs(over.to_double()) < 1e-8 * std::abs(t)) ++near;
      CAPTURE(t);
      CAPTURE(s);
      CHECK(compare(plain(s), key_of(t), scheme).right() == (over <= 0));
    }
    CHECK(near > 300);
  }

  TEST_CASE("credit lies within 0 and 1, and a wider tolerance never lowers it") {
    Random random(77);
    for (int i = 0; i < 250; ++i) {
      Problem problem = random_problem(random);
      const ProblemKey narrow(problem);
      const Script script = random_script(random, narrow);
      Problem wide_problem = problem;
      for (Part& part : wide_problem.parts) {
        Tolerance& tolerance = part.scheme.tolerance;
        tolerance.rel += random.chance(50) ? random.between(0, 0.2) : 0;
        tolerance.abs += random.chance(50) ? random.between(0, 2) : 0;
        for (Alternative& other : part.scheme.any_of) other.scheme.tolerance = tolerance;
      }
      const ProblemKey wide(wide_problem);
      const auto before = decide(narrow, script.texts(), Reading::fast);
      const auto after = decide(wide, script.texts(), Reading::fast);
      for (std::size_t p = 0; p < before.size(); ++p) {
        CAPTURE(script.parts[p]);
        CHECK(before[p].credit >= 0);
        CHECK(before[p].credit <= 1);
        CHECK(after[p].original.credit >= before[p].original.credit);
      }
    }
  }

  TEST_CASE("reading fast and reading in full decide in the same way") {
    Random random(4242);
    int carried = 0;
    int mistakes = 0;
    int right = 0;
    for (int i = 0; i < 150; ++i) {
      const Problem problem = random_problem(random);
      const ProblemKey key(problem);
      for (int student = 0; student < 4; ++student) {
        const Script script = random_script(random, key);
        const auto full = decide(key, script.texts(), Reading::full);
        const auto fast = decide(key, script.texts(), Reading::fast);
        REQUIRE(full.size() == fast.size());
        for (std::size_t p = 0; p < full.size(); ++p) {
          CAPTURE(script.parts[p]);
          check_same(full[p], fast[p], key.part(p).reader->size());
          carried += full[p].carried ? 1 : 0;
          mistakes += full[p].mistake != nullptr ? 1 : 0;
          right += full[p].credit == 1 ? 1 : 0;
        }
      }
    }
    // The answers must be of all sorts, or this shows nothing.
    CHECK(carried > 50);
    CHECK(mistakes > 100);
    CHECK(right > 500);
  }

  TEST_CASE("follow-through never lowers a mark, and exact earlier answers change nothing") {
    Random random(99);
    for (int i = 0; i < 150; ++i) {
      Problem problem = random_problem(random);
      Problem without = problem;
      for (Part& part : without.parts) part.scheme.follow = Scheme::Follow::none;
      const ProblemKey key(problem);
      const ProblemKey strict(without);
      const Script script = random_script(random, key);
      const auto followed = decide(key, script.texts(), Reading::fast);
      const auto original = decide(strict, script.texts(), Reading::fast);
      for (std::size_t p = 0; p < followed.size(); ++p) {
        CHECK(followed[p].credit >= original[p].original.credit);
      }
      // All but the last are answered exactly.
      Script exact;
      for (const Part& part : problem.parts)
        exact.parts.push_back(to_text(*key.base()[part.quantity]));
      const std::size_t last = problem.parts.size() - 2;  // behind it stands the table
      exact.parts[last] = script.parts[last];
      CHECK(decide(key, exact.texts(), Reading::fast)[last].credit ==
            decide(strict, exact.texts(), Reading::fast)[last].credit);
    }
  }

  TEST_CASE("mistakes never lower a mark") {
    Random random(1234);
    int named = 0;
    for (int i = 0; i < 150; ++i) {
      const Problem problem = random_problem(random);
      Problem without = problem;
      without.mistakes.clear();
      const ProblemKey key(problem);
      const ProblemKey plain_key(without);
      const Script script = random_script(random, key, false);
      const auto with = decide(key, script.texts(), Reading::fast);
      const auto none = decide(plain_key, script.texts(), Reading::fast);
      for (std::size_t p = 0; p < with.size(); ++p) {
        CHECK(with[p].credit >= none[p].credit);
        if (with[p].mistake == nullptr) continue;
        ++named;
        CHECK(with[p].credit >= with[p].mistake->credit);
      }
    }
    CHECK(named > 50);
  }

  TEST_CASE("of several mistakes that explain an answer the one with the highest credit is named") {
    Random random(5);
    for (int i = 0; i < 200; ++i) {
      Problem problem;
      const auto q = problem.graph.add(given("q", 7.0, {}));
      Part part;
      part.id = "q";
      part.points = 1;
      part.quantity = q;
      problem.parts.push_back(part);
      Fraction best = 0;
      const std::size_t count = 1 + random.below(5);
      std::optional<std::string> first;
      for (std::size_t m = 0; m < count; ++m) {
        Mistake mistake;
        mistake.id = fmt::format("m{}", m);
        mistake.credit = Fraction(static_cast<std::int64_t>(random.below(5)), 4);
        const bool explains = random.chance(70);
        mistake.edits.push_back({q, Value(explains ? 3.0 : 5.0)});
        if (explains && (!first || mistake.credit > best)) {
          best = mistake.credit;
          first = mistake.id;
        }
        problem.mistakes.push_back(std::move(mistake));
      }
      const ProblemKey key(problem);
      const Decision decision = decide(key, {{"3"}, {}}, Reading::full)[0];
      CHECK(decision.credit == best);
      REQUIRE((decision.mistake != nullptr) == first.has_value());
      if (first) CHECK(decision.mistake->id == *first);
    }
  }
}

}  // namespace
}  // namespace grader
