#include "grader/check/unstated_conventions.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace grader {
namespace {

constexpr int shown_figures = 6;

// What rounding makes of one value is no other answer.
bool same_number(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
  return a == b || std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b));
}

bool same_answer(const Value& a, const Value& b) {
  const std::vector<double> x = numbers(a);
  const std::vector<double> y = numbers(b);
  if (x.empty() || a.index() != b.index() || shape_of(a) != shape_of(b)) return a == b;
  return std::equal(x.begin(), x.end(), y.begin(), y.end(), same_number);
}

bool states(const Part& part, QuantityIndex convention) {
  return std::any_of(part.conventions.begin(), part.conventions.end(),
                     [&](const Edit& edit) { return edit.quantity == convention; });
}

// "3 with `base2`" for each setting that gives another key than `key`; empty for none.
std::vector<std::string> other_keys(const Problem& problem, const Part& part,
                                    const UnstatedConvention& convention, const Value& key,
                                    const Evaluation& evaluation) {
  std::vector<std::string> others;
  for (const std::string& setting : convention.others) {
    std::vector<Edit> edits = part.conventions;
    edits.push_back({convention.quantity, Value(Text(setting))});
    Solution solution(problem.graph, edits, &evaluation);
    const Solved& other = solution[part.quantity];
    if (!other || same_answer(*other, key)) continue;
    others.push_back(fmt::format("{} with `{}`", to_text(*other, shown_figures), setting));
  }
  return others;
}

}  // namespace

void check_unstated_conventions(const Problem& problem, const Evaluation& evaluation,
                                Diagnostics& findings) {
  for (const Part& part : problem.parts) {
    if (part.ask == Ask::written) continue;
    const Evaluation own = evaluate(problem, part, evaluation);
    const Solved& key = own[part.quantity];
    if (!key) continue;
    for (const UnstatedConvention& convention : problem.unstated) {
      if (states(part, convention.quantity)) continue;
      const auto others = other_keys(problem, part, convention, *key, evaluation);
      if (others.empty()) continue;
      const Text& setting = std::get<Text>(*evaluation[convention.quantity]);
      findings.warning(
          code::unstated_convention, part.where,
          fmt::format("the key of part `{}` depends on `{}`, which nothing states: {} with `{}`, "
                      "the default, {}",
                      part.id, convention.name, to_text(*key, shown_figures), setting,
                      fmt::join(others, ", ")),
          fmt::format("such as `conventions: {{{}: {}}}`; say it in the statement, too",
                      convention.name, setting));
    }
  }
}

}  // namespace grader
