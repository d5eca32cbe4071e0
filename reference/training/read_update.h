// `update:` of a block: how the weights change. Internal to reference/training.
#pragma once

#include <span>

#include "reference/training/block.h"

namespace reference::training {

// Empty iff it reported. Requires: the layers of `block` are read.
std::optional<Update> read_update(const grader::yaml::Node& node, const Block& block,
                                  grader::Diagnostics& diagnostics);

// What a rule remembers of each parameter: "v", "m", "s".
std::span<const std::string_view> memory_of(Rule rule);

}  // namespace reference::training
