// Known wrong ways to the numbers of a network; mistake_rules.h tells how to add one.
#pragma once

#include <vector>

#include "grader/exam/kind.h"

namespace reference::network {

// Requires: add_quantities() made `graph`.
std::vector<grader::KindMistake> known_mistakes(const grader::Graph& graph);

}  // namespace reference::network
