// Reading a number that stands within a longer answer.
#pragma once

#include "grader/answers/exact.h"
#include "grader/answers/folded.h"
#include "grader/answers/number.h"

namespace grader {

// The number in bytes [from, to) of a folded text; columns are those of the whole answer.
NumberReading read_number(const Folded& folded, std::size_t from, std::size_t to,
                          const NumberRules& rules, WorkBudget& budget);

}  // namespace grader
