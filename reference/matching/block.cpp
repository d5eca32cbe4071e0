#include "reference/matching/block.h"

#include <fmt/core.h>

#include "grader/yaml/map_reader.h"

namespace reference::matching {
namespace {

namespace code = grader::code;
using grader::Diagnostics;
using grader::yaml::MapReader;
using grader::yaml::Node;

std::vector<Item> read_column(MapReader& reader, std::string_view key, Diagnostics& diagnostics) {
  std::vector<Item> items;
  const Node* column = reader.require(key);
  if (column == nullptr) return items;
  if (!column->is_map()) {
    diagnostics.error(code::wrong_type, column->where,
                      fmt::format("`{}` should be a map, not {}", key, describe(*column)),
                      "write `label: text`");
    return items;
  }
  if (column->entries.empty()) {
    diagnostics.error(code::bad_value, column->where, fmt::format("`{}` has no entries", key));
  }
  for (const auto& [label, text] : column->entries) {
    if (auto read = as_text(text, label.text, diagnostics)) {
      items.push_back({label.text, std::move(*read), text.where});
    }
  }
  return items;
}

std::optional<std::int64_t> read_extent(MapReader& reader, std::string_view key,
                                        std::optional<std::int64_t> fallback) {
  const auto extent = fallback ? reader.count(key, *fallback) : reader.count(key);
  if (!extent || (*extent >= 1 && *extent <= 1'000'000)) return extent;
  reader.diagnostics().error(code::bad_value, reader.node().find(key)->where,
                             fmt::format("`{}` should be between 1 and 1000000", key));
  return std::nullopt;
}

std::optional<Image> read_image(const Node& node, Diagnostics& diagnostics) {
  MapReader reader(node, "image", diagnostics);
  const auto height = read_extent(reader, "height", std::nullopt);
  const auto width = read_extent(reader, "width", std::nullopt);
  const auto channels = read_extent(reader, "channels", 3);
  if (!reader.finish() || !height || !width || !channels) return std::nullopt;
  return Image{*height, *width, *channels, node.where};
}

}  // namespace

std::optional<Block> read_block(const Node& node, Diagnostics& diagnostics) {
  MapReader reader(node, "matching", diagnostics);
  Block block;
  block.left = read_column(reader, "left", diagnostics);
  block.right = read_column(reader, "right", diagnostics);
  if (const Node* image = reader.find("image")) block.image = read_image(*image, diagnostics);
  if (const Node* setup = reader.find("setup")) {
    if (auto text = as_text(*setup, "setup", diagnostics)) {
      block.setup = Item{"setup", std::move(*text), setup->where};
    }
  }
  block.key = reader.find("key");
  if (!reader.finish()) return std::nullopt;
  return block;
}

}  // namespace reference::matching
