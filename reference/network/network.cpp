#include "reference/network/network.h"

#include <fmt/core.h>

#include "grader/graph/evaluate.h"
#include "network_schema.embedded.h"
#include "reference/network/mistakes.h"
#include "reference/network/quantities.h"
#include "reference/network/read.h"
#include "reference/steps/view.h"

namespace reference::network {
namespace {

using grader::Diagnostics;
using grader::Graph;

const grader::Switch conventions[] = {
    {"bias",
     {"per_filter", "none"},
     "Whether convolutions and fully connected layers have a bias for each filter or output."},
};

// Reports, where it arises, each quantity from `first` on that has no value or is too small.
bool solvable(const Graph& graph, std::size_t first, Diagnostics& diagnostics) {
  const grader::Evaluation solved = evaluate(graph);
  bool all = true;
  for (grader::QuantityIndex i = first; i < graph.size(); ++i) {
    if (solved[i] || solved[i].error().quantity != i) continue;
    const std::string& message = solved[i].error().message;
    const bool overflow = message == steps::overflow_message;
    diagnostics.error(overflow ? grader::code::overflow : grader::code::shape_mismatch,
                      graph[i].where, fmt::format("`{}`: {}", graph[i].name, message));
    all = false;
  }
  return all;
}

class NetworkKind final : public grader::ProblemKind {
 public:
  std::string_view name() const override { return "network"; }
  std::span<const grader::Switch> switches() const override { return conventions; }
  std::string_view schema() const override { return embedded::network_schema; }
  std::vector<grader::KindMistake> mistakes(const Graph& graph) const override {
    return known_mistakes(graph);
  }

  bool translate(const grader::yaml::Node& block, Graph& graph,
                 Diagnostics& diagnostics) const override {
    const auto network = read_network(block, diagnostics);
    if (!network) return false;
    const std::size_t first = graph.size();
    add_quantities(*network, graph, diagnostics);
    return solvable(graph, first, diagnostics);
  }
};

}  // namespace

const grader::ProblemKind& kind() {
  static const NetworkKind kind;
  return kind;
}

}  // namespace reference::network
