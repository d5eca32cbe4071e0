#pragma once

#include "grader/base/diagnostics.h"
#include "grader/exam/problem.h"

namespace grader {

// A part whose key cannot be computed, or is infinite or not a number, marks nobody.
void check_solvable(const Problem& problem, const Evaluation& evaluation, Diagnostics& findings);

}  // namespace grader
