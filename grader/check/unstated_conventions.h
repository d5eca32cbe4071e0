#pragma once

#include "grader/base/diagnostics.h"
#include "grader/exam/problem.h"

namespace grader {

// Solves again with every other setting of each convention that neither the problem nor the part
// nor the exam states: a warning where the key of a part comes out differently. Settings under
// which the part has no key are none that anybody could mean.
void check_unstated_conventions(const Problem& problem, const Evaluation& evaluation,
                                Diagnostics& findings);

}  // namespace grader
