// Known wrong ways to count the parameters and channels of a network.
#pragma once

#include <vector>

#include "grader/exam/kind.h"

namespace reference::network {

// Requires: add_quantities() made `graph`.
std::vector<grader::KindMistake> known_mistakes(const grader::Graph& graph);

}  // namespace reference::network
