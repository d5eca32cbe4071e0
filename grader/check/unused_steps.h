#pragma once

#include "grader/base/diagnostics.h"
#include "grader/exam/problem.h"

namespace grader {

// A note for every step that the author wrote and that no part asks for, no other step on the way
// to a part needs, and nothing prints.
void check_unused_steps(const Problem& problem, const Evaluation& evaluation,
                        Diagnostics& findings);

}  // namespace grader
