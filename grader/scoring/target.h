// What a part is marked against, from an evaluation of its problem's graph.
#pragma once

#include <span>
#include <vector>

#include "grader/exam/problem.h"
#include "grader/scoring/mark_value.h"

namespace grader {

// Requires: evaluation[quantity] holds a value. `edits` are those in force in `evaluation`, of
// which `base` is the one without edits; they matter to `working_digits` alone.
Target make_target(const Graph& graph, QuantityIndex quantity, const Scheme& scheme,
                   const Evaluation& evaluation, const Evaluation& base,
                   std::span<const Edit> edits);

}  // namespace grader
