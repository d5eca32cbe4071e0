// Nodes -> quantities. Layers add what is their own through this class.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "grader/graph/graph.h"
#include "reference/network/nodes.h"

namespace reference::network {

using grader::Count;
using grader::QuantityIndex;

// Which part of the input an output sees, along one axis or, where they are alike, along both.
struct Field {
  QuantityIndex size;   // in pixels of the input
  QuantityIndex jump;   // pixels between neighbouring outputs
  QuantityIndex start;  // the centre of the first, where pixel 0 has its centre at 0.5
};

// The quantities that say what a node gives. Those that its layout does not have are empty.
struct Extents {
  std::optional<QuantityIndex> channels, height, width;  // image
  std::optional<QuantityIndex> length;                   // sequence
  std::optional<QuantityIndex> features;                 // features, sequence
  QuantityIndex shape = 0;
  // One if height and width are alike, or one each; none where there is no receptive field.
  std::vector<Field> fields;

  QuantityIndex side(std::size_t axis) const { return axis == 0 ? *height : *width; }
  // The axis that weights and normalisation go over: channels or features.
  QuantityIndex depth() const { return channels ? *channels : *features; }
};

// height, width
inline constexpr std::string_view axes[] = {"height", "width"};

enum class Bias { by_convention, none, per_filter, per_layer };

class Quantities {
 public:
  // The graph holds the conventions that network.cpp lists.
  Quantities(const Network& network, grader::Graph& graph);

  // Those of all nodes, one after the other. Where a block ends, its extents follow; they are what
  // the nodes behind it read.
  void add_nodes();

  // The node at hand.
  const Node& node() const { return network_.nodes[node_]; }
  std::size_t input_count() const { return node().inputs.size(); }
  const Extents& in(std::size_t input = 0) const { return extents_[node().inputs[input]]; }
  Layout layout_in(std::size_t input = 0) const {
    return network_.nodes[node().inputs[input]].layout;
  }
  Extents& out() { return extents_[node_]; }
  // Whether height and width have one receptive field.
  bool square() const { return square_; }

  // "channels(c1)": a quantity of the node at hand. `where` is the node's place if left out.
  QuantityIndex given(std::string_view quantity, Count value);
  QuantityIndex given(std::string_view quantity, Count value, const grader::Place& where);
  QuantityIndex alias(std::string_view quantity, QuantityIndex other);
  QuantityIndex zero(std::string_view quantity);
  QuantityIndex sum(std::string_view quantity, std::vector<QuantityIndex> inputs);
  QuantityIndex product(std::string_view quantity, std::vector<QuantityIndex> inputs);
  // `formula` has {0}, {1}, .. where inputs stand.
  QuantityIndex define(std::string_view quantity, std::string_view formula,
                       std::vector<QuantityIndex> inputs, grader::Function function);
  QuantityIndex define(std::string_view quantity, std::string_view formula,
                       std::vector<QuantityIndex> inputs, grader::Function function,
                       const grader::Place& where);
  QuantityIndex define(std::string_view quantity, std::string_view formula,
                       std::vector<QuantityIndex> inputs, grader::Function function,
                       grader::Shortcut shortcut);

  // Extents under their usual names, other quantities in another form.
  void set_channels(QuantityIndex other) { out().channels = alias("channels", other); }
  void set_features(QuantityIndex other) { out().features = alias("features", other); }
  void set_length(QuantityIndex other) { out().length = alias("length", other); }
  // All extents as those of the input, with the receptive field.
  void keep_shape();
  void keep_fields();

  // biases(n): `per_unit` in number (one a filter), one, or none.
  void biases(Bias bias, QuantityIndex per_unit);
  // parameters(n) = weights(n) + biases(n), which are there.
  void parameters(bool biased);
  bool biased(Bias bias) const;
  // macs(n): the weights (and, by convention, biases) used once at each of so many positions.
  void macs(const std::vector<QuantityIndex>& positions);

  // A convention, and its setting.
  QuantityIndex convention(std::string_view name) const;
  bool stated(std::string_view convention, std::string_view setting) const;

  QuantityIndex find(std::string_view quantity) const;

  const grader::Graph& graph() const { return graph_; }

 private:
  // Which entry of which shape an extent is.
  struct Entry {
    QuantityIndex shape;
    std::size_t at;
  };

  QuantityIndex add(grader::Quantity quantity);
  std::optional<grader::Shortcut> by_shapes(const grader::Quantity& quantity) const;
  grader::Quantity quantity_of(std::string_view quantity, std::string_view formula,
                               std::vector<QuantityIndex> inputs, grader::Function function) const;
  void find_ends(const std::vector<Unit>& units);
  void end_block(const Unit& block);
  QuantityIndex stand_for(QuantityIndex index, const Unit& block);
  void input();
  void common(const Layer* layer);
  void shape();
  void training(bool weights);

  const Network& network_;
  grader::Graph& graph_;
  std::vector<Extents> extents_;
  std::unordered_map<QuantityIndex, Entry> entries_;
  std::vector<std::vector<const Unit*>> ends_;  // for each node the blocks that end with it
  std::size_t node_ = 0;
  bool square_ = true;
};

// "parameters(m)": what a quantity of a node or a block is called.
std::string of(std::string_view quantity, std::string_view name);

// Text with {0}, {1}, .. as a formula.
grader::Formula formula_of(std::string_view text);

// Appends the quantities that network.h lists.
void add_quantities(const Network& network, grader::Graph& graph);

}  // namespace reference::network
