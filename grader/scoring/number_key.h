// The key of one number, and the interval around it that is accepted (marking.md, section 3).
#pragma once

#include <cmath>
#include <limits>
#include <optional>

#include "grader/exam/scheme.h"
#include "grader/graph/value.h"

namespace grader {

inline constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

// The whole number that a double is, if it is one and is exact.
std::optional<Count> whole_number(double value);

// The key of a scalar or of one entry of an array, with what its tolerance is taken of.
struct NumberKey {
  double value = 0;
  std::optional<Count> count;  // a count: exact unless written with a suffix
  double largest = 0;          // the largest |t| of the array it stands in; 0 for a scalar
  double before = no_number;   // for `of: change`: the value that was updated
  double noise = 0;            // for `working_digits`: what honest rounding may add
};

// The closed interval of a tolerance or of `interval:`.
struct Accepted {
  double low = no_number;
  double high = no_number;
  double allowed = no_number;  // the distance from the key that is accepted; NaN for `interval:`
  double slip = 0;             // what the decision itself may be off by

  // An answer beyond the range of a double is in none, though a bound may be.
  bool contains(double number) const {
    return std::isfinite(number) && number >= low - slip && number <= high + slip;
  }
};

// Requires: key.value is finite.
Accepted accepted(const NumberKey& key, const Scheme& scheme);

// Whether an answer is compared as a count: exactly, unless its writing shows that it is rounded.
bool compared_as_count(const NumberKey& key, const Scheme& scheme);

}  // namespace grader
