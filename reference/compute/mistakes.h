// Known wrong ways through steps.
#pragma once

#include <vector>

#include "grader/exam/kind.h"

namespace reference::compute {

// Every other setting of a convention that a step reads, as a mistake: the other way to count, to
// reduce, to slide a kernel. Requires: translate() took the block.
std::vector<grader::KindMistake> known_mistakes(const grader::Graph& graph);

}  // namespace reference::compute
