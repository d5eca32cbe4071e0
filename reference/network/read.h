#pragma once

#include <optional>

#include "grader/base/diagnostics.h"
#include "grader/yaml/node.h"
#include "reference/network/nodes.h"

namespace reference::network {

// The block `network:`. Numbers are positive and every layer is of a kind that its input allows;
// whether windows fit is only known when the graph is solved.
std::optional<Network> read_network(const grader::yaml::Node& node,
                                    grader::Diagnostics& diagnostics);

}  // namespace reference::network
