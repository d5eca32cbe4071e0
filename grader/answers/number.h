// The language of numbers: text as a student typed it -> exact value and how it was written
// (marking.md, section 2).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "grader/answers/decimal.h"
#include "grader/answers/outcome.h"
#include "grader/answers/units.h"
#include "grader/base/fraction.h"

namespace grader {

struct Number {
  // What was written in front of a unit, exactly: a decimal, or a fraction from `1/3` or
  // arithmetic.
  std::variant<Decimal, Fraction> written;
  Fraction factor = 1;  // of the unit: 1024 for `K`, 1/100 for `%`
  std::string unit;     // as written, or empty
  double value = 0;     // nearest double of written * factor; +-infinity beyond the range

  // Significant figures lie in [figures_low, figures_high]: trailing zeros in front of a missing
  // point may or may not count. Both 0 for fractions and arithmetic.
  int figures_low = 0;
  int figures_high = 0;
  int decimals = 0;  // digits behind the point as written

  bool scientific = false;
  bool fraction = false;     // `1/3`
  bool arithmetic = false;   // `2*3+1`
  bool approximate = false;  // marked with ~ or the like

  bool suffixed() const { return !unit.empty(); }
};

// written * factor, exactly; empty if the exponent is too large to build the number.
std::optional<Fraction> exact_value(const Number& number);

// The value for people, such that it equals no other number: the shortest text of the double where
// that is what was written, else the written digits, the first of very many.
std::string shown_value(const Number& number);

// The terms of a written working, `a + b + ... = result`.
struct Working {
  std::vector<Number> terms;
  bool elided = false;  // a literal `...` stood among the terms
  bool agrees = true;   // the terms' sum is the stated result, as far as its digits say
};

struct NumberRules {
  Units units;
  bool count = false;                  // `m` is million; a plain number must be whole
  bool ignore_tail = false;            // unknown words behind the number are dropped with a note
  bool working = false;                // read `a + b + ... = result` as terms and a result
  std::vector<std::string> own_words;  // the quantity's own words, dropped behind it: "channels"
  // Words that may stand behind it too, but are no name of it: "total", "filters".
  std::vector<std::string> related_words;
  // Inside a list: a space never groups digits, sums are not read, and a comma is decimal only if
  // `comma_is_decimal`.
  bool in_list = false;
  bool comma_is_decimal = false;
};

// The reading of one scalar.
struct NumberReading {
  // compared later: holds 1 reading, or 2 where the text is ambiguous (`1,234`: thousands or
  // decimal; the one that is right counts). Empty: see `outcome`.
  std::vector<Number> readings;
  Outcome outcome = Outcome::correct;  // blank, unreadable or nonfinite iff `readings` is empty
  std::string reason;                  // for unreadable: in words a student understands
  int column = 0;                      // where reading failed, from 1 in code points; 0: nowhere
  std::vector<std::string> notes;      // what was dropped or assumed, a sentence each
  std::optional<Working> working;
  double nonfinite = 0;        // the value behind Outcome::nonfinite
  bool contradictory = false;  // unreadable since brackets behind the number hold another
};

// Never throws, never reads the locale, linear in the text. More than 64 KiB are unreadable.
NumberReading read_number(std::string_view text, const NumberRules& rules);

// Step 1 and 2 of the language: look-alikes folded, LaTeX unwrapped. Shared by numbers, lists and
// tables; idempotent.
std::string fold(std::string_view text);

}  // namespace grader
