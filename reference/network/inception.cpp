// The Inception module (Szegedy et al., "Going deeper with convolutions", 2014, figure 2b): four
// branches that keep height and width, concatenated over the channels.
#include <fmt/core.h>

#include "reference/network/builder.h"

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

// Adds the nodes of one module.
class Module {
 public:
  Module(std::string name, Builder& builder, const grader::Place& where)
      : name_(std::move(name)), builder_(builder), where_(where) {}

  std::size_t conv(std::string_view part, std::size_t input, std::int64_t side, std::int64_t out) {
    Node node = windowed(Node::Kind::conv, part, input, side);
    node.out = out;
    return builder_.add(std::move(node));
  }

  std::size_t pool(std::string_view part, std::size_t input, std::int64_t side) {
    return builder_.add(windowed(Node::Kind::pool, part, input, side));
  }

  std::size_t concat(std::string_view part, std::vector<std::size_t> inputs) {
    return builder_.add(start(Node::Kind::concat, part, std::move(inputs)));
  }

 private:
  // A square window of odd side, stride 1, padded so that height and width stay.
  Node windowed(Node::Kind kind, std::string_view part, std::size_t input,
                std::int64_t side) const {
    Node node = start(kind, part, {input});
    node.window.kernel = {side, side};
    node.window.padding = {(side - 1) / 2, (side - 1) / 2};
    node.window.where = where_;
    return node;
  }

  Node start(Node::Kind kind, std::string_view part, std::vector<std::size_t> inputs) const {
    Node node;
    node.kind = kind;
    node.name = fmt::format("{}.{}", name_, part);
    node.inputs = std::move(inputs);
    node.where = where_;
    return node;
  }

  std::string name_;
  Builder& builder_;
  grader::Place where_;
};

}  // namespace

void read_inception(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  const std::string name = builder.name(reader, kind).value_or("");
  const Widths widths = read_widths(reader);
  reader.finish();
  const std::size_t input = builder.last();
  builder.expect_spatial(input, true, kind, settings.where);

  Module m(name, builder, settings.where);
  const std::size_t conv1x1 = m.conv("conv1x1", input, 1, widths.conv1x1);
  const std::size_t reduce3x3 = m.conv("reduce3x3", input, 1, widths.reduce3x3);
  const std::size_t conv3x3 = m.conv("conv3x3", reduce3x3, 3, widths.conv3x3);
  const std::size_t reduce5x5 = m.conv("reduce5x5", input, 1, widths.reduce5x5);
  const std::size_t conv5x5 = m.conv("conv5x5", reduce5x5, 5, widths.conv5x5);
  const std::size_t pool = m.pool("pool", input, 3);
  const std::size_t project = m.conv("project", pool, 1, widths.project);
  m.concat("concat", {conv1x1, conv3x3, conv5x5, project});
  builder.finish_unit(name, true, settings.where);
}

}  // namespace reference::network
