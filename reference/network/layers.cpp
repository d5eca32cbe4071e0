// The kinds of layers: settings in YAML -> nodes.
#include <fmt/core.h>

#include "grader/base/words.h"
#include "reference/network/builder.h"

namespace reference::network {
namespace {

namespace code = grader::code;
using grader::Diagnostics;
using grader::yaml::MapReader;
using YamlNode = grader::yaml::Node;

// A number for both directions, or [height, width].
std::optional<Extent> as_extents(const YamlNode& node, std::string_view key, std::int64_t least,
                                 Diagnostics& diagnostics) {
  if (!node.is_list()) {
    const auto both = as_extent(node, key, least, diagnostics);
    if (!both) return std::nullopt;
    return Extent{*both, *both};
  }
  if (node.items.size() != 2) {
    diagnostics.error(code::wrong_type, node.where,
                      fmt::format("`{}` should be a number or [height, width]", key));
    return std::nullopt;
  }
  const auto height = as_extent(node.items[0], key, least, diagnostics);
  const auto width = as_extent(node.items[1], key, least, diagnostics);
  if (!height || !width) return std::nullopt;
  return Extent{*height, *width};
}

void read_padding(const YamlNode& node, Window& window, Diagnostics& diagnostics) {
  const bool is_word =
      node.is_scalar() && node.text.find_first_not_of("0123456789+-._") != std::string::npos;
  if (!is_word) {
    if (const auto padding = as_extents(node, "padding", 0, diagnostics)) window.padding = *padding;
  } else if (node.text == "same") {
    window.same = true;
  } else if (node.text != "valid") {
    diagnostics.error(code::bad_value, node.where,
                      fmt::format("unknown `padding`: `{}`", node.text),
                      "a number, [height, width], `same` or `valid`");
  }
}

// kernel, stride and padding; without a stride windows of a pool do not overlap.
Window read_window(MapReader& reader, bool pool) {
  Window window;
  window.where = reader.node().where;
  if (const YamlNode* kernel = reader.require("kernel")) {
    window.where = kernel->where;
    if (const auto extent = as_extents(*kernel, "kernel", 1, reader.diagnostics())) {
      window.kernel = *extent;
    }
  }
  if (pool) window.stride = window.kernel;
  if (const YamlNode* stride = reader.find("stride")) {
    if (const auto extent = as_extents(*stride, "stride", 1, reader.diagnostics())) {
      window.stride = *extent;
    }
  }
  if (const YamlNode* padding = reader.find("padding")) {
    read_padding(*padding, window, reader.diagnostics());
  }
  return window;
}

Bias read_bias(MapReader& reader) {
  const YamlNode* node = reader.find("bias");
  if (node == nullptr) return Bias::by_convention;
  if (node->is_scalar() && node->text == "none") return Bias::none;
  if (node->is_scalar() && node->text == "per_filter") return Bias::per_filter;
  reader.diagnostics().error(code::bad_value, node->where,
                             "`bias` should be `none` or `per_filter`");
  return Bias::by_convention;
}

Node make(Node::Kind kind, const std::optional<std::string>& name, const Builder& builder,
          const YamlNode& settings) {
  Node node;
  node.kind = kind;
  node.name = name.value_or("");
  node.inputs = {builder.last()};
  node.spatial = builder.node(builder.last()).spatial;
  node.where = settings.where;
  return node;
}

void add_layer(Builder& builder, Node node) {
  const std::string name = node.name;
  const grader::Place where = node.where;
  builder.add(std::move(node));
  builder.finish_unit(name, false, where);
}

void read_conv(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  Node node = make(Node::Kind::conv, builder.name(reader, kind), builder, settings);
  if (const auto out = read_positive(reader, "out_channels")) node.out = *out;
  node.window = read_window(reader, false);
  node.bias = read_bias(reader);
  reader.finish();
  builder.expect_spatial(builder.last(), true, kind, settings.where);
  node.spatial = true;
  add_layer(builder, std::move(node));
}

void read_pool(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  Node node = make(Node::Kind::pool, builder.name(reader, kind), builder, settings);
  node.window = read_window(reader, true);
  reader.finish();
  builder.expect_spatial(builder.last(), true, kind, settings.where);
  node.spatial = true;
  add_layer(builder, std::move(node));
}

void read_global_pool(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  Node node = make(Node::Kind::global_pool, builder.name(reader, kind), builder, settings);
  reader.finish();
  builder.expect_spatial(builder.last(), true, kind, settings.where);
  node.spatial = true;
  add_layer(builder, std::move(node));
}

void read_activation(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  Node node = make(Node::Kind::activation, builder.name(reader, kind), builder, settings);
  reader.finish();
  add_layer(builder, std::move(node));
}

void read_flatten(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  Node node = make(Node::Kind::flatten, builder.name(reader, kind), builder, settings);
  reader.finish();
  node.spatial = false;
  add_layer(builder, std::move(node));
}

void read_fully_connected(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  Node node = make(Node::Kind::fully_connected, builder.name(reader, kind), builder, settings);
  if (const auto out = read_positive(reader, "out_features")) node.out = *out;
  node.bias = read_bias(reader);
  reader.finish();
  builder.expect_spatial(builder.last(), false, kind, settings.where);
  node.spatial = false;
  add_layer(builder, std::move(node));
}

constexpr LayerKind table[] = {
    {"conv", read_conv},           {"max_pool", read_pool},
    {"average_pool", read_pool},   {"global_average_pool", read_global_pool},
    {"relu", read_activation},     {"sigmoid", read_activation},
    {"tanh", read_activation},     {"softmax", read_activation},
    {"flatten", read_flatten},     {"fully_connected", read_fully_connected},
    {"inception", read_inception},
};

}  // namespace

std::span<const LayerKind> layer_kinds() { return table; }

}  // namespace reference::network
