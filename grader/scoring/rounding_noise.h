// `working_digits`: what honest rounding of intermediate results can do to a key.
#pragma once

#include <span>
#include <vector>

#include "grader/graph/evaluate.h"

namespace grader {

// How far each entry of `quantity` moves when the intermediate results that it depends on are
// rounded to `figures` significant figures: the largest deviation over rounding each alone and all
// together. `edits` are in force besides; `base` is the evaluation without edits.
std::vector<double> rounding_noise(const Graph& graph, QuantityIndex quantity, int figures,
                                   const Value& key, std::span<const Edit> edits,
                                   const Evaluation& base);

}  // namespace grader
