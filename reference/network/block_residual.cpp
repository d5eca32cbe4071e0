// Residual blocks (He et al., "Deep residual learning for image recognition", 2015, figure 5):
// basic, two 3x3, and bottleneck, 1x1, 3x3, 1x1. The shortcut is a 1x1 convolution where the shape
// changes (option B). The paper has a bottleneck's stride in its first 1x1; torchvision's models
// have it in the 3x3 ("ResNet v1.5").
#include "reference/network/block_parts.h"
#include "reference/network/settings.h"

namespace reference::network {
namespace {

using grader::yaml::MapReader;
using YamlNode = grader::yaml::Node;

enum class Projection { where_needed, always, never };

Projection read_projection(MapReader& reader) {
  static constexpr Projection known[] = {Projection::where_needed, Projection::always,
                                         Projection::never};
  return known[read_word(reader, "projection", {"where_needed", "always", "never"}, 0)];
}

// Ends the block: the sum with the shortcut, and the activation.
void add_shortcut(Builder& builder, BlockParts& parts, const Start& start, Projection projection,
                  std::int64_t stride, std::int64_t out) {
  const std::size_t end = builder.last();
  std::size_t shortcut = start.input;
  const bool changes = stride != 1 || builder.node(start.input).channels != out;
  if (projection == Projection::always || (projection == Projection::where_needed && changes)) {
    builder.continue_from(start.input);
    shortcut = parts.conv("project", 1, stride, out);
  }
  add_sum(builder, builder.part("add"), {end, shortcut});
  parts.activation("relu");
}

void read_basic(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  const Start start = builder.start(reader, kind);
  const std::int64_t out = read_positive(reader, "out_channels").value_or(1);
  const std::int64_t stride = read_positive(reader, "stride", 1);
  const Projection projection = read_projection(reader);
  BlockParts parts = read_parts(reader, builder, true);
  reader.finish();
  if (!builder.expect(start.input, {Layout::image}, kind, settings.where)) return;
  builder.open(start);
  parts.conv("conv1", 3, stride, out);
  parts.activation("conv1_relu");
  parts.conv("conv2", 3, 1, out);
  add_shortcut(builder, parts, start, projection, stride, out);
  builder.close();
}

void read_bottleneck(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  const Start start = builder.start(reader, kind);
  const std::int64_t width = read_positive(reader, "width").value_or(1);
  std::int64_t widened = 0;
  if (__builtin_mul_overflow(width, std::int64_t{4}, &widened)) widened = width;
  const std::int64_t out = read_positive(reader, "out_channels", widened);
  const std::int64_t stride = read_positive(reader, "stride", 1);
  const bool in_1x1 = read_word(reader, "stride_in", {"conv3x3", "conv1x1"}, 0) == 1;
  const Projection projection = read_projection(reader);
  BlockParts parts = read_parts(reader, builder, true);
  reader.finish();
  if (!builder.expect(start.input, {Layout::image}, kind, settings.where)) return;
  builder.open(start);
  parts.conv("reduce", 1, in_1x1 ? stride : 1, width);
  parts.activation("reduce_relu");
  parts.conv("conv3x3", 3, in_1x1 ? 1 : stride, width);
  parts.activation("conv3x3_relu");
  parts.conv("expand", 1, 1, out);
  add_shortcut(builder, parts, start, projection, stride, out);
  builder.close();
}

constexpr LayerKind table[] = {
    {"basic_residual", read_basic},
    {"bottleneck_residual", read_bottleneck},
};

}  // namespace

std::span<const LayerKind> residual_blocks() { return table; }

}  // namespace reference::network
