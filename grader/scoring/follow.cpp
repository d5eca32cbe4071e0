#include "grader/scoring/follow.h"

#include <algorithm>

#include "grader/scoring/mark_value.h"
#include "grader/scoring/target.h"

namespace grader {

bool worth_following(const Graph& graph, const Evaluation& base, QuantityIndex quantity,
                     const Value& value) {
  if (graph[quantity].given()) return false;
  const std::vector<double> own = numbers(value);
  if (std::all_of(own.begin(), own.end(), [](double entry) { return entry == 0; })) return false;
  for (QuantityIndex i = 0; i < graph.size(); ++i) {
    if (!graph[i].given() || !base[i] || shape_of(*base[i]) != shape_of(value)) continue;
    if (numbers(*base[i]) == own) return false;
  }
  return true;
}

std::optional<Followed> follow(const Problem& problem, const Part& part, const Evaluation& base,
                               std::span<const OwnValue> own, const Response& response,
                               std::string_view text) {
  const Graph& graph = problem.graph;
  std::vector<Edit> edits = part.conventions;
  Followed followed;
  followed.used_right = true;
  for (const OwnValue& value : own) {
    if (value.quantity == part.quantity || !depends(graph, part.quantity, value.quantity)) continue;
    edits.push_back(Edit{value.quantity, value.value});
    followed.from.push_back(graph[value.quantity].name);
    followed.used_right = followed.used_right && value.right;
  }
  if (followed.from.empty()) return std::nullopt;
  const Evaluation evaluation = evaluate(graph, edits, &base);
  const Solved& key = evaluation[part.quantity];
  if (!key) return std::nullopt;
  const Target target = make_target(graph, part.quantity, part.scheme, evaluation, base, edits);
  Marked marked = mark_value(response, text, target, part.scheme);
  followed.key = *key;
  followed.credit = marked.credit;
  followed.leaves = std::move(marked.leaves);
  return followed;
}

Fraction credit_after(const Fraction& original, const Followed& followed, const Scheme& scheme) {
  Fraction credit = followed.credit;
  if (!followed.used_right) {
    credit = std::min(credit, scheme.follow_cap) - scheme.follow_penalty;
  }
  if (credit < 0) credit = 0;
  return scheme.follow == Scheme::Follow::always ? credit : std::max(original, credit);
}

}  // namespace grader
