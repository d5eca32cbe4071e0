#include "reference/compute/compute.h"

#include "compute_schema.embedded.h"
#include "reference/compute/check.h"
#include "reference/compute/expand.h"
#include "reference/compute/findings.h"
#include "reference/steps/switches.h"

namespace reference::compute {
namespace {

using grader::Diagnostics;
using grader::Graph;

class ComputeKind final : public grader::ProblemKind {
 public:
  std::string_view name() const override { return "compute"; }
  std::span<const grader::Switch> switches() const override { return steps::switches(); }
  std::string_view schema() const override { return embedded::compute_schema; }

  bool translate(const grader::yaml::Node& node, Graph& graph,
                 Diagnostics& diagnostics) const override {
    const auto block = read_block(node, diagnostics);
    if (!block) return false;
    const grader::QuantityIndex first = graph.size();
    auto derivatives = expand(*block, graph, diagnostics);
    if (!derivatives) return false;
    const grader::Evaluation evaluation = evaluate(graph);
    const bool agree = check_steps(*block, graph, evaluation, *derivatives, diagnostics);
    const bool solved =
        report_findings(*block, graph, first, evaluation, *derivatives, diagnostics);
    return agree && solved;
  }
};

}  // namespace

const grader::ProblemKind& kind() {
  static const ComputeKind kind;
  return kind;
}

}  // namespace reference::compute
