#pragma once

#include "grader/base/diagnostics.h"
#include "grader/exam/problem.h"

namespace grader {

// A computed table whose rows have several right choices, or follow from the other rows only, may
// not be what its author meant.
void check_doubtful_rows(const Problem& problem, const Evaluation& evaluation,
                         Diagnostics& findings);

}  // namespace grader
