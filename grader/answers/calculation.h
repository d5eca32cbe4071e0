// Arithmetic over numbers: + - * / ^ and brackets, evaluated exactly; one number is the simplest.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/answers/exact.h"
#include "grader/answers/literal.h"
#include "grader/answers/number.h"
#include "grader/answers/suffix.h"

namespace grader {

// What a text, or the front of it, says.
struct Calculation {
  std::optional<Number> number;  // empty: see `reason`
  std::string reason;
  std::size_t failed_at = 0;   // byte of the text
  std::size_t end = 0;         // behind the expression and its unit
  std::vector<Number> terms;   // of the sum that it is, if asked for; one for anything else
  bool elided = false;         // `...` stood among the terms
  bool ambiguous = false;      // a `1,234` is in it, read as the rules said
  bool decimal_comma = false;  // a comma was taken as the point
  bool small_million = false;  // `m` was taken as million
  bool after_number = false;   // another number stands right behind it
};

struct CalculationRules {
  const Units& units;
  WorkBudget& budget;
  bool count = false;
  bool sums = true;    // false in a list
  bool terms = false;  // collect the terms
  LiteralRules literal;
};

// Reads an expression at the front of `text` (folded) and stops where it cannot go on.
Calculation calculate(std::string_view text, const CalculationRules& rules);

}  // namespace grader
