#include "grader/exam/rule_words.h"

#include <fmt/format.h>

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
  if (tolerance.abs == 0) return "accepted within " + rel;
  if (tolerance.rel == 0)
    return fmt::format("accepted within {} of the key", to_text(tolerance.abs));
  return fmt::format("accepted within {} or {}, whichever is more", to_text(tolerance.abs), rel);
}

std::string digits_words(const Digits& digits) {
  const std::string_view what =
      digits.of == Digits::Of::figures ? "significant figures" : "decimals";
  std::string words = fmt::format("equal after rounding both to {} {}", digits.n, what);
  if (digits.strict) words += ", and written with exactly so many";
  if (digits.too_many != 1)
    words += fmt::format("; too many are worth {}", to_decimal(digits.too_many));
  if (digits.too_few != 0)
    words += fmt::format("; too few are worth {}", to_decimal(digits.too_few));
  return words;
}

bool counted(const Scheme& scheme, const Value& key) {
  const auto* array = std::get_if<Array>(&key);
  return scheme.count.value_or(std::holds_alternative<Count>(key) ||
                               (array != nullptr && array->counts));
}

std::string comparison_words(const Scheme& scheme, const Value& key, const Graph& graph) {
  if (scheme.digits) return digits_words(*scheme.digits);
  if (scheme.interval) {
    return fmt::format("accepted from {} to {}, both included", to_text(scheme.interval->first),
                       to_text(scheme.interval->second));
  }
  if (scheme.exact) return "accepted if it is the key itself";
  if (counted(scheme, key) && !scheme.tolerance.stated) {
    return "a count: exact as a plain number; with a suffix, an exponent or `~` it may be rounded "
           "to "
           "three figures or more";
  }
  return tolerance_words(scheme.tolerance, graph);
}

void add_number_rules(Words& words, const Scheme& scheme) {
  if (scheme.rounded) {
    words.push_back(fmt::format(
        "also accepted if it is the key correctly rounded to {} or more figures", *scheme.rounded));
  }
  if (scheme.working_digits) {
    words.push_back(fmt::format(
        "the tolerance is widened by what rounding every intermediate result to {} figures can do",
        *scheme.working_digits));
  }
  for (const auto& [unit, factor] : scheme.units.declared) {
    words.push_back(fmt::format("{} stands for {}", unit, to_text(factor)));
  }
  if (scheme.unit && !scheme.unit->units.empty()) {
    words.push_back(fmt::format("the unit is {}; without it a right number is worth {}",
                                scheme.unit->units.front().first,
                                to_decimal(scheme.unit->without)));
  }
  if (scheme.working > 0) {
    words.push_back(fmt::format("right terms of a working behind a wrong result are worth up to {}",
                                to_decimal(scheme.working)));
  }
}

void add_sharing(Words& words, const Scheme& scheme) {
  switch (scheme.sharing) {
    case Scheme::Sharing::proportional:
      words.emplace_back(scheme.weights.empty() ? "each entry has the same share of the credit"
                                                : "the entries share the credit by their weights");
      break;
    case Scheme::Sharing::all_or_nothing:
      words.emplace_back("all entries must be right");
      break;
    case Scheme::Sharing::steps:
      for (const CreditStep& step : scheme.steps) {
        words.push_back(fmt::format("from {} of the entries on the credit is {}",
                                    to_text(step.from), to_decimal(step.credit)));
      }
      break;
  }
  if (scheme.penalty > 0) {
    words.push_back(fmt::format("a wrong one costs {} of one", to_decimal(scheme.penalty)));
  }
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
    add_number_rules(words, scheme);
  }
  for (const Alternative& other : scheme.any_of) {
    words.push_back(fmt::format("{} is accepted too, worth {}", to_text(other.value),
                                to_decimal(other.credit)));
  }
  const bool shared = std::holds_alternative<Array>(key) || std::holds_alternative<Table>(key);
  if (shared) add_sharing(words, scheme);
  add_follow(words, scheme);
  return words;
}

}  // namespace grader
