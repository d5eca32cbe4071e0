#include "grader/exam/rule_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace grader {
namespace {

using Words = std::vector<std::string>;

std::string percent(double share) {
  // 100 x 0.005 is 0.5 to the digits that anybody types.
  return to_text(share * 100, 12) + " %";
}

std::string tolerance_words(const Tolerance& tolerance, const Graph& graph) {
  const std::string of = tolerance.change_from ? fmt::format("the change from `{}`",
                                                             graph[*tolerance.change_from].name)
                                               : std::string("the key");
  const std::string rel = fmt::format("{} of {}", percent(tolerance.rel), of);
  if (tolerance.abs == 0 && tolerance.rel == 0) return "accepted if it is the key itself";
  if (tolerance.abs == 0) return "accepted within " + rel;
  if (tolerance.rel == 0)
    return fmt::format("accepted within {} of the key", to_text(tolerance.abs));
  return fmt::format("accepted within {} or {}, whichever is more", to_text(tolerance.abs), rel);
}

std::string digits_words(const Digits& digits) {
  const std::string_view what = digits.of == Digits::Of::figures ? "significant figure" : "decimal";
  std::string words =
      fmt::format("equal after rounding both to {} {}{}", digits.n, what, digits.n == 1 ? "" : "s");
  if (digits.strict) words += ", and written with exactly so many";
  if (digits.too_many != 1)
    words += fmt::format("; too many are worth {}", to_decimal(digits.too_many));
  if (digits.too_few != 0)
    words += fmt::format("; too few are worth {}", to_decimal(digits.too_few));
  return words;
}

bool compared_as_count(const Scheme& scheme, const Value& key) {
  return is_counted(key, scheme) && !scheme.tolerance.stated && !scheme.interval;
}

std::string comparison_words(const Scheme& scheme, const Value& key, const Graph& graph) {
  if (scheme.digits) return digits_words(*scheme.digits);
  if (scheme.interval) {
    return fmt::format("accepted from {} to {}, both included", to_text(scheme.interval->first),
                       to_text(scheme.interval->second));
  }
  if (scheme.exact) return "accepted if it is the key itself";
  if (compared_as_count(scheme, key)) {
    return "a count: exact as a plain number; with a suffix, an exponent or `~` it may be rounded "
           "to three figures or more";
  }
  return tolerance_words(scheme.tolerance, graph);
}

std::string unit_words(const UnitRule& rule) {
  std::string others;
  for (std::size_t i = 1; i < rule.units.size(); ++i) {
    others += (i == 1 ? ", or " : " or ") + rule.units[i].first;
  }
  return fmt::format("the unit is {}{}; without {} a right number is worth {}",
                     rule.units.front().first,
                     others.empty() ? "" : others + " with the number to match",
                     others.empty() ? "it" : "any of them", to_decimal(rule.without));
}

void add_number_rules(Words& words, const Scheme& scheme, const Value& key) {
  if (scheme.rounded && !scheme.digits) {
    words.push_back(fmt::format(
        "also accepted if it is the key correctly rounded to {} or more figures", *scheme.rounded));
  }
  const bool within = !scheme.digits && !scheme.interval && !scheme.exact;
  if (scheme.working_digits && within && !compared_as_count(scheme, key)) {
    words.push_back(fmt::format(
        "the tolerance is widened by what rounding every intermediate result to {} figures can do",
        *scheme.working_digits));
  }
  for (const auto& [unit, factor] : scheme.units.declared) {
    words.push_back(fmt::format("{} stands for {}", unit, to_text(factor)));
  }
  if (scheme.unit && !scheme.unit->units.empty()) words.push_back(unit_words(*scheme.unit));
  if (scheme.ignore_tail) words.emplace_back("unknown words behind the number are dropped");
  if (scheme.working > 0) {
    words.push_back(fmt::format("right terms of a working behind a wrong result are worth up to {}",
                                to_decimal(scheme.working)));
  }
}

// "all entries right earn 1, from 1/2 of them on 0.4, fewer nothing".
std::string step_words(const Scheme& scheme, std::string_view what) {
  std::vector<CreditStep> steps = scheme.steps;
  std::sort(steps.begin(), steps.end(), [](const CreditStep& a, const CreditStep& b) {
    return a.from != b.from ? a.from > b.from : a.credit > b.credit;
  });
  std::string words;
  Fraction last = 2;  // no share
  for (const CreditStep& step : steps) {
    if (step.from == last) continue;
    last = step.from;
    words += step.from == 1 ? fmt::format("all {} right earn {}", what, to_decimal(step.credit))
                            : fmt::format(", from {} of them on {}", to_text(step.from),
                                          to_decimal(step.credit));
  }
  return words + (last > 0 ? ", fewer nothing" : "");
}

std::string penalty_words(const Scheme& scheme) {
  const std::string_view right =
      scheme.weights.empty() ? "a right one earns" : "a right one of weight 1 earns";
  if (scheme.penalty == 1) return fmt::format("a wrong row costs as much as {}", right);
  return fmt::format("a wrong row costs {} of what {}", to_decimal(scheme.penalty), right);
}

void add_sharing(Words& words, const Scheme& scheme, bool table) {
  const std::string_view one = table ? "row" : "entry";
  const std::string_view all = table ? "rows" : "entries";
  switch (scheme.sharing) {
    case Scheme::Sharing::proportional:
      words.push_back(scheme.weights.empty()
                          ? fmt::format("each {} has the same share of the credit", one)
                          : fmt::format("the {} share the credit by their weights", all));
      break;
    case Scheme::Sharing::all_or_nothing:
      words.push_back(fmt::format("all {} must be right", all));
      break;
    case Scheme::Sharing::steps:
      words.push_back(step_words(scheme, all));
      break;
  }
  if (table && scheme.penalty > 0) words.push_back(penalty_words(scheme));
}

void add_follow(Words& words, const Scheme& scheme) {
  if (scheme.follow == Scheme::Follow::none) {
    words.emplace_back("no follow-through from earlier values");
    return;
  }
  if (scheme.follow_cap != 1) {
    words.push_back(fmt::format("follow-through earns at most {}", to_decimal(scheme.follow_cap)));
  }
  if (scheme.follow_penalty != 0) {
    words.push_back(fmt::format("follow-through costs {}", to_decimal(scheme.follow_penalty)));
  }
}

}  // namespace

