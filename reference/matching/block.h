// The block `matching:` as it stands in a problem file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "grader/base/diagnostics.h"
#include "grader/yaml/node.h"

namespace reference::matching {

struct Item {
  std::string label;
  std::string text;          // a snippet, or plain words
  grader::Place where;       // of the value
  grader::Place text_place;  // where the text begins in it
};

struct Image {  // what imread yields
  std::int64_t height = 0;
  std::int64_t width = 0;
  std::int64_t channels = 3;
  grader::Place where;
};

struct Block {
  std::optional<Image> image;
  std::optional<Item> setup;
  std::vector<Item> left;
  std::vector<Item> right;
  int numpy = 1;                            // whose type rules
  const grader::yaml::Node* key = nullptr;  // of `key:`
};

std::optional<Block> read_block(const grader::yaml::Node& node, grader::Diagnostics& diagnostics);

}  // namespace reference::matching
