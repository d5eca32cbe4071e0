// Known wrong ways through a training step.
#pragma once

#include <vector>

#include "grader/exam/kind.h"

namespace reference::training {

// Requires: expand() made `graph`. Some may name quantities that it does not have. None of a chain
// of more than 50 layers.
std::vector<grader::KindMistake> known_mistakes(const grader::Graph& graph);

}  // namespace reference::training
