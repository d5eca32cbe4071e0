// The worked steps of a quantity: the graph with the numbers in place.
#pragma once

#include <string>
#include <vector>

#include "grader/graph/evaluate.h"

namespace grader {

struct WorkedStep {
  QuantityIndex quantity;
  std::string name;     // "dz"
  std::string formula;  // "p - y"
  std::string worked;   // "[0.68997, 0.31003] - [1, 0]"
  std::string value;    // "[-0.31003, 0.31003]"
  // Of a table that says in words how it came about: these, in place of its inputs' own steps.
  std::vector<std::string> lines = {};
};

// "name = formula = worked = value", without the worked form where it says nothing new, or the
// value alone behind lines of its own.
std::string to_text(const WorkedStep& step);

// What leads to `target`, in order, the target last. Givens and quantities that merely stand for
// another one are left out; a sum is shown by its terms' own working ("1 x 1 x 192 x 64 + ..."),
// and terms that are shown so, or are zero, have no step of their own. Reals have `figures`
// significant digits. A quantity without a value ends the list before it.
std::vector<WorkedStep> working(const Graph& graph, const Evaluation& evaluation,
                                QuantityIndex target, int figures);

}  // namespace grader
