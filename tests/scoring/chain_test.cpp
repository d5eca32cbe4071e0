// An error costs once (marking.md, section 7): chains of quantities in which a student goes on
// correctly from a wrong value.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "grader/scoring/decide.h"
#include "tests/scoring/random_problems.h"

namespace grader {
namespace {

// q0, q1, ...: each computed from the one before and from another one, numbers or vectors; all but
// the hidden one are asked for.
struct Chain {
  Problem problem;
  std::vector<QuantityIndex> links;
  std::optional<QuantityIndex> hidden;
};

Chain random_chain(Random& random, bool with_hidden) {
  Chain chain;
  Graph& graph = chain.problem.graph;
  chain.problem.id = "chain";
  const auto real = [&] { return random.sign() * random.between(0.3, 2); };
  graph.add(given("a", real(), {}));
  graph.add(given("b", real(), {}));
  graph.add(given("v", Array{{3}, {real(), real(), real()}, false}, {}));
  const std::size_t length = 4 + random.below(5);
  const std::size_t hidden = with_hidden ? random.below(length - 2) : length;
  for (std::size_t i = 0; i < length; ++i) {
    const QuantityIndex before = graph.size() - 1;
    const QuantityIndex other = random.below(graph.size());
    const std::size_t which = random.below(operations().size());
    const auto added =
        graph.add(computed(fmt::format("q{}", i), {before, other}, operation(which)));
    if (i == hidden) {
      chain.hidden = added;
      continue;
    }
    chain.links.push_back(added);
    Part part;
    part.id = graph[added].name;
    part.points = 1;
    part.quantity = added;
    chain.problem.parts.push_back(std::move(part));
  }
  return chain;
}

// What a student writes who makes one error, an edit, and no other.
std::vector<std::string> answers_after(const Chain& chain, const Edit& error) {
  Solution solution(chain.problem.graph, std::span(&error, 1), nullptr);
  std::vector<std::string> texts;
  for (const Part& part : chain.problem.parts) {
    const Solved& value = solution[part.quantity];
    REQUIRE(value.has_value());
    texts.push_back(to_text(*value));
  }
  return texts;
}

ProblemTexts texts_of(const std::vector<std::string>& answers) {
  ProblemTexts texts;
  for (const std::string& answer : answers) texts.parts.emplace_back(answer);
  return texts;
}

Value wrong_value(Random& random, const Value& right) {
  const double factor = random.between(1.1, 2);
  const double shift = random.between(0.2, 2);
  return mapped(right, [&](double x) { return x * factor + std::copysign(shift, x); });
}

// The one part that is charged is the first that the error reaches. False where that part is right
// all the same: what is wrong behind it then follows from right values, and nothing is charged.
bool check_one_charged(const ProblemKey& key, const ProblemTexts& texts) {
  const std::vector<Decision> decisions = decide(key, texts, Reading::full);
  std::size_t first = 0;
  const auto exact = [&](std::size_t i) {
    return texts.parts[i] == to_text(key.part(i).target->key);
  };
  while (first < decisions.size() && exact(first)) ++first;
  if (first == decisions.size() || decisions[first].original.right()) return false;
  for (std::size_t i = 0; i < decisions.size(); ++i) {
    CAPTURE(i);
    CHECK((decisions[i].credit < 1) == (i == first));
  }
  return true;
}

constexpr int chains = 1000;

TEST_SUITE("scoring") {
  TEST_CASE("one error in a chain is charged to one part") {
    Random random(2026);
    int charged = 0;
    for (int i = 0; i < chains; ++i) {
      CAPTURE(i);
      const Chain chain = random_chain(random, false);
      const ProblemKey key(chain.problem);
      const QuantityIndex at = random.pick(chain.links);
      const auto answers = answers_after(chain, {at, wrong_value(random, *key.base()[at])});
      charged += check_one_charged(key, texts_of(answers)) ? 1 : 0;
    }
    CHECK(charged == chains);
  }

  TEST_CASE("a known mistake on the way is charged to the part that shows it first") {
    Random random(2027);
    int charged = 0;
    for (int i = 0; i < chains; ++i) {
      CAPTURE(i);
      Chain chain = random_chain(random, true);
      const QuantityIndex hidden = *chain.hidden;
      const std::vector<QuantityIndex> inputs = chain.problem.graph[hidden].inputs;
      const Edit wrong{hidden,
                       Definition{inputs, operation(random.below(operations().size())), {}}};
      chain.problem.mistakes.push_back({"slip", {wrong}, std::nullopt, 0, "", {}});
      const ProblemKey key(chain.problem);
      const auto answers = answers_after(chain, wrong);
      if (!check_one_charged(key, texts_of(answers))) continue;  // it happens to change nothing
      ++charged;
      const auto decisions = decide(key, texts_of(answers), Reading::fast);
      for (const Decision& decision : decisions) {
        if (decision.credit == 1) continue;
        REQUIRE(decision.mistake != nullptr);
        CHECK(decision.mistake->id == "slip");
      }
    }
    CHECK(charged > chains / 2);
  }

  TEST_CASE("a wrong value that no part asks for is charged to the first part that depends on it") {
    Random random(2028);
    int charged = 0;
    for (int i = 0; i < chains; ++i) {
      CAPTURE(i);
      const Chain chain = random_chain(random, true);
      const ProblemKey key(chain.problem);
      const Value wrong = wrong_value(random, *key.base()[*chain.hidden]);
      const auto answers = answers_after(chain, {*chain.hidden, wrong});
      ProblemTexts texts = texts_of(answers);
      const std::string stated = to_text(wrong);
      texts.extra.push_back({*chain.hidden, stated});
      charged += check_one_charged(key, texts) ? 1 : 0;
    }
    CHECK(charged > chains / 2);
  }
}

}  // namespace
}  // namespace grader
