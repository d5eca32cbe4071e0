#pragma once

#include "grader/base/diagnostics.h"
#include "grader/exam/problem.h"

namespace grader {

// Notes each part whose key is typed by its author, since nothing can check it.
void check_typed_keys(const Problem& problem, const Evaluation& evaluation, Diagnostics& findings);

}  // namespace grader
