#pragma once

#include "grader/base/diagnostics.h"
#include "grader/graph/graph.h"
#include "reference/training/block.h"

namespace reference::training {

// Appends the givens and steps of a block whose shapes fit; see training.h. False iff it reported.
bool expand(const Block& block, grader::Graph& graph, grader::Diagnostics& diagnostics);

}  // namespace reference::training
