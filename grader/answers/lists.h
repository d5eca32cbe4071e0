// Vectors and matrices in every notation (marking.md, section 5).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grader/answers/number.h"

namespace grader {

struct ArrayReading {
  // readable iff outcome is `correct`; else blank, unreadable, wrong_type or wrong_shape (ragged),
  // without entries.
  Outcome outcome = Outcome::correct;
  std::string reason;
  int column = 0;
  std::vector<std::int64_t> shape;     // {n}, {rows, columns}, or deeper for nested lists
  std::vector<NumberReading> entries;  // row-major; an unreadable entry costs itself only
  std::vector<std::string> texts;      // the entries as typed
  bool column_vector = false;          // a trailing ^T, ' or .T on a vector
  std::vector<std::string> notes;
};

// A list as YAML or JSON, with (), [], <> or no brackets, MATLAB's `[1 2; 3 4]`, NumPy's and
// torch's constructors, LaTeX matrices, rows on lines. A lone number is a vector of one. A blank
// place between two separators (`1,,3`) is a blank entry. `expected` is the key's shape: it only
// decides between readings of an otherwise ambiguous separator. More than 64 KiB, or 2,000 entries,
// are unreadable; calculations in entries share one budget of work.
ArrayReading read_array(std::string_view text, const NumberRules& rules,
                        const std::vector<std::int64_t>& expected);

}  // namespace grader
