#include "reference/training/block.h"

#include <fmt/core.h>

#include <algorithm>

#include "grader/base/words.h"
#include "grader/yaml/map_reader.h"
#include "reference/language/words.h"

namespace reference::training {
namespace {

namespace code = grader::code;
using grader::Diagnostics;
using grader::yaml::MapReader;
using grader::yaml::Node;

constexpr std::pair<std::string_view, Activation> activations[] = {
    {"linear", Activation::linear},
    {"relu", Activation::relu},
    {"sigmoid", Activation::sigmoid},
    {"tanh", Activation::tanh},
};

// One of the words of a key, or a report.
bool expect_word(const Node& node, std::string_view key, const std::vector<std::string>& words,
                 Diagnostics& diagnostics) {
  const auto text = as_text(node, key, diagnostics);
  if (!text) return false;
  if (std::find(words.begin(), words.end(), *text) != words.end()) return true;
  diagnostics.error(code::bad_value, node.where, fmt::format("unknown `{}`: `{}`", key, *text),
                    grader::suggestion(*text, words));
  return false;
}

std::optional<std::vector<double>> read_numbers(const Node& node, std::string_view key,
                                                Diagnostics& diagnostics) {
  if (!node.is_list() || node.items.empty()) {
    diagnostics.error(code::wrong_type, node.where,
                      fmt::format("`{}` should be a list of numbers, not {}", key,
                                  node.is_list() ? "an empty list" : std::string(describe(node))));
    return std::nullopt;
  }
  std::vector<double> numbers;
  for (const Node& item : node.items) {
    if (const auto number = as_number(item, key, diagnostics)) numbers.push_back(*number);
  }
  if (numbers.size() != node.items.size()) return std::nullopt;
  return numbers;
}

std::optional<Tensor> read_vector(const Node& node, std::string_view key,
                                  Diagnostics& diagnostics) {
  auto numbers = read_numbers(node, key, diagnostics);
  if (!numbers) return std::nullopt;
  Tensor tensor;
  tensor.where = node.where;
  tensor.array.shape = {static_cast<std::int64_t>(numbers->size())};
  tensor.array.data = std::move(*numbers);
  return tensor;
}

std::optional<Tensor> read_matrix(const Node& node, std::string_view key,
                                  Diagnostics& diagnostics) {
  if (!node.is_list() || node.items.empty()) {
    diagnostics.error(code::wrong_type, node.where,
                      fmt::format("`{}` should be a list of rows, not {}", key,
                                  node.is_list() ? "an empty list" : std::string(describe(node))),
                      "a row an output: [[5, 4, 3], [3, 4, 2]]");
    return std::nullopt;
  }
  Tensor tensor;
  tensor.where = node.where;
  std::size_t columns = 0;
  bool good = true;
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    const auto row = read_numbers(node.items[i], key, diagnostics);
    good = good && row.has_value();
    if (!row) continue;
    if (columns == 0) columns = row->size();
    if (row->size() != columns) {
      diagnostics.error(code::shape_mismatch, node.items[i].where,
                        fmt::format("row {} of `{}` has {}, the rows before it {}", i + 1, key,
                                    grader::counted(row->size(), "number"), columns));
      good = false;
    }
    tensor.array.data.insert(tensor.array.data.end(), row->begin(), row->end());
  }
  if (!good) return std::nullopt;
  tensor.array.shape = {static_cast<std::int64_t>(node.items.size()),
                        static_cast<std::int64_t>(columns)};
  return tensor;
}

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

std::optional<Activation> read_activation(MapReader& reader) {
  const Node* node = reader.find("activation");
  if (node == nullptr) return Activation::linear;
  std::vector<std::string> words;
  for (const auto& [word, activation] : activations) words.emplace_back(word);
  if (!expect_word(*node, "activation", words, reader.diagnostics())) return std::nullopt;
  for (const auto& [word, activation] : activations) {
    if (word == node->text) return activation;
  }
  return std::nullopt;
}

std::optional<Layer> read_layer(const Node& node, std::size_t index, std::size_t layers,
                                Diagnostics& diagnostics) {
  MapReader reader(node, "layers", diagnostics);
  const auto name = read_name(reader, layers == 1 ? "W" : fmt::format("W{}", index + 1));
  const auto activation = read_activation(reader);
  if (index + 1 == layers && activation && *activation != Activation::linear) {
    diagnostics.error(code::bad_value, node.find("activation")->where,
                      "the last layer has no activation", "the softmax belongs to the loss");
  }
  const Node* weights = reader.require("weights");
  std::optional<Tensor> matrix;
  if (weights != nullptr) matrix = read_matrix(*weights, "weights", diagnostics);
  const Node* bias = reader.find("bias");
  std::optional<Tensor> vector;
  if (bias != nullptr) vector = read_vector(*bias, "bias", diagnostics);
  if (!reader.finish() || !name || !activation || !matrix) return std::nullopt;
  return Layer{*name, std::move(*matrix), std::move(vector), *activation, node.where};
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
    auto layer = read_layer(layers->items[i], i, layers->items.size(), reader.diagnostics());
    if (layer) block.layers.push_back(std::move(*layer));
  }
}

void read_update(const Node& node, Block& block, Diagnostics& diagnostics) {
  MapReader reader(node, "update", diagnostics);
  if (const Node* rule = reader.require("rule")) {
    expect_word(*rule, "rule", {"gradient_descent"}, diagnostics);
  }
  if (const Node* step = reader.require("step")) {
    block.step = as_number(*step, "step", diagnostics);
    block.step_where = step->where;
    if (block.step && *block.step <= 0) {
      diagnostics.error(code::bad_value, step->where, "`step` should be positive");
    }
  }
  reader.finish();
}

}  // namespace

std::string suffix(const Block& block, std::size_t index) {
  return block.layers.size() == 1 ? "" : fmt::format("{}", index + 1);
}

std::optional<Block> read_block(const Node& node, Diagnostics& diagnostics) {
  MapReader reader(node, "training", diagnostics);
  Block block;
  block.where = node.where;
  if (const Node* input = reader.require("input")) {
    if (auto vector = read_vector(*input, "input", diagnostics)) block.input = std::move(*vector);
  }
  read_layers(reader, block);
  if (const Node* loss = reader.require("loss")) {
    expect_word(*loss, "loss", {"softmax_cross_entropy"}, diagnostics);
  }
  if (const Node* target = reader.require("target")) {
    block.target_where = target->where;
    if (const auto index = as_count(*target, "target", diagnostics)) block.target = *index;
  }
  if (const Node* update = reader.find("update")) read_update(*update, block, diagnostics);
  if (!reader.finish()) return std::nullopt;
  return block;
}

}  // namespace reference::training
