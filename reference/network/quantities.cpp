#include "reference/network/quantities.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

#include "grader/exam/conventions.h"
#include "reference/network/arithmetic.h"
#include "reference/network/fields.h"
#include "reference/network/layer.h"
#include "reference/network/totals.h"
#include "reference/steps/indexing.h"

namespace reference::network {

using grader::Graph;
using grader::Inputs;
using grader::Place;
using grader::Value;

std::string of(std::string_view quantity, std::string_view name) {
  return fmt::format("{}({})", quantity, name);
}

grader::Formula formula_of(std::string_view text) {
  grader::Formula formula;
  while (!text.empty()) {
    const auto open = text.find('{');
    if (open != 0) formula.emplace_back(std::string(text.substr(0, open)));
    if (open == std::string_view::npos) break;
    const auto close = text.find('}', open);
    std::size_t hole = 0;
    std::from_chars(text.data() + open + 1, text.data() + close, hole);
    formula.emplace_back(hole);
    text.remove_prefix(close + 1);
  }
  return formula;
}

Quantities::Quantities(const Network& network, Graph& graph)
    : network_(network),
      graph_(graph),
      extents_(network.nodes.size()),
      ends_(network.nodes.size()) {
  find_ends(network.units);
  const Node& input = network.nodes.front();
  const bool square_input = input.shape.size() == 3 && input.shape[1] == input.shape[2];
  square_ = std::all_of(network.nodes.begin(), network.nodes.end(), [&](const Node& node) {
    return node.layer == nullptr || node.layer->square(square_input);
  });
}

void Quantities::add_nodes() {
  for (node_ = 0; node_ < network_.nodes.size(); ++node_) {
    const Layer* layer = node().layer.get();
    if (layer == nullptr) {
      input();
    } else {
      layer->add(*this);
    }
    common(layer);
    for (const Unit* block : ends_[node_]) end_block(*block);
  }
}

// Of blocks that end together the inner one comes first.
void Quantities::find_ends(const std::vector<Unit>& units) {
  for (const Unit& unit : units) {
    if (!unit.block) continue;
    find_ends(unit.units);
    ends_[unit.node].push_back(&unit);
  }
}

// A quantity of the same kind for the block: "height(m)" for "height(m.concat)".
QuantityIndex Quantities::stand_for(QuantityIndex index, const Unit& block) {
  const std::string& name = graph_[index].name;
  grader::Quantity alias;
  alias.name = of(name.substr(0, name.find('(')), block.name);
  alias.inputs = {index};
  alias.formula = formula_of("{0}");
  alias.function = [](Inputs inputs) -> Result<Value> { return *inputs[0]; };
  alias.where = block.where;
  return add(std::move(alias));
}

void Quantities::end_block(const Unit& block) {
  Extents& end = out();
  std::size_t at = 0;
  end.shape = stand_for(end.shape, block);
  for (auto* extent : {&end.channels, &end.height, &end.width, &end.length, &end.features}) {
    if (!*extent) continue;
    *extent = stand_for(**extent, block);
    entries_.emplace(**extent, Entry{end.shape, at++});
  }
  for (Field& field : end.fields) {
    field = {stand_for(field.size, block), stand_for(field.jump, block),
             stand_for(field.start, block)};
  }
  if (end.fields.size() == 2) stand_for(find("receptive_field"), block);
}

QuantityIndex Quantities::given(std::string_view quantity, Count value) {
  return given(quantity, value, node().where);
}

QuantityIndex Quantities::given(std::string_view quantity, Count value, const Place& where) {
  return graph_.add(grader::given(of(quantity, node().name), value, where));
}

QuantityIndex Quantities::alias(std::string_view quantity, QuantityIndex other) {
  return add(quantity_of(quantity, "{0}", {other},
                         [](Inputs inputs) -> Result<Value> { return *inputs[0]; }));
}

QuantityIndex Quantities::zero(std::string_view quantity) {
  return define(quantity, "0", {}, [](Inputs) -> Result<Value> { return Value(Count{0}); });
}

QuantityIndex Quantities::sum(std::string_view quantity, std::vector<QuantityIndex> inputs) {
  grader::Quantity defined =
      quantity_of(quantity, sum_formula(inputs.size()), inputs, sum_of_all());
  if (inputs.size() >= 2) defined.terms = std::move(inputs);
  return add(std::move(defined));
}

QuantityIndex Quantities::product(std::string_view quantity, std::vector<QuantityIndex> inputs) {
  std::string formula;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    formula += fmt::format("{}{{{}}}", i > 0 ? " x " : "", i);
  }
  return define(quantity, formula, std::move(inputs), product_of_all());
}

