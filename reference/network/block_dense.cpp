// Dense blocks and transitions (Huang et al., "Densely connected convolutional networks", 2016:
// DenseNet-BC). Each layer reads all that went before and adds `growth` channels: batch norm, ReLU,
// a 1x1 convolution to `bottleneck` x growth channels, batch norm, ReLU, a 3x3 convolution.
#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "reference/network/block_parts.h"
#include "reference/network/settings.h"

namespace reference::network {
namespace {

namespace code = grader::code;
using grader::yaml::MapReader;
using YamlNode = grader::yaml::Node;

constexpr std::int64_t most_layers = 10'000;

struct DenseSettings {
  std::int64_t layers = 1;
  std::int64_t growth = 1;
  std::int64_t bottleneck = 4;  // 0: without the 1x1
  bool batch_norm = true;
};

// One layer and its concatenation with what it read.
void add_dense_layer(Builder& builder, const DenseSettings& settings, BlockParts& parts,
                     std::int64_t number) {
  const std::size_t input = builder.last();
  Start start = builder.part(fmt::format("layer{}", number));
  builder.open(start);
  if (settings.batch_norm) parts.batch_norm("bn1");
  parts.activation("relu1");
  if (settings.bottleneck > 0) {
    parts.conv("reduce", 1, 1, settings.bottleneck * settings.growth);
    if (settings.batch_norm) parts.batch_norm("bn2");
    parts.activation("relu2");
  }
  const std::size_t added = parts.conv("conv3x3", 3, 1, settings.growth);
  add_concat(builder, builder.part("concat"), {input, added});
  builder.close();
}

void read_dense(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  const Start start = builder.start(reader, kind);
  DenseSettings dense;
  dense.layers = read_positive(reader, "layers").value_or(1);
  dense.growth = read_positive(reader, "growth").value_or(1);
  if (const YamlNode* node = reader.find("bottleneck")) {
    dense.bottleneck = as_extent(*node, "bottleneck", 0, builder.diagnostics()).value_or(4);
  }
  dense.batch_norm = reader.boolean("batch_norm", true).value_or(true);
  const Bias bias = read_bias(reader, dense.batch_norm ? Bias::none : Bias::by_convention);
  reader.finish();
  std::int64_t width = 0;
  if (dense.layers > most_layers ||
      __builtin_mul_overflow(dense.bottleneck, dense.growth, &width)) {
    builder.diagnostics().error(code::bad_value, settings.where,
                                fmt::format("`layers` should be at most {}", most_layers));
    return;
  }
  if (!builder.expect(start.input, {Layout::image}, kind, settings.where)) return;
  BlockParts parts(builder, false, bias, settings.where);
  builder.open(start);
  for (std::int64_t i = 1; i <= dense.layers && !builder.full(settings.where); ++i) {
    add_dense_layer(builder, dense, parts, i);
  }
  builder.close();
}

// The channels that a transition leaves.
std::int64_t compressed(MapReader& reader, std::int64_t channels) {
  const YamlNode* node = reader.find("compression");
  grader::Fraction share(1, 2);
  if (node != nullptr) {
    share = as_fraction(*node, "compression", reader.diagnostics()).value_or(share);
    if (share <= 0 || share > 1) {
      reader.diagnostics().error(code::bad_value, node->where,
                                 "`compression` should be above 0 and at most 1");
      return 1;
    }
  }
  const auto kept = static_cast<std::int64_t>(
      std::floor(static_cast<double>(channels) * share.to_double() + 1e-9));
  return std::max<std::int64_t>(kept, 1);
}

void read_transition(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  const Start start = builder.start(reader, kind);
  const std::int64_t kept = compressed(reader, builder.node(start.input).channels);
  const std::int64_t out = read_positive(reader, "out_channels", kept);
  const bool batch_norm = reader.boolean("batch_norm", true).value_or(true);
  const Bias bias = read_bias(reader, batch_norm ? Bias::none : Bias::by_convention);
  reader.finish();
  if (!builder.expect(start.input, {Layout::image}, kind, settings.where)) return;
  BlockParts parts(builder, false, bias, settings.where);
  builder.open(start);
  if (batch_norm) parts.batch_norm("bn");
  parts.activation("relu");
  parts.conv("conv1x1", 1, 1, out);
  Window window = keeping_window(2, 2, settings.where);
  window.padding = {0, 0};
  add_pool(builder, builder.part("pool"), window);
  builder.close();
}

constexpr LayerKind table[] = {
    {"dense_block", read_dense},
    {"transition", read_transition},
};

}  // namespace

std::span<const LayerKind> dense_blocks() { return table; }

}  // namespace reference::network
