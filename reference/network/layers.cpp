#include "reference/network/layers.h"

#include <fmt/core.h>

#include <array>

#include "grader/base/words.h"

namespace reference::network {
namespace {

namespace code = grader::code;
using YamlNode = grader::yaml::Node;

}  // namespace

std::span<const std::span<const LayerKind>> layer_families() {
  static const std::array families = {
      convolutions(),     pools(),           dense_layers(),     normalisations(),   activations(),
      reshapings(),       merges(),          recurrent_layers(), attention_layers(), sequences(),
      inception_blocks(), residual_blocks(), dense_blocks(),     mobile_blocks(),
  };
  return families;
}

const LayerKind* find_layer(std::string_view name) {
  for (const std::span<const LayerKind> family : layer_families()) {
    for (const LayerKind& kind : family) {
      if (kind.name == name) return &kind;
    }
  }
  return nullptr;
}

void report_unknown_layer(const YamlNode& name, Builder& builder) {
  std::vector<std::string> names;
  for (const std::span<const LayerKind> family : layer_families()) {
    for (const LayerKind& kind : family) names.emplace_back(kind.name);
  }
  builder.diagnostics().error(code::unknown_name, name.where,
                              fmt::format("unknown layer `{}`", name.text),
                              grader::suggestion(name.text, names));
}

void read_layer(const YamlNode& layer, Builder& builder) {
  const bool single = layer.is_map() && layer.entries.size() == 1;
  if (!single && !layer.is_scalar()) {
    builder.diagnostics().error(code::wrong_type, layer.where,
                                "a layer is a name or a map with one key",
                                "write `- conv: {kernel: 3, out_channels: 8}` or `- relu`");
    return;
  }
  const YamlNode& name = single ? layer.entries.front().first : layer;
  YamlNode nothing;
  nothing.kind = YamlNode::Kind::map;
  nothing.where = name.where;
  const YamlNode& given = single ? layer.entries.front().second : nothing;
  const YamlNode& settings = given.is_null() ? nothing : given;
  if (builder.full(name.where)) return;
  if (const LayerKind* kind = find_layer(name.text)) {
    return kind->read(settings, kind->name, builder);
  }
  report_unknown_layer(name, builder);
}

void read_layers(const YamlNode& layers, std::string_view key, Builder& builder) {
  if (!layers.is_list() || layers.items.empty()) {
    builder.diagnostics().error(
        code::wrong_type, layers.where,
        fmt::format("`{}` should be a list of layers, not {}", key,
                    layers.is_list() ? "an empty list" : std::string(describe(layers))));
  }
  for (const YamlNode& layer : layers.items) read_layer(layer, builder);
}

}  // namespace reference::network
