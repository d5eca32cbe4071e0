#include "reference/matching/block.h"

#include <fmt/core.h>

#include "grader/yaml/map_reader.h"
#include "reference/relation/scenes.h"

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
      items.push_back({label.text, std::move(*read), text.where, text.text_place()});
    }
  }
  return items;
}

std::optional<std::int64_t> read_extent(MapReader& reader, std::string_view key) {
  const auto extent = reader.count(key);
  if (!extent || (*extent >= 1 && *extent <= 1'000'000)) return extent;
  reader.diagnostics().error(code::bad_value, reader.node().find(key)->where,
                             fmt::format("`{}` should be between 1 and 1000000", key));
  return std::nullopt;
}

std::optional<std::int64_t> read_channels(MapReader& reader) {
  const auto channels = reader.count("channels", 3);
  if (!channels || *channels == 1 || *channels == 3) return channels;
  reader.diagnostics().error(code::bad_value, reader.node().find("channels")->where,
                             "`channels` should be 1 or 3");
  return std::nullopt;
}

std::optional<Image> read_image(const Node& node, Diagnostics& diagnostics) {
  MapReader reader(node, "image", diagnostics);
  const auto height = read_extent(reader, "height");
  const auto width = read_extent(reader, "width");
  const auto channels = read_channels(reader);
  if (!reader.finish() || !height || !width || !channels) return std::nullopt;
  constexpr std::int64_t most = relation::most_pixels;
  if (*height > most / *width) {
    diagnostics.error(code::bad_value, node.where,
                      fmt::format("the image has more than {} pixels", most));
    return std::nullopt;
  }
  return Image{*height, *width, *channels, node.where};
}

void read_numpy(MapReader& reader, Block& block) {
  if (reader.find("numpy") == nullptr) return;
  const auto version = reader.count("numpy");
  if (!version) return;
  block.numpy = static_cast<int>(*version);
  if (*version == 1 || *version == 2) return;
  reader.diagnostics().error(code::bad_value, reader.node().find("numpy")->where,
                             "`numpy` should be 1 or 2", "whose rules of types");
}

// What only snippets have a use for.
void check_plain(const Node& node, Diagnostics& diagnostics) {
  for (const char* key : {"image", "setup", "numpy"}) {
    const Node* found = node.find(key);
    if (found == nullptr) continue;
    diagnostics.error(code::bad_value, found->where,
                      fmt::format("a table with a typed `key` runs nothing and has no `{}`", key),
                      "without `key` both columns are run, and the key is computed");
  }
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
      block.setup = Item{"setup", std::move(*text), setup->where, setup->text_place()};
    }
  }
  block.key = reader.find("key");
  read_numpy(reader, block);
  if (block.key != nullptr) check_plain(node, diagnostics);
  if (!reader.finish()) return std::nullopt;
  return block;
}

}  // namespace reference::matching
