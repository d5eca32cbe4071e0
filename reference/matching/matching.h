// Kind `matching`: which entry of one column belongs to which of the other. The key is typed for
// now: under `key:` in the block, or else what the part that asks `matching` printed.
// The graph: `left.<label>` and `right.<label>` (and `setup`, `image.height`, .. if stated),
// givens, and the given table `matching`, from the labels of `left` to labels of `right`.
#pragma once

#include "grader/exam/kind.h"

namespace reference::matching {

const grader::ProblemKind& kind();

}  // namespace reference::matching
