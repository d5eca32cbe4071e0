#pragma once

#include "grader/graph/graph.h"
#include "reference/compute/block.h"

namespace reference::compute {

// A pair that a derivative is taken of: grad(of, by).
struct Derivative {
  grader::QuantityIndex of;
  grader::QuantityIndex by;
};

// Appends the givens and steps of a block. Returns the derivatives that its steps take; empty iff
// it reported.
std::optional<std::vector<Derivative>> expand(const Block& block, grader::Graph& graph,
                                              grader::Diagnostics& diagnostics);

}  // namespace reference::compute
