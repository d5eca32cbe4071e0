#pragma once

#include "grader/graph/graph.h"
#include "reference/network/nodes.h"

namespace reference::network {

// Appends the quantities of blocks and of the whole, `network`: sums over their nodes, whose own
// quantities the graph holds, and the shape of their last node.
void add_totals(const Network& network, grader::Graph& graph);

}  // namespace reference::network
