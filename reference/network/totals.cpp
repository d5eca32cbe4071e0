#include "reference/network/totals.h"

#include <algorithm>

#include "grader/exam/conventions.h"
#include "reference/network/arithmetic.h"
#include "reference/network/layer.h"
#include "reference/network/quantities.h"
#include "reference/steps/append.h"

namespace reference::network {
namespace {

using grader::Graph;
using grader::Inputs;
using grader::Place;
using grader::QuantityIndex;

QuantityIndex convention(const Graph& graph, std::string_view name) {
  return *graph.find(grader::convention_quantity(name));
}

bool stated(const Graph& graph, std::string_view name, std::string_view setting) {
  const Result<Value> value = graph[convention(graph, name)].function({});
  return value && is_text(*value, setting);
}

QuantityIndex define(Graph& graph, std::string name, std::string_view formula,
                     std::vector<QuantityIndex> inputs, Function function, const Place& where) {
  grader::Quantity quantity;
  quantity.name = std::move(name);
  quantity.inputs = std::move(inputs);
  quantity.function = std::move(function);
  quantity.formula = formula_of(formula);
  quantity.where = where;
  return graph.add(std::move(quantity));
}

bool has_weights(const Network& network, const Unit& unit) {
  if (unit.block) {
    return std::any_of(unit.units.begin(), unit.units.end(),
                       [&](const Unit& part) { return has_weights(network, part); });
  }
  const Layer* layer = network.nodes[unit.node].layer.get();
  return layer != nullptr && layer->has_weights();
}

bool in_place(const Network& network, const Unit& unit) {
  const Layer* layer = network.nodes[unit.node].layer.get();
  return !unit.block && layer != nullptr && layer->in_place();
}

// Units without weights are not shown, but they count if an edit gives them parameters.
void add_sums(Graph& graph, const Network& network, const std::string& name,
              const std::vector<Unit>& units, const Place& where) {
  std::vector<const Unit*> summands;
  for (const Unit& unit : units) summands.push_back(&unit);
  const auto hidden =
      std::stable_partition(summands.begin(), summands.end(),
                            [&](const Unit* unit) { return has_weights(network, *unit); });
  for (const std::string_view quantity :
       {"weights", "biases", "parameters", "trainable", "non_trainable", "macs"}) {
    std::vector<QuantityIndex> inputs;
    std::size_t shown = 0;
    for (auto summand = summands.begin(); summand != summands.end(); ++summand) {
      const auto index = graph.find(of(quantity, (*summand)->name));
      if (!index) continue;
      inputs.push_back(*index);
      if (summand < hidden) ++shown;
    }
    add_sum_of(graph, of(quantity, name), std::move(inputs), shown, where);
  }
  add_operations(graph, name, where);
}

// Inputs: `stored` summands, those written in place, the convention.
Function stored_outputs(std::size_t stored) {
  return [stored](Inputs inputs) -> Result<Value> {
    const bool all = is_text(*inputs.back(), "all");
    return sum(inputs.first(all ? inputs.size() - 1 : stored));
  };
}

void add_activations(Graph& graph, const Network& network, const std::string& name,
                     const std::vector<Unit>& units, const Place& where) {
  std::vector<QuantityIndex> inputs;
  for (const bool place : {false, true}) {
    for (const Unit& unit : units) {
      if (in_place(network, unit) != place) continue;
      inputs.push_back(*graph.find(of("activations", unit.name)));
    }
  }
  const auto stored = static_cast<std::size_t>(std::count_if(
      units.begin(), units.end(), [&](const Unit& unit) { return !in_place(network, unit); }));
  const std::size_t shown = stated(graph, "stored_outputs", "all") ? inputs.size() : stored;
  inputs.push_back(convention(graph, "stored_outputs"));
  const std::vector<QuantityIndex> terms(inputs.begin(),
                                         inputs.begin() + static_cast<std::ptrdiff_t>(shown));
  grader::Quantity quantity;
  quantity.name = of("activations", name);
  quantity.inputs = std::move(inputs);
  quantity.function = stored_outputs(stored);
  quantity.formula = formula_of(sum_formula(shown));
  if (shown >= 2) quantity.terms = terms;
  quantity.where = where;
  graph.add(std::move(quantity));
  add_memory(graph, name, where);
}

void add_shape_of(Graph& graph, const std::string& name, const std::string& last,
                  const Place& where) {
  static constexpr std::string_view quantities[] = {
      "channels",        "height",      "width",
      "length",          "features",    "shape",
      "receptive_field", "jump",        "start",
      "jump_height",     "jump_width",  "receptive_field_height",
      "start_height",    "start_width", "receptive_field_width"};
  for (const std::string_view quantity : quantities) {
    const auto index = graph.find(of(quantity, last));
    if (index) steps::add_alias(graph, of(quantity, name), *index, where);
  }
}

void add_block(Graph& graph, const Network& network, const std::string& name,
               const std::vector<Unit>& units, const Place& where) {
  for (const Unit& unit : units) {
    if (unit.block) add_block(graph, network, unit.name, unit.units, unit.where);
  }
  add_sums(graph, network, name, units, where);
  add_activations(graph, network, name, units, where);
}

}  // namespace

void add_memory_givens(const Network& network, Graph& graph) {
  graph.add(grader::given("bytes_per_element", network.bytes_per_element, network.where));
  graph.add(grader::given("training_factor", network.training_factor, network.where));
}

void add_operations(Graph& graph, const std::string& name, const Place& where) {
  define(
      graph, of("flops", name), stated(graph, "flops", "macs") ? "{0}" : "2 x {0}",
      {*graph.find(of("macs", name)), convention(graph, "flops")},
      [](Inputs inputs) -> Result<Value> {
        if (is_text(*inputs[1], "macs")) return *inputs[0];
        const Value* const both[] = {inputs[0], inputs[0]};
        return sum(both);
      },
      where);
}

void add_memory(Graph& graph, const std::string& name, const Place& where) {
  const QuantityIndex factor = *graph.find("training_factor");
  const Result<Value> stated_factor = graph[factor].function({});
  const bool once = stated_factor && *stated_factor == Value(Count{1});
  define(graph, of("memory", name), once ? "{0} x {1}" : "{0} x {1} x {2}",
         {*graph.find(of("activations", name)), *graph.find("bytes_per_element"), factor},
         product_of_all(), where);
}

std::string sum_formula(std::size_t n) {
  std::string formula;
  for (std::size_t i = 0; i < n; ++i) {
    formula += (i > 0 ? " + {" : "{") + std::to_string(i) + "}";
  }
  return n == 0 ? "0" : formula;
}

QuantityIndex add_sum_of(Graph& graph, std::string name, std::vector<QuantityIndex> inputs,
                         std::size_t shown, const Place& where) {
  grader::Quantity quantity;
  quantity.name = std::move(name);
  if (shown >= 2) {
    quantity.terms.assign(inputs.begin(), inputs.begin() + static_cast<std::ptrdiff_t>(shown));
  }
  quantity.inputs = std::move(inputs);
  quantity.function = sum_of_all();
  quantity.formula = formula_of(sum_formula(shown));
  quantity.where = where;
  return graph.add(std::move(quantity));
}

void add_totals(const Network& network, Graph& graph) {
  add_block(graph, network, "network", network.units, network.where);
  add_shape_of(graph, "network", network.nodes.back().name, network.where);
}

}  // namespace reference::network
