#include "grader/exam/rule_words.h"

#include <doctest/doctest.h>

#include <string>

#include "grader/exam/mark_scheme.h"

namespace grader {
namespace {

std::string rules(const std::string& key, const std::string& accept) {
  Diagnostics diagnostics;
  const auto value = load_key("key", key, diagnostics);
  REQUIRE(value.has_value());
  const auto scheme = load_scheme("accept", accept, *value, diagnostics);
  for (const Diagnostic& diagnostic : diagnostics.all()) MESSAGE(to_text(diagnostic));
  REQUIRE(scheme.has_value());
  const Problem problem = problem_of(*value, *scheme);
  std::string all;
  for (const std::string& rule : rules_in_words(problem.parts[0].scheme, *value, problem.graph)) {
    all += rule + "\n";
  }
  return all;
}

TEST_SUITE_BEGIN("exam");

TEST_CASE("rules in words are what an instructor would say") {
  struct Case {
    const char* key;
    const char* accept;
    const char* words;
  };
  const char* shares = "each entry has the same share of the credit\n";
  const std::string whole = std::string("accepted within 0.5 % of the key\n") + shares;
  const Case cases[] = {
      {"0.371", "", "accepted within 0.5 % of the key\n"},
      {"0.371", "{rel: 0.01}", "accepted within 1 % of the key\n"},
      {"0.371", "{rel: 0.0033}", "accepted within 0.33 % of the key\n"},
      {"0.371", "{abs: 0.002}", "accepted within 0.002 of the key\n"},
      {"0.371", "{abs: 0.002, rel: 0.01}",
       "accepted within 0.002 or 1 % of the key, whichever is more\n"},
      {"0.371", "{rel: 0}", "accepted if it is the key itself\n"},
      {"0.371", "{abs: 0}", "accepted if it is the key itself\n"},
      {"0.371", "{exact: true}", "accepted if it is the key itself\n"},
      {"0.371", "{interval: [0.3, 0.4]}", "accepted from 0.3 to 0.4, both included\n"},
      {"0.371", "{sigfigs: 3}", "equal after rounding both to 3 significant figures\n"},
      {"0.371", "{sigfigs: {n: 3, form: strict, too_many: 0.8, too_few: 1/3}}",
       "equal after rounding both to 3 significant figures, and written with exactly so many; too "
       "many are worth 0.8; too few are worth 0.33\n"},
      {"0.371", "{sigfigs: 1}", "equal after rounding both to 1 significant figure\n"},
      {"0.371", "{decimals: 2}", "equal after rounding both to 2 decimals\n"},
      {"0.371", "{decimals: 1}", "equal after rounding both to 1 decimal\n"},
      {"0.371", "{rounded: 2}",
       "accepted within 0.5 % of the key\nalso accepted if it is the key correctly rounded to 2 or "
       "more figures\n"},
      {"0.371", "{rounded: 2, sigfigs: 3}", "equal after rounding both to 3 significant figures\n"},
      {"0.371", "{working_digits: 3, exact: true}", "accepted if it is the key itself\n"},
      {"0.371", "{working_digits: 3}",
       "accepted within 0.5 % of the key\nthe tolerance is widened by what rounding every "
       "intermediate result to 3 figures can do\n"},
      {"163328", "{count: true, units: {K: 1024}}",
       "a count: exact as a plain number; with a suffix, an exponent or `~` it may be rounded to "
       "three figures or more\nK stands for 1024\n"},
      {"163328", "{count: true, rel: 0.01}", "accepted within 1 % of the key\n"},
      {"163328", "{count: true, exact: true}", "accepted if it is the key itself\n"},
      {"163328", "", "accepted within 0.5 % of the key\n"},
      {"5", "{unit: m}",
       "accepted within 0.5 % of the key\nthe unit is m; without it a right number is worth 0.5\n"},
      {"5", "{unit: {name: m, also: {cm: 0.01, km: 1000}, without: 0.25}}",
       "accepted within 0.5 % of the key\nthe unit is m, or cm or km with the number to match; "
       "without any of them a right number is worth 0.25\n"},
      {"5", "{tail: ignore}",
       "accepted within 0.5 % of the key\nunknown words behind the number are dropped\n"},
      {"5", "{working: 0.6}",
       "accepted within 0.5 % of the key\nright terms of a working behind a wrong result are worth "
       "up to 0.6\n"},
      {"5", "{any_of: [7, {value: 9, credit: 0.5}]}",
       "accepted within 0.5 % of the key\n7 is accepted too\n9 is accepted too, worth 0.5\n"},
      {"5", "{any_of: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]}",
       "accepted within 0.5 % of the key\n1 is accepted too\n2 is accepted too\n3 is accepted "
       "too\n4 "
       "is accepted too\n5 is accepted too\n6 is accepted too\n7 is accepted too\n8 is accepted "
       "too\n9 is accepted too\n10 is accepted too\n2 more are accepted\n"},
      {"5", "{follow: none}",
       "accepted within 0.5 % of the key\nno follow-through from earlier values\n"},
      {"5", "{cap: 0.8, follow_penalty: 0.1}",
       "accepted within 0.5 % of the key\nfollow-through earns at most 0.8\nfollow-through costs "
       "0.1\n"},
      {"[1, 2]", "{weights: [1, 3]}",
       "accepted within 0.5 % of the key\nthe entries share the credit by their weights\n"},
      {"[1, 2]", "{credit: all_or_nothing}",
       "accepted within 0.5 % of the key\nall entries must be right\n"},
      {"[1, 2]", "{shape: strict, credit: all_or_nothing}",
       "accepted within 0.5 % of the key\na row, a column and a list are different shapes\nall "
       "entries must be right\n"},
      {"[1, 2]", "{credit: {1/2: 0.4, 3/4: 0.7}}",
       "accepted within 0.5 % of the key\nall entries right earn 1, from 3/4 of them on 0.7, from "
       "1/2 of them on 0.4, fewer nothing\n"},
      {"{a: 1, b: 2}", "", "each row has the same share of the credit\n"},
      {"{a: 1, b: 2}", "{penalty: 1/4}",
       "each row has the same share of the credit\na wrong row costs 0.25 of what a right one "
       "earns\n"},
      {"{a: 1, b: 2}", "{weights: [1, 2], penalty: 1}",
       "the rows share the credit by their weights\na wrong row costs as much as a right one of "
       "weight 1 earns\n"},
      {"max pooling", "", ""},
  };
  CHECK(rules("[1, 2]", "") == whole);
  for (const Case& c : cases) {
    CAPTURE(std::string(c.accept));
    CHECK(rules(c.key, c.accept) == c.words);
  }
}

TEST_CASE("a tolerance of the change names what changes") {
  Graph graph;
  const auto before = graph.add(given("W", 4.0, {}));
  Scheme scheme;
  scheme.tolerance.change_from = before;
  CHECK(rules_in_words(scheme, 3.0, graph) ==
        std::vector<std::string>{"accepted within 0.5 % of the change from `W`"});
  scheme.tolerance.abs = 0.25;
  CHECK(rules_in_words(scheme, 3.0, graph) ==
        std::vector<std::string>{
            "accepted within 0.25 or 0.5 % of the change from `W`, whichever is more"});
}

}  // namespace

TEST_SUITE_END();

}  // namespace grader
