// How a key comes about, for a page: the working of each part, without what stands above already.
#pragma once

#include <string>
#include <vector>

#include "grader/exam/problem.h"

namespace grader {

struct Step {
  std::string name;                   // of the quantity
  std::vector<std::string> told;      // in words
  std::vector<std::string> formulas;  // formula, formula with numbers, value; each once

  bool empty() const { return told.empty() && formulas.empty(); }
};

struct WorkedSteps {
  std::vector<std::string> above;  // quantities that an earlier part of the problem shows
  std::vector<Step> steps;
  bool left_out = false;  // there are more steps than are shown; the last ones are

  bool empty() const { return steps.empty() && above.empty(); }
};

// For every part of `problem`, in order; empty for a part that nothing computes. A step that an
// earlier part shows with the same value is only named.
std::vector<WorkedSteps> worked_steps(const Problem& problem);

}  // namespace grader
