#include "reference/network/totals.h"

#include <algorithm>

#include "reference/network/quantities.h"
#include "reference/steps/append.h"

namespace reference::network {
namespace {

using grader::Graph;
using grader::Place;
using grader::QuantityIndex;

// What a sum adds up: a node, or a block by its own sums.
struct Summand {
  std::string name;
  bool weights;
};

// Summands without weights are not shown, but they count if an edit gives them parameters.
void add_sums(Graph& graph, const std::string& name, std::vector<Summand> summands,
              const Place& where) {
  const auto first_hidden = std::stable_partition(summands.begin(), summands.end(),
                                                  [](const Summand& s) { return s.weights; });
  const auto shown = static_cast<std::size_t>(first_hidden - summands.begin());
  for (const std::string_view quantity : {"weights", "biases", "parameters", "macs"}) {
    std::vector<QuantityIndex> inputs;
    for (const Summand& summand : summands) {
      if (const auto index = graph.find(of(quantity, summand.name))) inputs.push_back(*index);
    }
    steps::add_sum(graph, of(quantity, name), std::move(inputs), shown, where);
  }
}

void add_shape_of(Graph& graph, const std::string& name, const Node& last, const Place& where) {
  add_extents_of(graph, name, last, where);
  steps::add_alias(graph, of("shape", name), *graph.find(of("shape", last.name)), where);
}

void add_block(Graph& graph, const Network& network, const Unit& unit) {
  std::vector<Summand> summands;
  for (const std::size_t i : unit.nodes) {
    summands.push_back({network.nodes[i].name, has_weights(network.nodes[i])});
  }
  add_sums(graph, unit.name, std::move(summands), unit.where);
  add_shape_of(graph, unit.name, network.nodes[unit.nodes.back()], unit.where);
}

}  // namespace

void add_totals(const Network& network, Graph& graph) {
  std::vector<Summand> summands;
  for (const Unit& unit : network.units) {
    if (unit.block) add_block(graph, network, unit);
    const bool weights = std::any_of(unit.nodes.begin(), unit.nodes.end(),
                                     [&](std::size_t i) { return has_weights(network.nodes[i]); });
    summands.push_back({unit.name, weights});
  }
  add_sums(graph, "network", std::move(summands), network.where);
  add_shape_of(graph, "network", network.nodes.back(), network.where);
}

}  // namespace reference::network
