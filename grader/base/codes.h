// The registry of diagnostic codes: every message that the grader can give about input has one.
// A code is stable: users suppress and search by it. tests/diagnostics fails for a code that no
// recorded case shows.
#pragma once

#include <span>
#include <string_view>

namespace grader {

struct Code {
  std::string_view id;
  std::string_view meaning;  // one sentence for the documentation
};

namespace code {

// Files
inline constexpr Code unreadable_file{"unreadable-file", "A file or folder cannot be read."};
inline constexpr Code empty_file{"empty-file", "A file has no content."};
inline constexpr Code not_utf8{"not-utf8", "A file is not UTF-8 text."};
inline constexpr Code too_large{"too-large", "A file or a text is larger than the limit."};

// YAML
inline constexpr Code yaml_syntax{"yaml-syntax", "A file is not well-formed YAML."};
inline constexpr Code duplicate_key{"duplicate-key", "A key is given twice in one map."};
inline constexpr Code second_document{"second-document", "A file holds more than one document."};
inline constexpr Code too_deep{"too-deep", "Lists and maps are nested too deeply."};
inline constexpr Code alias_limit{"alias-limit", "Aliases expand to too much, or to themselves."};
inline constexpr Code yaml_trap{"yaml-trap", "YAML reads this otherwise than it looks."};

// Keys and values of problem and exam files
inline constexpr Code unknown_key{"unknown-key", "A key that this block does not know."};
inline constexpr Code missing_key{"missing-key", "A key that is required is missing."};
inline constexpr Code wrong_type{"wrong-type", "A value is of another type than the key wants."};
inline constexpr Code bad_value{"bad-value", "A value is outside what the key allows."};
inline constexpr Code bad_format_version{"bad-format-version", "`format:` names no known version."};
inline constexpr Code duplicate_id{"duplicate-id", "An id is used twice."};
inline constexpr Code bad_id{"bad-id", "An id has characters that ids do not have."};
inline constexpr Code unknown_name{"unknown-name", "A name that nothing defines."};
inline constexpr Code no_problems{"no-problems", "An exam or folder holds no problem."};
inline constexpr Code several_blocks{"several-blocks", "A problem has more than one block."};

// Expressions and solving
inline constexpr Code bad_expression{"bad-expression", "An expression cannot be parsed."};
inline constexpr Code shape_mismatch{"shape-mismatch", "Shapes do not fit each other."};
inline constexpr Code not_solvable{"not-solvable", "A quantity has no value."};
inline constexpr Code snippet_fails{"snippet-fails", "A snippet of code cannot be run."};
inline constexpr Code overflow{"overflow", "A count does not fit 64 bits."};
inline constexpr Code nonfinite_value{"nonfinite-value",
                                      "NaN or infinity comes out of finite numbers."};
inline constexpr Code unstable_step{"unstable-step", "A step loses its digits to rounding."};
inline constexpr Code kink{"kink", "A derivative is taken where a function has a corner."};
inline constexpr Code gradient_differs{"gradient-differs",
                                       "A step has another value than its check."};

// Roster, marks and submissions
inline constexpr Code bad_csv{"bad-csv", "A CSV file is not well-formed."};
inline constexpr Code unknown_column{"unknown-column", "A column names no part."};
inline constexpr Code unknown_student{"unknown-student", "A student is not in the roster."};
inline constexpr Code unknown_part{"unknown-part", "A part that the exam does not have."};
inline constexpr Code duplicate_student{"duplicate-student", "A student is given twice."};
inline constexpr Code duplicate_mark{"duplicate-mark", "A part is marked by hand twice."};
inline constexpr Code bad_mark{"bad-mark", "Points by hand that the part does not allow."};
inline constexpr Code stale_mark{"stale-mark", "A mark was given to another answer."};
inline constexpr Code unused_mark{"unused-mark", "Points by hand that concern no submission."};
inline constexpr Code more_messages{"more-messages", "An input has more messages than are shown."};
inline constexpr Code internal{"internal", "A failure of the grader itself."};

// Findings of `check`
inline constexpr Code printed_differs{"printed-differs",
                                      "A printed value is not the computed one."};
inline constexpr Code printed_rounding{"printed-rounding", "A printed value is rounded wrongly."};
inline constexpr Code printed_unreadable{"printed-unreadable", "A printed value cannot be read."};
inline constexpr Code typed_key{"typed-key", "A key is typed, not computed."};
inline constexpr Code doubtful_row{"doubtful-row",
                                   "A row of a computed key follows from the other rows only."};
inline constexpr Code ambiguous_key{"ambiguous-key",
                                    "A row of a computed key has several right choices."};
inline constexpr Code unused_step{"unused-step", "A step that nobody asks for or needs."};

}  // namespace code

// Every code above, in that order.
std::span<const Code* const> all_codes();

}  // namespace grader
