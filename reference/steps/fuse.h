// Losses that are computed straight from what their probabilities are made of: the cross-entropy of
// a softmax, the binary cross-entropy of a sigmoid. So large logits do no harm, neither to the loss
// nor to its derivative. Internal to reference/steps.
#pragma once

#include "grader/graph/graph.h"
#include "reference/steps/operation.h"

namespace reference::steps {

// Within one expression: `cross_entropy(softmax(z), y)` becomes one function.
void fuse_calls(Operation& operation);

// Across quantities: the shortcut of an expression that has `cross_entropy(p, y)` of a quantity
// p = softmax(..), good as long as p is not edited; or nothing.
std::optional<grader::Shortcut> fused(const Operation& operation,
                                      const std::vector<grader::QuantityIndex>& inputs,
                                      const grader::Graph& graph);

}  // namespace reference::steps
