#pragma once

#include "grader/base/diagnostics.h"
#include "grader/graph/graph.h"
#include "reference/network/nodes.h"

namespace reference::network {

// Appends the quantities that network.h lists. The graph holds `conventions.bias`.
void add_quantities(const Network& network, grader::Graph& graph, grader::Diagnostics& diagnostics);

}  // namespace reference::network
