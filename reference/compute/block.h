// The block `compute:` as it stands in a problem file.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grader/base/diagnostics.h"
#include "grader/graph/value.h"
#include "grader/yaml/node.h"

namespace reference::compute {

struct Given {
  std::string name;
  grader::Value value;
  std::vector<std::string> axes;  // a name for each axis, or nothing
  std::string one_hot;            // of `{one_hot: .., classes: ..}`: the expression; else empty
  grader::Place where;
};

struct Step {
  std::string name;
  grader::Place name_where;
  std::string text;
  grader::Place where;  // of the text
};

// No block has more: a gradient knows all steps that it goes through.
inline constexpr std::size_t most_steps = 1'000;

struct Block {
  std::vector<Given> givens;
  std::vector<Step> steps;  // in order, at least one
  std::vector<Step> checks;
  grader::Place where;

  const Given* given(std::string_view name) const;
};

// Names are names, no name is given twice, axes fit their arrays and each other; expressions are
// not yet looked at. Empty iff it reported.
std::optional<Block> read_block(const grader::yaml::Node& node, grader::Diagnostics& diagnostics);

}  // namespace reference::compute
