#include "reference/compute/compute.h"

#include <fmt/core.h>

#include "compute_schema.embedded.h"
#include "reference/compute/check.h"
#include "reference/compute/expand.h"
#include "reference/compute/findings.h"
#include "reference/compute/mistakes.h"
#include "reference/steps/switches.h"

namespace reference::compute {
namespace {

using grader::Diagnostics;
using grader::Graph;

// All numbers of a problem's steps together.
constexpr std::size_t most_numbers = 50'000'000;

// The values of the steps; nothing, and a report, where they are too many.
std::optional<grader::Evaluation> solve(const Graph& graph, Diagnostics& diagnostics) {
  grader::Solution solution(graph, {}, nullptr);
  std::size_t numbers = 0;
  for (grader::QuantityIndex i = 0; i < graph.size(); ++i) {
    const grader::Solved& solved = solution[i];
    const auto* array = solved ? std::get_if<grader::Array>(&*solved) : nullptr;
    if (array != nullptr) numbers += array->data.size();
    if (numbers <= most_numbers) continue;
    diagnostics.error(
        grader::code::bad_value, graph[i].where,
        fmt::format("with `{}` the steps hold more than {} numbers", graph[i].name, most_numbers),
        "make the arrays smaller");
    return std::nullopt;
  }
  return solution.all();
}

class ComputeKind final : public grader::ProblemKind {
 public:
  std::string_view name() const override { return "compute"; }
  std::span<const grader::Switch> switches() const override { return steps::switches(); }
  std::string_view schema() const override { return embedded::compute_schema; }
  std::vector<grader::KindMistake> mistakes(const Graph& graph) const override {
    return known_mistakes(graph);
  }

  bool translate(const grader::yaml::Node& node, Graph& graph,
                 Diagnostics& diagnostics) const override {
    const auto block = read_block(node, diagnostics);
    if (!block) return false;
    const grader::QuantityIndex first = graph.size();
    auto derivatives = expand(*block, graph, diagnostics);
    if (!derivatives) return false;
    const auto evaluation = solve(graph, diagnostics);
    if (!evaluation) return false;
    const bool agree = check_steps(*block, graph, *evaluation, *derivatives, diagnostics);
    const bool solved =
        report_findings(*block, graph, first, *evaluation, *derivatives, diagnostics);
    return agree && solved;
  }
};

}  // namespace

const grader::ProblemKind& kind() {
  static const ComputeKind kind;
  return kind;
}

}  // namespace reference::compute
