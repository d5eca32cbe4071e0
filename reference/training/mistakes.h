// Known wrong ways through a training step.
#pragma once

#include <vector>

#include "grader/exam/kind.h"

namespace reference::training {

// Requires: expand() made `graph`.
std::vector<grader::KindMistake> known_mistakes(const grader::Graph& graph);

}  // namespace reference::training
