// Words for messages.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace grader {

// The number of single-character insertions, deletions, replacements and swaps of neighbours that
// turn `a` into `b` (optimal string alignment distance), in bytes.
int edit_distance(std::string_view a, std::string_view b);

// The candidate nearest to `word` if it is near enough to be a slip (at most a third of the longer
// word's length, at least one edit); the first of equals.
std::optional<std::string> closest(std::string_view word, std::span<const std::string> candidates);

// "did you mean `kernel`?" for a near candidate, else "known here: a, b, c" (at most 12), else "".
std::string suggestion(std::string_view word, std::span<const std::string> candidates);

// The bytes of the code point that `text` begins with, 1 to 4; 0 if it begins with none: a byte out
// of place, an overlong form, a surrogate, beyond U+10FFFF (RFC 3629, section 4). Requires: text.
std::size_t code_point_length(std::string_view text);

// The number of code points of UTF-8 text (an invalid byte counts as one).
int code_points(std::string_view text);

// True iff `text` is well-formed UTF-8 (RFC 3629).
bool is_utf8(std::string_view text);

// Control characters (ASCII), but those of `kept`, as their pictures (U+2400...), one column each:
// what a file contains must not steer the terminal.
std::string without_controls(std::string_view text, std::string_view kept = "");

// "1 student", "2 students".
std::string counted(std::size_t n, std::string_view noun);

}  // namespace grader
