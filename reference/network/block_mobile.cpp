// Small blocks: fire (Iandola et al., "SqueezeNet", 2016), depthwise separable convolutions (Howard
// et al., "MobileNets", 2017), inverted residuals (Sandler et al., "MobileNetV2", 2018).
#include "reference/network/block_parts.h"
#include "reference/network/settings.h"

namespace reference::network {
namespace {

namespace code = grader::code;
using grader::yaml::MapReader;
using YamlNode = grader::yaml::Node;

void read_fire(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  const Start start = builder.start(reader, kind);
  const std::int64_t squeeze = read_positive(reader, "squeeze").value_or(1);
  const std::int64_t expand1x1 = read_positive(reader, "expand1x1").value_or(1);
  const std::int64_t expand3x3 = read_positive(reader, "expand3x3").value_or(1);
  BlockParts parts = read_parts(reader, builder, false);
  reader.finish();
  if (!builder.expect(start.input, {Layout::image}, kind, settings.where)) return;
  builder.open(start);
  parts.conv("squeeze", 1, 1, squeeze);
  parts.activation("squeeze_relu");
  const std::size_t squeezed = builder.last();
  const std::size_t one = parts.conv("expand1x1", 1, 1, expand1x1);
  builder.continue_from(squeezed);
  const std::size_t three = parts.conv("expand3x3", 3, 1, expand3x3);
  add_concat(builder, builder.part("concat"), {one, three});
  parts.activation("relu");
  builder.close();
}

// The window of the depthwise part: by default a kernel that keeps the size, but for the stride.
Window read_depthwise_window(MapReader& reader, std::int64_t stride) {
  const std::int64_t kernel = read_positive(reader, "kernel", 3);
  Window window = keeping_window(kernel, stride, reader.node().where);
  if (kernel % 2 == 0) window.kind = Padding::same;
  return window;
}

void read_separable(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  const Start start = builder.start(reader, kind);
  const std::int64_t out = read_positive(reader, "out_channels").value_or(1);
  const std::int64_t multiplier = read_positive(reader, "multiplier", 1);
  const Window window = read_depthwise_window(reader, read_positive(reader, "stride", 1));
  const bool activated = reader.boolean("activation", true).value_or(true);
  BlockParts parts = read_parts(reader, builder, false);
  reader.finish();
  if (!builder.expect(start.input, {Layout::image}, kind, settings.where)) return;
  builder.open(start);
  parts.depthwise("depthwise", window, multiplier);
  if (activated) parts.activation("depthwise_relu");
  parts.conv("pointwise", 1, 1, out);
  if (activated) parts.activation("pointwise_relu");
  builder.close();
}

void read_inverted(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  const Start start = builder.start(reader, kind);
  const std::int64_t out = read_positive(reader, "out_channels").value_or(1);
  const std::int64_t expansion = read_positive(reader, "expansion", 6);
  const std::int64_t stride = read_positive(reader, "stride", 1);
  const Window window = read_depthwise_window(reader, stride);
  BlockParts parts = read_parts(reader, builder, true);
  reader.finish();
  if (!builder.expect(start.input, {Layout::image}, kind, settings.where)) return;
  const std::int64_t in = builder.node(start.input).channels;
  std::int64_t width = 0;
  if (__builtin_mul_overflow(in, expansion, &width)) {
    builder.diagnostics().error(code::overflow, settings.where, "the count does not fit 64 bits");
    return;
  }
  builder.open(start);
  if (expansion > 1) {
    parts.conv("expand", 1, 1, width);
    parts.activation("expand_relu");
  }
  parts.depthwise("depthwise", window, 1);
  parts.activation("depthwise_relu");
  const std::size_t end = parts.conv("project", 1, 1, out);
  if (stride == 1 && in == out) add_sum(builder, builder.part("add"), {end, start.input});
  builder.close();
}

constexpr LayerKind table[] = {
    {"fire", read_fire},
    {"separable", read_separable},
    {"inverted_residual", read_inverted},
};

}  // namespace

std::span<const LayerKind> mobile_blocks() { return table; }

}  // namespace reference::network
