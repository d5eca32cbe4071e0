// `check:` an author's own formulas against other ways to the same.
#pragma once

#include "grader/graph/evaluate.h"
#include "reference/compute/expand.h"

namespace reference::compute {

// Compares the step that each entry names with its expression, to 1e-9 of the largest entry. Where
// that is `grad(L, W)`, also with central differences, to 1e-7 (steps::central_differences; at most
// 64 entries and those of a second, none where a corner or their own error forbids it). Appends the
// derivatives that the entries take. False iff it reported an error.
bool check_steps(const Block& block, const grader::Graph& graph,
                 const grader::Evaluation& evaluation, std::vector<Derivative>& derivatives,
                 grader::Diagnostics& diagnostics);

}  // namespace reference::compute
