// Reverse-mode differentiation over the steps of a graph: grad(L, W).
//
// The derivative is taken at the values that the quantities have when it is computed, also where a
// student's value stands in for a computed one: of a step p = softmax(z) it is expressed by the p
// that is there. A quantity with a shortcut (cross-entropy straight from the logits) is
// differentiated as its shortcut as long as the quantity that the shortcut jumps over has its own
// value; so logits of a thousand give finite, right derivatives.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "grader/graph/graph.h"
#include "reference/steps/operation.h"

namespace reference::steps {

// What grad(L, W) computes: the routine and the quantities that are its arguments. Its value has
// the shape of W. It fails where L is no number, or a function on the way fails.
struct Gradient {
  std::shared_ptr<const Routine> routine;
  std::vector<grader::QuantityIndex> inputs;
};

struct GradientError {
  std::string message;
  std::string hint;
};

// Fails where `of` does not depend on `by`, where a function between them has no derivative, and
// where a step between them is no expression, or has a `grad` that depends on `by`.
Result<Gradient, GradientError> gradient(const grader::Graph& graph, grader::QuantityIndex of,
                                         grader::QuantityIndex by);

// For each quantity whether `by` reaches `of` through it, both included.
std::vector<bool> between(const grader::Graph& graph, grader::QuantityIndex of,
                          grader::QuantityIndex by);

}  // namespace reference::steps