QuantityIndex Quantities::define(std::string_view quantity, std::string_view formula,
                                 std::vector<QuantityIndex> inputs, Function function) {
  return define(quantity, formula, std::move(inputs), std::move(function), node().where);
}

QuantityIndex Quantities::define(std::string_view quantity, std::string_view formula,
                                 std::vector<QuantityIndex> inputs, Function function,
                                 const Place& where) {
  grader::Quantity defined = quantity_of(quantity, formula, std::move(inputs), std::move(function));
  defined.where = where;
  return add(std::move(defined));
}

QuantityIndex Quantities::define(std::string_view quantity, std::string_view formula,
                                 std::vector<QuantityIndex> inputs, Function function,
                                 grader::Shortcut shortcut) {
  grader::Quantity defined = quantity_of(quantity, formula, std::move(inputs), std::move(function));
  defined.shortcut = std::move(shortcut);
  return add(std::move(defined));
}

grader::Quantity Quantities::quantity_of(std::string_view quantity, std::string_view formula,
                                         std::vector<QuantityIndex> inputs,
                                         Function function) const {
  grader::Quantity defined;
  defined.name = of(quantity, node().name);
  defined.inputs = std::move(inputs);
  defined.function = std::move(function);
  defined.formula = formula_of(formula);
  defined.where = node().where;
  return defined;
}

QuantityIndex Quantities::add(grader::Quantity quantity) {
  if (!quantity.shortcut) quantity.shortcut = by_shapes(quantity);
  return graph_.add(std::move(quantity));
}

// What reads an extent reads it from the shape that it is an entry of, so that whoever has a shape
// wrong is followed from there. The formula shows the extent.
std::optional<grader::Shortcut> Quantities::by_shapes(const grader::Quantity& quantity) const {
  std::optional<grader::Shortcut> shortcut;
  std::vector<std::optional<std::size_t>> at(quantity.inputs.size());
  for (std::size_t i = 0; i < at.size(); ++i) {
    const auto entry = entries_.find(quantity.inputs[i]);
    if (entry == entries_.end()) continue;
    if (!shortcut) shortcut = grader::Shortcut{quantity.inputs[i], quantity.inputs, {}};
    shortcut->inputs[i] = entry->second.shape;
    at[i] = entry->second.at;
  }
  if (shortcut) shortcut->function = with_entries(quantity.function, std::move(at));
  return shortcut;
}

void Quantities::keep_fields() {
  for (const Field& field : in().fields) {
    const std::string suffix = field_suffix(*this, out().fields.size());
    out().fields.push_back({alias("receptive_field" + suffix, field.size),
                            alias("jump" + suffix, field.jump),
                            alias("start" + suffix, field.start)});
  }
}

void Quantities::keep_shape() {
  const Extents& x = in();
  if (x.channels) set_channels(*x.channels);
  if (x.height) out().height = alias("height", *x.height);
  if (x.width) out().width = alias("width", *x.width);
  if (x.length) set_length(*x.length);
  if (x.features) set_features(*x.features);
  keep_fields();
}

void Quantities::input() {
  const std::vector<std::int64_t>& shape = node().shape;
  switch (node().layout) {
    case Layout::image:
      out().channels = given("channels", shape[0]);
      out().height = given("height", shape[1]);
      out().width = given("width", shape[2]);
      start_fields(*this);
      break;
    case Layout::sequence:
      out().length = given("length", shape[0]);
      out().features = given("features", shape[1]);
      break;
    case Layout::features:
      out().features = given("features", shape[0]);
      break;
  }
}

bool Quantities::biased(Bias bias) const {
  return bias == Bias::by_convention ? !stated("bias", "none") : bias != Bias::none;
}

