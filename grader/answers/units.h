// Unit suffixes with factors: `units: {K: 1024, M: 1048576}`.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "grader/base/fraction.h"

namespace grader {

// Declared units come before the built-in ones (k, M, %, Ki, ...), longest first. A unit of one
// letter is read in either case unless both cases are declared.
struct Units {
  std::vector<std::pair<std::string, Fraction>> declared;  // factor > 0
};

}  // namespace grader
