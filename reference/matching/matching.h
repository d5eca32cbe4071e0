// Kind `matching`: which entry of one column belongs to which of the other. A block with `key:` is
// a table of plain text whose key is typed. Without it both columns are snippets, which are run.
//
// The graph: `left.<label>` and `right.<label>`, givens, and the table `matching`, from the labels
// of `left` to labels of `right`. Of a table of snippets besides the givens `image.height`, .width
// and .channels, `setup` and `numpy`, and the tables that `matching` is made from: `results`
// ("left.a": what the snippet gives) and `relations` ("a/1": how the two relate).
#pragma once

#include "grader/exam/kind.h"

namespace reference::matching {

const grader::ProblemKind& kind();

}  // namespace reference::matching
