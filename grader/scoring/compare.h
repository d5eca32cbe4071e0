// One number against one key (marking.md, sections 3 and 4).
#pragma once

#include <string>

#include "grader/answers/number.h"
#include "grader/scoring/number_key.h"

namespace grader {

// What there is to say about how an accepted number was written, or why right digits do not count.
enum class Remark {
  none,
  rounded,          // correctly, at the digits given
  within_rounding,  // right only with what rounding of intermediate results may do
  too_few_digits,
  too_many_digits,
  digits_unclear,  // zeros may or may not count
  no_unit,         // right but for the unit, which is missing or another
};

struct Comparison {
  Fraction credit = 0;
  Accepted accepted;            // NaN where the rule is no interval (figures); of a count itself
  double distance = no_number;  // |s - t| in units of what is allowed; NaN where there is no such
  Remark remark = Remark::none;

  bool right() const { return credit == 1; }
};

// Requires: key.value is finite.
Comparison compare(const Number& answer, const NumberKey& key, const Scheme& scheme);

// A sentence for the student, or empty.
std::string to_text(Remark remark, const Scheme& scheme);

}  // namespace grader
