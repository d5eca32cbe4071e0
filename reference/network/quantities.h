#pragma once

#include <string>
#include <string_view>

#include "grader/base/diagnostics.h"
#include "grader/graph/graph.h"
#include "reference/network/nodes.h"

namespace reference::network {

// Appends the quantities that network.h lists. The graph holds `conventions.bias`.
void add_quantities(const Network& network, grader::Graph& graph, grader::Diagnostics& diagnostics);

// "parameters(m)": what a quantity of a node or a block is called.
std::string of(std::string_view quantity, std::string_view name);

// Appends channels, height and width of `name`, or its features: those of `node`.
void add_extents_of(grader::Graph& graph, const std::string& name, const Node& node,
                    const grader::Place& where);

}  // namespace reference::network
