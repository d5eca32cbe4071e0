#include "reference/network/network.h"

#include <fmt/core.h>

#include "grader/graph/evaluate.h"
#include "network_schema.embedded.h"
#include "reference/network/find.h"
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
     {"per_filter", "none", "per_layer"},
     "Whether layers have a bias for each filter, output or hidden unit, none, or one for all."},
    {"running_statistics",
     {"not_counted", "counted"},
     "Whether the running mean and variance of batch norm count among `parameters`; among "
     "`non_trainable` they do."},
    {"recurrent_biases",
     {"one", "two"},
     "Whether a gate of a recurrent layer has one bias vector, or two as in PyTorch and cuDNN."},
    {"flops", {"two_macs", "macs"}, "How many operations a multiply-accumulate is: two, or one."},
    {"bias_operations",
     {"not_counted", "counted"},
     "Whether adding a bias counts among multiply-accumulates."},
    {"pooling_rounding",
     {"floor", "ceil"},
     "How the number of places is rounded where a pooling window does not fit evenly."},
    {"stored_outputs",
     {"all", "not_in_place"},
     "Whether sums of activations and memory hold the outputs of activation functions, dropout and "
     "flatten, which may be computed in place."},
};

// Reports, where it arises, each quantity from `first` on that has no value or is too small.
bool solvable(const Graph& graph, std::size_t first, const grader::Code& unsolvable,
              Diagnostics& diagnostics) {
  const grader::Evaluation solved = evaluate(graph);
  bool all = true;
  for (grader::QuantityIndex i = first; i < graph.size(); ++i) {
    if (solved[i] || solved[i].error().quantity != i) continue;
    const std::string& message = solved[i].error().message;
    const bool overflow = message == steps::overflow_message;
    diagnostics.error(overflow ? grader::code::overflow : unsolvable, graph[i].where,
                      fmt::format("`{}`: {}", graph[i].name, message));
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
    add_quantities(*network, graph);
    if (!solvable(graph, first, grader::code::shape_mismatch, diagnostics)) return false;
    if (network->finds == nullptr) return true;
    const std::size_t first_find = graph.size();
    return add_finds(*network->finds, graph, diagnostics) &&
           solvable(graph, first_find, grader::code::not_solvable, diagnostics);
  }
};

}  // namespace

const grader::ProblemKind& kind() {
  static const NetworkKind kind;
  return kind;
}

}  // namespace reference::network
