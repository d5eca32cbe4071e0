// Kind `training`: forward pass, loss, gradients and one update of a chain of fully connected
// layers, as steps of the author's language.
//
// One layer named W gives, over the givens W, h (the input), target, step and perhaps b:
//   y = one_hot(target, 2)      z = W @ h [+ b]        p = softmax(z)      L = cross_entropy(p, y)
//   dp = -y / p                 dz = p - y             dW = np.outer(dz, h)    [db = dz]
//   dh = W.T @ dz               W_next = W - step * dW     [b_next = b - step * db]
// Several layers number everything from 1: z1, a1, W1, b1, .., dz1, da1, dW1, db1, W1_next; the
// input is still h and its gradient dh. A layer's `name` takes the place of W1 (so dV, V_next).
// Hidden layers have an activation: linear, relu (its derivative at 0 is 0), sigmoid, tanh.
// The convention `log` scales L, dp and the gradient at the logits, and so all gradients.
#pragma once

#include "grader/exam/kind.h"

namespace reference::training {

const grader::ProblemKind& kind();

}  // namespace reference::training
