#include "reference/network/read.h"

#include <fmt/core.h>

#include "reference/network/builder.h"
#include "reference/network/layers.h"
#include "reference/network/settings.h"

namespace reference::network {
namespace {

namespace code = grader::code;
using grader::Diagnostics;
using grader::yaml::MapReader;
using YamlNode = grader::yaml::Node;

void read_shape(const YamlNode& shape, Node& input, Diagnostics& diagnostics) {
  if (!shape.is_list() || shape.items.empty() || shape.items.size() > 3) {
    diagnostics.error(code::wrong_type, shape.where,
                      "`shape` should be [channels, height, width], [length, features] or "
                      "[features]");
    return;
  }
  const auto extents = read_positives(shape, "shape", shape.items.size(), diagnostics);
  if (!extents) return;
  static constexpr Layout layouts[] = {Layout::features, Layout::sequence, Layout::image};
  input.layout = layouts[extents->size() - 1];
  input.shape = *extents;
  if (input.layout == Layout::image) input.channels = extents->front();
}

void read_input(const YamlNode& node, Builder& builder) {
  MapReader reader(node, "input", builder.diagnostics());
  Node input;
  input.where = node.where;
  if (const YamlNode* shape = reader.require("shape")) {
    input.where = shape->where;
    read_shape(*shape, input, builder.diagnostics());
  }
  if (const YamlNode* name = reader.find("name")) {
    input.name = read_name(*name, builder).value_or("");
  } else {
    builder.claim("x", node.where);
    input.name = "x";
  }
  reader.finish();
  builder.add_input(std::move(input));
}

// memory: {bytes: 4, factor: 1}
void read_memory(const YamlNode& node, Network& network, Diagnostics& diagnostics) {
  MapReader reader(node, "memory", diagnostics);
  network.bytes_per_element = read_positive(reader, "bytes", network.bytes_per_element);
  network.training_factor = read_positive(reader, "factor", network.training_factor);
  reader.finish();
}

}  // namespace

std::optional<Network> read_network(const YamlNode& node, Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.count(grader::Severity::error);
  Network network;
  network.where = node.where;
  Builder builder(network, diagnostics);
  MapReader reader(node, "network", diagnostics);
  const YamlNode* input = reader.require("input");
  const YamlNode* layers = reader.require("layers");
  if (const YamlNode* memory = reader.find("memory")) read_memory(*memory, network, diagnostics);
  network.finds = reader.find("find");
  reader.finish();
  if (input == nullptr || layers == nullptr) return std::nullopt;
  read_input(*input, builder);
  read_layers(*layers, "layers", builder);
  if (diagnostics.count(grader::Severity::error) > before) return std::nullopt;
  return network;
}

}  // namespace reference::network
