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
    if (auto read = stage::read_snippet(text, label.text, diagnostics)) {
      items.push_back({std::move(*read), label.text});
    }
  }
  return items;
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
  block.stage = stage::read_stage(reader);
  block.key = reader.find("key");
  if (block.key != nullptr) check_plain(node, diagnostics);
  if (!reader.finish()) return std::nullopt;
  return block;
}

}  // namespace reference::matching
