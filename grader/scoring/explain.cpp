#include "grader/scoring/explain.h"

#include <fmt/format.h>

#include "grader/scoring/leaves.h"

namespace grader {
namespace {

std::optional<NamedMistake> named(const KnownMistake* mistake) {
  if (mistake == nullptr) return std::nullopt;
  return NamedMistake{std::string(mistake->id), std::string(mistake->message), mistake->credit};
}

Followed followed(const ProblemKey& key, const Part& part, const Decision& decision,
                  std::string_view text) {
  const Carried& carried = *decision.carried;
  Followed result;
  for (const QuantityIndex quantity : carried.from) {
    result.from.push_back(key.problem().graph[quantity].name);
  }
  result.used_right = carried.used_right;
  result.mistake = named(carried.mistake);
  result.key = carried.target.key;
  result.credit = carried.marked.credit;
  result.leaves = leaf_verdicts(*decision.response, text, carried.target, part.scheme);
  return result;
}

std::string charged_note(const ProblemKey& key, const Decision& decision) {
  std::string names;
  for (const QuantityIndex quantity : decision.charged) {
    if (!names.empty()) names += quantity == decision.charged.back() ? " and " : ", ";
    names += key.problem().graph[quantity].name;
  }
  return fmt::format(
      "your own {} differ{} from ours: that costs points here, once; later parts go on "
      "from your values",
      names, decision.charged.size() == 1 ? "s" : "");
}

}  // namespace

Verdict explain(const ProblemKey& key, std::size_t index, const Decision& decision,
                std::string_view text) {
  Verdict verdict;
  verdict.outcome = decision.outcome;
  verdict.credit = decision.credit;
  if (!decision.response) return verdict;
  const Part& part = key.problem().parts[index];
  const auto& [target, scheme] = original_against(key, index, decision);
  verdict.key = target.key;
  verdict.read = read_text(*decision.response, target.key);
  verdict.leaves = leaf_verdicts(*decision.response, text, target, scheme);
  // Of two readings of a number the one that counted.
  const bool number = std::holds_alternative<NumberReading>(*decision.response);
  if (number && !verdict.leaves[0].read.empty()) verdict.read = verdict.leaves[0].read;
  verdict.notes = reading_notes(*decision.response);
  const std::string working = working_note(*decision.response, target, scheme);
  if (!working.empty()) verdict.notes.push_back(working);
  if (!decision.charged.empty()) verdict.notes.push_back(charged_note(key, decision));
  if (decision.unsolvable && !decision.carried) {
    verdict.notes.emplace_back(
        "nothing can be computed from your own values, so that this is marked against ours alone");
  }
  verdict.mistake = named(decision.mistake);
  if (decision.carried) verdict.followed = followed(key, part, decision, text);
  return verdict;
}

ExtraAnswer explain(const ProblemKey& key, std::size_t problem, const QuantityText& answer,
                    const ExtraReading& extra) {
  return ExtraAnswer{problem, key.problem().graph[answer.quantity].name, std::string(answer.text),
                     extra.marked.outcome, read_text(extra.response, extra.target.key)};
}

}  // namespace grader
