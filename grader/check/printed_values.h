#pragma once

#include "grader/base/diagnostics.h"
#include "grader/exam/problem.h"

namespace grader {

// Compares every printed key and every line of printed working with the computed value, entry by
// entry. An entry agrees iff it is the computed value rounded at the digits printed; the entries of
// one value share their digits ([-0.62, 0, -0.31] prints a 0.00). One unit of the last digit off is
// a note, more an error. A count printed in full must be exact. Where all entries of a value are
// wrong there is one finding for the value, else one an entry; so too for a value of another kind
// or shape.
void check_printed_values(const Problem& problem, const Evaluation& evaluation,
                          Diagnostics& findings);

}  // namespace grader