void Quantities::biases(Bias bias, QuantityIndex per_unit) {
  switch (bias) {
    case Bias::none:
      given("biases", 0);
      return;
    case Bias::per_filter:
      alias("biases", per_unit);
      return;
    case Bias::per_layer:
      define("biases", "1", {}, [](Inputs) -> Result<Value> { return Value(Count{1}); });
      return;
    case Bias::by_convention:
      break;
  }
  const std::string_view formula = stated("bias", "none")        ? "0"
                                   : stated("bias", "per_layer") ? "1"
                                                                 : "{0}";
  define("biases", formula, {per_unit, convention("bias")}, [](Inputs inputs) -> Result<Value> {
    if (is_text(*inputs[1], "per_filter")) return *inputs[0];
    return Value(Count{is_text(*inputs[1], "per_layer") ? 1 : 0});
  });
}

void Quantities::parameters(bool biased) {
  add_sum_of(graph_, of("parameters", node().name), {find("weights"), find("biases")},
             biased ? 2 : 1, node().where);
}

void Quantities::macs(const std::vector<QuantityIndex>& positions) {
  shape();  // positions are read from it
  const bool counted_too = stated("bias_operations", "counted");
  std::vector<QuantityIndex> inputs{find("weights"), find("biases"), convention("bias_operations")};
  std::string formula = counted_too ? "({0} + {1})" : "{0}";
  for (const QuantityIndex position : positions) {
    formula += fmt::format(" x {{{}}}", inputs.size());
    inputs.push_back(position);
  }
  define("macs", formula, std::move(inputs), [](Inputs given) -> Result<Value> {
    const Result<Value> once =
        is_text(*given[2], "counted") ? network::sum(given.first(2)) : *given[0];
    const Result<Value> often = network::product(given.subspan(3));
    if (!once) return once.error();
    if (!often) return often.error();
    const Value* const both[] = {&*once, &*often};
    return network::product(both);
  });
}

QuantityIndex Quantities::convention(std::string_view name) const {
  return *graph_.find(grader::convention_quantity(name));
}

bool Quantities::stated(std::string_view name, std::string_view setting) const {
  const Result<Value> value = graph_[convention(name)].function({});
  return value && is_text(*value, setting);
}

QuantityIndex Quantities::find(std::string_view quantity) const {
  return *graph_.find(of(quantity, node().name));
}

// What every node has.
void Quantities::common(const Layer* layer) {
  shape();
  if (layer == nullptr) return;
  if (!layer->has_weights()) {
    zero("parameters");
    zero("macs");
  }
  training(layer->has_weights());
  add_operations(graph_, node().name, node().where);
}

void Quantities::shape() {
  if (graph_.find(of("shape", node().name))) return;
  const Extents& extents = out();
  std::vector<QuantityIndex> inputs;
  for (const auto& extent :
       {extents.channels, extents.height, extents.width, extents.length, extents.features}) {
    if (extent) inputs.push_back(*extent);
  }
  static constexpr std::string_view formulas[] = {"[{0}]", "[{0}, {1}]", "[{0}, {1}, {2}]"};
  out().shape = define("shape", formulas[inputs.size() - 1], inputs, steps::make_list);
  for (std::size_t i = 0; i < inputs.size(); ++i)
    entries_.emplace(inputs[i], Entry{out().shape, i});
  if (inputs.size() == 1) {
    alias("activations", inputs[0]);
  } else {
    product("activations", inputs);
  }
  add_memory(graph_, node().name, node().where);
}

// Trained parameters and others: a frozen layer's, and numbers that are only kept (`running`).
void Quantities::training(bool weights) {
  const auto running = graph_.find(of("running", node().name));
  if (node().frozen && weights) {
    zero("trainable");
    if (running) {
      sum("non_trainable", {find("weights"), find("biases"), *running});
    } else {
      alias("non_trainable", find("parameters"));
    }
    return;
  }
  if (running) {
    sum("trainable", {find("weights"), find("biases")});
    alias("non_trainable", *running);
    return;
  }
  alias("trainable", find("parameters"));
  zero("non_trainable");
}

void add_quantities(const Network& network, Graph& graph) {
  add_memory_givens(network, graph);
  Quantities(network, graph).add_nodes();
  add_totals(network, graph);
}

}  // namespace reference::network
