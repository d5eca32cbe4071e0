// Kind `code`: students write code that does what the author's `solution` does. Parts ask for
// `code`, a table: for each image how the student's result relates to the solution's. An answer is
// read by running it, in a process of its own.
// The graph: `image.height`, .. and `solution` (and `setup` if stated), givens, and the table
// `code`, which follows from the solution.
#pragma once

#include "grader/exam/kind.h"

namespace reference::code {

const grader::ProblemKind& kind();

}  // namespace reference::code
