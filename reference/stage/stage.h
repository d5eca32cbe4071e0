// What snippets of a problem start from, as it stands in the blocks that run some: `image`, `setup`
// and `numpy`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/base/diagnostics.h"
#include "grader/yaml/map_reader.h"
#include "reference/relation/scenes.h"

namespace reference::stage {

struct Snippet {
  std::string text;
  grader::Place where;       // of the value
  grader::Place text_place;  // where the text begins in it
};

struct Stage {
  relation::ImageSize image;  // what imread yields
  grader::Place image_where;  // of the block if it has no `image`
  std::optional<Snippet> setup;
  int numpy = 1;  // whose rules of types
};

// Reports what is wrong with them.
Stage read_stage(grader::yaml::MapReader& block);

// Empty iff it reported.
std::optional<Snippet> read_snippet(const grader::yaml::Node& node, std::string_view key,
                                    grader::Diagnostics& diagnostics);

evaluator::Options options_of(int numpy);

// `setup` may be empty. Fails as it does.
grader::Result<std::vector<relation::Scene>, evaluator::Failure> scenes_of(
    const relation::ImageSize& image, const std::string& setup, const evaluator::Options& options);

}  // namespace reference::stage
