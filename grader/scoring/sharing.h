// How the entries of an array or the rows of a table share the credit of their part.
#pragma once

#include "grader/exam/scheme.h"
#include "grader/scoring/marked.h"

namespace grader {

// Sets credit and outcome of the whole from its leaves; a wrong one costs `penalty` right ones.
// Requires: there are leaves.
void share_credit(Marked& marked, const Scheme& scheme, const Fraction& penalty = 0);

// Sets credit and outcome of the whole to those of its worst leaf. Requires: there are leaves, all
// compared.
void share_worst(Marked& marked);

}  // namespace grader