std::vector<std::string> rules_in_words(const Scheme& scheme, const Value& key,
                                        const Graph& graph) {
  Words words;
  const bool number = !std::holds_alternative<Table>(key) && !std::holds_alternative<Text>(key);
  if (number) {
    words.push_back(comparison_words(scheme, key, graph));
    add_number_rules(words, scheme, key);
  }
  constexpr std::size_t most_shown = 10;
  for (const Alternative& other :
       std::span(scheme.any_of).first(std::min(scheme.any_of.size(), most_shown))) {
    words.push_back(
        fmt::format("{} is accepted too{}", to_text(other.value),
                    other.credit == 1 ? "" : fmt::format(", worth {}", to_decimal(other.credit))));
  }
  if (scheme.any_of.size() > most_shown) {
    words.push_back(fmt::format("{} more are accepted", scheme.any_of.size() - most_shown));
  }
  const auto* table = std::get_if<Table>(&key);
  if (std::holds_alternative<Array>(key) && scheme.strict_shape) {
    words.emplace_back("a row, a column and a list are different shapes");
  }
  if (table != nullptr && table->worth != nullptr) {
    words.emplace_back("the worst row counts for the whole");
  } else if (table != nullptr || std::holds_alternative<Array>(key)) {
    add_sharing(words, scheme, table != nullptr);
  }
  add_follow(words, scheme);
  return words;
}

}  // namespace grader
