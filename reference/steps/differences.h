// Derivatives the other way: by central differences through the whole graph.
#pragma once

#include <chrono>
#include <vector>

#include "grader/graph/evaluate.h"

namespace reference::steps {

// d of / d by[entry] by central differences that are extrapolated to a step of 0 (C. J. F. Ridders,
// 1982), from several first steps, in double. `error` is the method's own estimate: about 1e-10 of
// the derivative's size for smooth functions, and large where it cannot tell (a corner nearby).
struct Difference {
  double slope = 0;
  double error = 0;
};

// Of each of `entries` (row-major), as many of them as there is time for until `end`. `base` is the
// graph's evaluation without edits. Empty where the number cannot be computed nearby. Requires:
// `of` is a number, `by` one or an array.
std::vector<Difference> central_differences(const grader::Graph& graph, grader::QuantityIndex of,
                                            grader::QuantityIndex by,
                                            const std::vector<std::size_t>& entries,
                                            const grader::Evaluation& base,
                                            std::chrono::steady_clock::time_point end);

}  // namespace reference::steps
