// Reading a number that stands within a longer answer.
#pragma once

#include "grader/answers/folded.h"
#include "grader/answers/number.h"

namespace grader {

// The number in bytes [from, to) of a folded text; columns are those of the whole answer.
NumberReading read_number(const Folded& folded, std::size_t from, std::size_t to,
                          const NumberRules& rules);

// The value behind a word for infinity or NaN, with an optional sign; empty for anything else.
std::optional<double> nonfinite_word(std::string_view text);

// Whether the text is a label, as in front of `=` or `:` (`L`, `dL/dW`, `# params`), and no number.
bool is_label(std::string_view text);

// The byte that makes a text, and every beginning of it that holds this byte, a label; npos if it
// is none.
std::size_t label_begins(std::string_view text);

}  // namespace grader
