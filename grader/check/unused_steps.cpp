#include "grader/check/unused_steps.h"

#include <fmt/format.h>

namespace grader {
namespace {

// Wrong ways need what they put in the place of a step.
void mark_used_by(const Mistake& mistake, std::vector<bool>& used) {
  for (const Edit& edit : mistake.edits) {
    const auto* definition = std::get_if<Definition>(&edit.by);
    if (definition == nullptr) continue;
    for (const QuantityIndex input : definition->inputs) used[input] = true;
  }
}

std::vector<bool> used_quantities(const Problem& problem) {
  const Graph& graph = problem.graph;
  std::vector<bool> used(graph.size());
  for (const Part& part : problem.parts) {
    if (part.ask == Ask::quantity) used[part.quantity] = true;
  }
  for (const Printed& printed : problem.printed) used[printed.quantity] = true;
  for (const Mistake& mistake : problem.mistakes) mark_used_by(mistake, used);
  for (QuantityIndex i = graph.size(); i-- > 0;) {
    if (!used[i]) continue;
    for (const QuantityIndex input : graph[i].inputs) used[input] = true;
    if (!graph[i].shortcut) continue;
    for (const QuantityIndex input : graph[i].shortcut->inputs) used[input] = true;
  }
  return used;
}

}  // namespace

void check_unused_steps(const Problem& problem, const Evaluation&, Diagnostics& findings) {
  const std::vector<bool> used = used_quantities(problem);
  for (QuantityIndex i = 0; i < problem.graph.size(); ++i) {
    const Quantity& quantity = problem.graph[i];
    if (!quantity.authored || used[i]) continue;
    findings.note(
        code::unused_step, quantity.where,
        fmt::format("nothing asks for the step `{}`, and no part needs it", quantity.name),
        "ask for it, print it, or leave it out");
  }
}

}  // namespace grader
