// The Inception module (Szegedy et al., "Going deeper with convolutions", 2014, figure 2b): four
// branches that keep height and width, concatenated over the channels.
#include "reference/network/layers.h"
#include "reference/network/settings.h"

namespace reference::network {
namespace {

using grader::yaml::MapReader;
using YamlNode = grader::yaml::Node;

struct Widths {
  std::int64_t conv1x1 = 1;
  std::int64_t reduce3x3 = 1;
  std::int64_t conv3x3 = 1;
  std::int64_t reduce5x5 = 1;
  std::int64_t conv5x5 = 1;
  std::int64_t project = 1;
};

void read_pair(MapReader& reader, std::string_view key, std::int64_t& reduce, std::int64_t& out) {
  const YamlNode* node = reader.require(key);
  if (node == nullptr) return;
  if (const auto pair = read_positives(*node, key, 2, reader.diagnostics())) {
    reduce = (*pair)[0];
    out = (*pair)[1];
  }
}

Widths read_widths(MapReader& reader) {
  Widths widths;
  if (const auto out = read_positive(reader, "conv1x1")) widths.conv1x1 = *out;
  read_pair(reader, "conv3x3", widths.reduce3x3, widths.conv3x3);
  read_pair(reader, "conv5x5", widths.reduce5x5, widths.conv5x5);
  if (const auto out = read_positive(reader, "pool")) widths.project = *out;
  return widths;
}

void read_inception(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  const Start start = builder.start(reader, kind);
  const Widths widths = read_widths(reader);
  const Bias bias = read_bias(reader);
  reader.finish();
  builder.expect(start.input, {Layout::image}, kind, settings.where);

  builder.open(start);
  const auto conv = [&](std::string_view part, std::size_t input, std::int64_t side,
                        std::int64_t out) {
    builder.continue_from(input);
    Conv added;
    added.window = keeping_window(side, 1, settings.where);
    added.out = out;
    added.bias = bias;
    return add_conv(builder, builder.part(part), added);
  };
  const std::size_t input = start.input;
  const std::size_t conv1x1 = conv("conv1x1", input, 1, widths.conv1x1);
  const std::size_t reduce3x3 = conv("reduce3x3", input, 1, widths.reduce3x3);
  const std::size_t conv3x3 = conv("conv3x3", reduce3x3, 3, widths.conv3x3);
  const std::size_t reduce5x5 = conv("reduce5x5", input, 1, widths.reduce5x5);
  const std::size_t conv5x5 = conv("conv5x5", reduce5x5, 5, widths.conv5x5);
  builder.continue_from(input);
  const std::size_t pool =
      add_pool(builder, builder.part("pool"), keeping_window(3, 1, settings.where));
  const std::size_t project = conv("project", pool, 1, widths.project);
  add_concat(builder, builder.part("concat"), {conv1x1, conv3x3, conv5x5, project});
  builder.close();
}

constexpr LayerKind table[] = {{"inception", read_inception}};

}  // namespace

std::span<const LayerKind> inception_blocks() { return table; }

}  // namespace reference::network
