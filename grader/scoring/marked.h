// What marking one response against one key yields, without words.
#pragma once

#include <vector>

#include "grader/answers/outcome.h"
#include "grader/base/fraction.h"

namespace grader {

// One scalar, one entry of a vector or matrix, or one row of a table.
struct LeafMark {
  Outcome outcome = Outcome::blank;
  Fraction credit = 0;  // 0..1
};

// Of what was compared.
inline Outcome outcome_of(const Fraction& credit) {
  if (credit == 1) return Outcome::correct;
  return credit > 0 ? Outcome::partly_correct : Outcome::incorrect;
}

struct Marked {
  Outcome outcome = Outcome::blank;
  Fraction credit = 0;
  std::vector<LeafMark> leaves;  // empty: each is as the whole

  bool right() const { return credit == 1; }
};

}  // namespace grader
