#include "grader/check/unused_steps.h"

#include <fmt/format.h>

#include <algorithm>

namespace grader {
namespace {

// The kind whose quantities an author lists one by one; others make them all by themselves.
constexpr std::string_view kind_of_steps = "compute";

}  // namespace

void check_unused_steps(const Problem& problem, const Evaluation&, Diagnostics& findings) {
  if (problem.kind != kind_of_steps) return;
  std::vector<bool> needed(problem.graph.size());
  const auto need = [&](QuantityIndex quantity) {
    if (needed[quantity]) return;
    const std::vector<bool> reached = ancestors(problem.graph, quantity);
    std::transform(needed.begin(), needed.end(), reached.begin(), needed.begin(),
                   [](bool one, bool other) { return one || other; });
  };
  for (const Part& part : problem.parts) {
    if (part.ask != Ask::written) need(part.quantity);
  }
  for (const Printed& printed : problem.printed) need(printed.quantity);
  for (QuantityIndex i = 0; i < problem.graph.size(); ++i) {
    const Quantity& quantity = problem.graph[i];
    if (needed[i] || quantity.given() || quantity.restates_given) continue;
    findings.note(code::unused_step, quantity.where,
                  fmt::format("no part asks for `{}` or needs it", quantity.name),
                  "leave the step out, or ask for it");
  }
}

}  // namespace grader
