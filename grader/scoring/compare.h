// One number against one key (marking.md, sections 3 and 4).
#pragma once

#include <limits>
#include <optional>
#include <string>

#include "grader/answers/number.h"
#include "grader/exam/scheme.h"
#include "grader/graph/value.h"

namespace grader {

inline constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

// The key of a scalar or of one entry of an array, with what its tolerance is taken of.
struct NumberKey {
  double value = 0;
  std::optional<Count> count;  // a count: exact unless written with a suffix
  double largest = 0;          // the largest |t| of the array it stands in; 0 for a scalar
  double before = no_number;   // for `of: change`: the value that was updated
  double noise = 0;            // for `working_digits`: what honest rounding may add
};

struct Comparison {
  Fraction credit = 0;
  // What was accepted, and the distance |s - t| in units of the allowance; NaN where the rule is no
  // interval (counts, figures).
  double low = no_number;
  double high = no_number;
  double distance = no_number;
  std::string remark;  // a sentence for the student, or empty

  bool right() const { return credit == 1; }
};

// Requires: key.value is finite.
Comparison compare(const Number& answer, const NumberKey& key, const Scheme& scheme);

}  // namespace grader
