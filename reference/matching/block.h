// The block `matching:` as it stands in a problem file.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grader/base/diagnostics.h"
#include "grader/yaml/node.h"
#include "reference/stage/stage.h"

namespace reference::matching {

struct Item : stage::Snippet {  // or plain words
  std::string label;
};

struct Block {
  stage::Stage stage;
  std::vector<Item> left;
  std::vector<Item> right;
  const grader::yaml::Node* key = nullptr;  // of `key:`
};

std::optional<Block> read_block(const grader::yaml::Node& node, grader::Diagnostics& diagnostics);

}  // namespace reference::matching
