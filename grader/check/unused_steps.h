#pragma once

#include "grader/check/rule.h"

namespace grader {

// Notes each step that an author wrote and that no part asks for, no printed working shows, and
// nothing of that kind needs.
void check_unused_steps(const Problem& problem, const Evaluation& evaluation,
                        Diagnostics& findings);

}  // namespace grader
