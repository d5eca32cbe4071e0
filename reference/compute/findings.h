// What is said about steps when their key is computed.
#pragma once

#include "grader/graph/evaluate.h"
#include "reference/compute/expand.h"

namespace reference::compute {

// Reports, from quantity `first` on: an error where a quantity has no value, at the function or
// operator that failed; a warning where NaN or infinity first comes out of finite numbers, where an
// expression loses more than six digits (steps::rounding_noise), and where a derivative is taken at
// a corner. False iff it reported an error.
bool report_findings(const Block& block, const grader::Graph& graph, grader::QuantityIndex first,
                     const grader::Evaluation& evaluation,
                     const std::vector<Derivative>& derivatives, grader::Diagnostics& diagnostics);

// The functions between the two whose arguments are at a corner, "`relu` in `a`" each.
std::vector<std::string> corners(const grader::Graph& graph, const Derivative& derivative,
                                 const grader::Evaluation& evaluation);

}  // namespace reference::compute
