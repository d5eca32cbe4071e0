// Whether what a block gives fits together. Internal to reference/training.
#pragma once

#include "grader/graph/graph.h"
#include "reference/training/block.h"

namespace reference::training {

// Reports every matrix, bias, memory of an update and target that does not fit. A target that is a
// vector of numbers for a batch of one output each becomes a column. False iff it reported.
bool shapes_fit(Block& block, const grader::Graph& graph, grader::Diagnostics& diagnostics);

}  // namespace reference::training
