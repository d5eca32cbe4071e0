// The block `code:` as it stands in a problem file.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grader/base/diagnostics.h"
#include "grader/yaml/node.h"
#include "reference/code/trial.h"
#include "reference/stage/stage.h"

namespace reference::code {

struct Name {
  std::string text;
  grader::Place where = {};
};

struct Block : stage::Stage {
  stage::Snippet solution;
  std::string function;                  // the name of the function that is asked for, or ""
  std::vector<Name> arguments{{"img"}};  // what a function is called with
  std::vector<Name> forbid;              // "cv2", "np.mean"
  Worth worth;
};

std::optional<Block> read_block(const grader::yaml::Node& node, grader::Diagnostics& diagnostics);

// Runs setup and solution; what is wrong with them is reported at its place in the text.
std::optional<Task> solve(const Block& block, grader::Diagnostics& diagnostics);

}  // namespace reference::code
