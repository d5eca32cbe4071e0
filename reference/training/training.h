// Kind `training`: forward pass, loss, gradients and one update of a chain of fully connected
// layers, as steps of the author's language.
//
// One layer named W gives, over the givens W, h (the input), target, step and perhaps b:
//   y = one_hot(target, 2)      z = W @ h [+ b]        p = softmax(z)      L = cross_entropy(p, y)
//   dp = -y / p                 dz = p - y             dW = np.outer(dz, h)    [db = dz]
//   dh = W.T @ dz               W_next = W - step * dW     [b_next = b - step * db]
// Several layers number everything from 1: z1, a1, W1, b1, .., dz1, da1, dW1, db1, W1_next; the
// input is still h and its gradient dh. A layer's `name` takes the place of W1 (so dV, V_next).
//
// A batch has a row a sample: z = h @ W.T [+ b], dW = dz.T @ h, db = np.sum(dz, axis=0), dh = dz @
// W. Other losses: sigmoid_bce (p = sigmoid(z), L = bce(p, y)), mse (of z, or of a where the last
// layer has an activation), hinge (with `margins` and `active`). With l2 L = L_data + R and dW =
// dW_data + l2 * W. What the rules of an update add: optimiser.h. The conventions log, reduction,
// mse, relu_at_zero, l2, momentum, epsilon and bias_correction are heeded by the steps themselves:
// an edit of one is followed by all that depends on it.
#pragma once

#include "grader/exam/kind.h"

namespace reference::training {

const grader::ProblemKind& kind();

}  // namespace reference::training
