// Words in and around numbers: labels, units' neighbours, infinity.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace grader {

// The value behind a word for infinity or NaN, with an optional sign; empty for anything else.
std::optional<double> nonfinite_word(std::string_view text);

// Whether the text is a label, as in front of `=` or `:` (`L`, `dL/dW`, `# params`), and no number.
bool is_label(std::string_view text);

// The byte that makes a text, and every beginning of it that holds this byte, a label; npos if it
// is none.
std::size_t label_begins(std::string_view text);

// The bytes of words for "approximately" at the front, or 0.
std::size_t approximately(std::string_view text);

// The bytes of `(i)` or `b)` at the front of more, the part's own label, or 0.
std::size_t part_label(std::string_view text);

// The bytes of one of a quantity's own words at the front, with or without a plural s, or 0.
std::size_t own_word(std::string_view text, const std::vector<std::string>& own_words);

// Whether the last word, or the last words, of a label are one of the quantity's own: `output
// channels`.
bool names_quantity(std::string_view label, const std::vector<std::string>& own_words);

}  // namespace grader
