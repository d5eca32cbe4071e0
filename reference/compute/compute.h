// Kind `compute`: named steps in the author's language over given numbers and tensors.
//
//   given: {W: {value: [[5, 4, 3], [3, 4, 2]], axes: [out, in]}, h: [0.3, 0.2, 0.2],
//           y: {one_hot: 0, classes: 2}}
//   steps: [{z: W @ h}, {p: softmax(z)}, {L: "cross_entropy(p, y)"}, {dW: "np.outer(p - y, h)"}]
//   check: {dW: "grad(L, W)"}
//
// Each given and step is a quantity. Whole numbers are counts, others reals. A loss of a step that
// is a softmax or sigmoid has a shortcut (reference/steps/fuse.h).
#pragma once

#include "grader/exam/kind.h"

namespace reference::compute {

const grader::ProblemKind& kind();

}  // namespace reference::compute
