#include "reference/network/read.h"

#include <fmt/core.h>

#include "grader/base/words.h"
#include "reference/network/builder.h"

namespace reference::network {
namespace {

namespace code = grader::code;
using grader::Diagnostics;
using grader::yaml::MapReader;
using YamlNode = grader::yaml::Node;

void read_shape(const YamlNode& shape, Node& input, Diagnostics& diagnostics) {
  if (!shape.is_list() || (shape.items.size() != 1 && shape.items.size() != 3)) {
    diagnostics.error(code::wrong_type, shape.where,
                      "`shape` should be [channels, height, width] or [features]");
    return;
  }
  const auto extents = read_positives(shape, "shape", shape.items.size(), diagnostics);
  if (!extents) return;
  input.spatial = extents->size() == 3;
  input.out = extents->front();
  if (input.spatial) input.size = {(*extents)[1], (*extents)[2]};
}

void read_input(const YamlNode& node, Builder& builder) {
  MapReader reader(node, "input", builder.diagnostics());
  Node input;
  input.where = node.where;
  if (node.find("name") == nullptr) {
    reader.find("name");
    builder.claim("x", node.where);
    input.name = "x";
  } else {
    input.name = builder.name(reader, "input").value_or("");
  }
  if (const YamlNode* shape = reader.require("shape")) {
    input.where = shape->where;
    read_shape(*shape, input, builder.diagnostics());
  }
  reader.finish();
  builder.add(std::move(input));
}

void read_layer(const YamlNode& layer, Builder& builder) {
  const bool single = layer.is_map() && layer.entries.size() == 1;
  if (!single && !layer.is_scalar()) {
    builder.diagnostics().error(code::wrong_type, layer.where,
                                "a layer is a name or a map with one key",
                                "write `- conv: {kernel: 3, out_channels: 8}` or `- relu`");
    return;
  }
  const YamlNode& kind = single ? layer.entries.front().first : layer;
  YamlNode nothing;
  nothing.kind = YamlNode::Kind::map;
  nothing.where = kind.where;
  const YamlNode& given = single ? layer.entries.front().second : nothing;
  const YamlNode& settings = given.is_null() ? nothing : given;
  std::vector<std::string> names;
  for (const LayerKind& known : layer_kinds()) {
    if (known.name == kind.text) return known.read(settings, known.name, builder);
    names.emplace_back(known.name);
  }
  builder.diagnostics().error(code::unknown_name, kind.where,
                              fmt::format("unknown layer `{}`", kind.text),
                              grader::suggestion(kind.text, names));
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
  reader.finish();
  if (input == nullptr || layers == nullptr) return std::nullopt;
  read_input(*input, builder);
  if (!layers->is_list() || layers->items.empty()) {
    diagnostics.error(
        code::wrong_type, layers->where,
        fmt::format("`layers` should be a list of layers, not {}",
                    layers->is_list() ? "an empty list" : std::string(describe(*layers))));
  }
  for (const YamlNode& layer : layers->items) read_layer(layer, builder);
  if (diagnostics.count(grader::Severity::error) > before) return std::nullopt;
  return network;
}

}  // namespace reference::network
