// The block `code:` as it stands in a problem file.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grader/base/diagnostics.h"
#include "grader/yaml/node.h"
#include "reference/code/trial.h"

namespace reference::code {

struct Snippet {
  std::string text;
  grader::Place where;  // of the text
};

struct Block {
  relation::ImageSize image;
  grader::Place image_where;
  std::optional<Snippet> setup;
  Snippet solution;
  std::vector<std::string> arguments{"img"};  // what a function is called with
  std::vector<std::string> forbid;            // "cv2", "np.mean"
  Worth worth;
  evaluator::Options options;  // for author and students; without `forbid`
};

std::optional<Block> read_block(const grader::yaml::Node& node, grader::Diagnostics& diagnostics);

// Runs setup and solution; what is wrong with them is reported at its place in the text.
std::optional<Task> solve(const Block& block, grader::Diagnostics& diagnostics);

}  // namespace reference::code
