#include "reference/training/block.h"

#include <fmt/core.h>

#include <algorithm>

#include "grader/yaml/map_reader.h"
#include "reference/language/words.h"
#include "reference/training/read_update.h"
#include "reference/training/tensors.h"

namespace reference::training {
namespace {

namespace code = grader::code;
using grader::Diagnostics;
using grader::yaml::MapReader;
using grader::yaml::Node;

// In the order of the enumerations.
const std::vector<std::string> activations = {"linear", "relu", "leaky_relu", "sigmoid", "tanh"};
const std::vector<std::string> losses = {"softmax_cross_entropy", "sigmoid_bce", "mse", "hinge"};

std::optional<std::string> read_name(MapReader& reader, std::string fallback) {
  const Node* node = reader.find("name");
  if (node == nullptr) return fallback;
  auto name = as_text(*node, "name", reader.diagnostics());
  if (!name) return std::nullopt;
  const std::string_view why = language::why_no_name(*name);
  if (why.empty()) return name;
  reader.diagnostics().error(code::bad_id, node->where, fmt::format("`{}` cannot be a name", *name),
                             std::string(why));
  return std::nullopt;
}

bool read_activation(MapReader& reader, Layer& layer) {
  const Node* node = reader.find("activation");
  if (node != nullptr) {
    const auto word = read_word(*node, "activation", activations, reader.diagnostics());
    if (!word) return false;
    layer.activation = static_cast<Activation>(*word);
  }
  const Node* slope = reader.find("slope");
  if (slope == nullptr) return true;
  const auto number = as_number(*slope, "slope", reader.diagnostics());
  if (number && layer.activation != Activation::leaky_relu) {
    reader.diagnostics().error(code::bad_value, slope->where, "only `leaky_relu` has a `slope`");
  }
  layer.slope = number.value_or(layer.slope);
  return number && layer.activation == Activation::leaky_relu;
}

std::optional<Layer> read_layer(const Node& node, const std::string& name,
                                Diagnostics& diagnostics) {
  MapReader reader(node, "layers", diagnostics);
  Layer layer;
  layer.where = node.where;
  const auto own_name = read_name(reader, name);
  bool good = own_name.has_value();
  if (own_name) layer.name = *own_name;
  good = read_activation(reader, layer) && good;
  const Node* weights = reader.require("weights");
  std::optional<Tensor> matrix;
  if (weights != nullptr) matrix = read_matrix(*weights, "weights", diagnostics);
  if (matrix) layer.weights = std::move(*matrix);
  if (const Node* bias = reader.find("bias")) {
    layer.bias = read_vector(*bias, "bias", diagnostics);
  }
  if (!reader.finish() || !good || !matrix) return std::nullopt;
  return layer;
}

void read_layers(MapReader& reader, Block& block) {
  const Node* layers = reader.require("layers");
  if (layers == nullptr) return;
  if (!layers->is_list() || layers->items.empty()) {
    reader.diagnostics().error(
        code::wrong_type, layers->where,
        fmt::format("`layers` should be a list of layers, not {}",
                    layers->is_list() ? "an empty list" : std::string(describe(*layers))));
    return;
  }
  for (std::size_t i = 0; i < layers->items.size(); ++i) {
    const bool only = layers->items.size() == 1;
    auto layer =
        read_layer(layers->items[i], only ? "W" : fmt::format("W{}", i + 1), reader.diagnostics());
    if (layer) block.layers.push_back(std::move(*layer));
  }
}

// Losses of probabilities and of scores make those themselves.
void check_last_activation(const Node& layers, const Block& block, Diagnostics& diagnostics) {
  if (block.loss == Loss::mse || !layers.is_list() || layers.items.empty()) return;
  const Node* activation =
      layers.items.back().is_map() ? layers.items.back().find("activation") : nullptr;
  if (activation == nullptr || activation->text == "linear") return;
  if (std::find(activations.begin(), activations.end(), activation->text) == activations.end()) {
    return;  // reported already
  }
  const char* const why = block.loss == Loss::sigmoid_bce ? "the sigmoid belongs to the loss"
                          : block.loss == Loss::hinge     ? "the loss takes scores"
                                                          : "the softmax belongs to the loss";
  diagnostics.error(code::bad_value, activation->where, "the last layer has no activation", why);
}

// The number of a class or a list of them; else numbers, a vector or a matrix.
void read_target(const Node& node, Block& block, Diagnostics& diagnostics) {
  block.target_where = node.where;
  if (!node.is_list()) {
    if (block.has_classes()) {
      if (const auto index = as_count(node, "target", diagnostics)) block.target = *index;
    } else if (const auto number = as_number(node, "target", diagnostics)) {
      block.target = grader::Array{{1}, {*number}, false};
    }
    return;
  }
  if (!block.has_classes()) {
    auto tensor = read_vector_or_matrix(node, "target", diagnostics);
    if (tensor) block.target = std::move(tensor->array);
    return;
  }
  grader::Array classes;
  classes.counts = true;
  for (const Node& item : node.items) {
    const auto index = as_count(item, "target", diagnostics);
    classes.data.push_back(static_cast<double>(index.value_or(0)));
  }
  classes.shape = {static_cast<std::int64_t>(classes.data.size())};
  block.target = std::move(classes);
}

void read_l2(const Node& node, Block& block, Diagnostics& diagnostics) {
  const auto number = as_number(node, "l2", diagnostics);
  if (number && *number < 0) {
    diagnostics.error(code::bad_value, node.where, "`l2` should be 0 or more");
  }
  if (number) block.l2 = Number{*number, node.where};
}

}  // namespace

std::string suffix(const Block& block, std::size_t index) {
  return block.layers.size() == 1 ? "" : fmt::format("{}", index + 1);
}

std::string bias_name(const Block& block, std::size_t index) { return "b" + suffix(block, index); }

std::optional<Block> read_block(const Node& node, Diagnostics& diagnostics) {
  MapReader reader(node, "training", diagnostics);
  Block block;
  block.where = node.where;
  if (const Node* input = reader.require("input")) {
    auto tensor = read_vector_or_matrix(*input, "input", diagnostics);
    if (tensor) block.input = std::move(*tensor);
  }
  read_layers(reader, block);
  if (const Node* loss = reader.require("loss")) {
    const auto word = read_word(*loss, "loss", losses, diagnostics);
    if (word) block.loss = static_cast<Loss>(*word);
  }
  if (const Node* layers = reader.find("layers"))
    check_last_activation(*layers, block, diagnostics);
  if (const Node* target = reader.require("target")) read_target(*target, block, diagnostics);
  if (const Node* l2 = reader.find("l2")) read_l2(*l2, block, diagnostics);
  if (const Node* update = reader.find("update")) {
    block.update = read_update(*update, block, diagnostics);
  }
  if (!reader.finish()) return std::nullopt;
  return block;
}

}  // namespace reference::training
