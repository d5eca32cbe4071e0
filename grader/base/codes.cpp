#include "grader/base/codes.h"

#include <array>

namespace grader {
namespace {

constexpr std::array all = {
    &code::unreadable_file,
    &code::empty_file,
    &code::not_utf8,
    &code::too_large,
    &code::yaml_syntax,
    &code::duplicate_key,
    &code::second_document,
    &code::too_deep,
    &code::alias_limit,
    &code::yaml_trap,
    &code::unknown_key,
    &code::missing_key,
    &code::wrong_type,
    &code::bad_value,
    &code::bad_format_version,
    &code::duplicate_id,
    &code::bad_id,
    &code::unknown_name,
    &code::no_problems,
    &code::several_blocks,
    &code::bad_expression,
    &code::shape_mismatch,
    &code::not_solvable,
    &code::snippet_fails,
    &code::overflow,
    &code::nonfinite_value,
    &code::unstable_step,
    &code::kink,
    &code::gradient_differs,
    &code::bad_csv,
    &code::unknown_column,
    &code::unknown_student,
    &code::unknown_part,
    &code::duplicate_student,
    &code::duplicate_mark,
    &code::bad_mark,
    &code::stale_mark,
    &code::unused_mark,
    &code::more_messages,
    &code::internal,
    &code::printed_differs,
    &code::printed_rounding,
    &code::printed_unreadable,
    &code::typed_key,
    &code::doubtful_row,
    &code::ambiguous_key,
    &code::unused_step,
};

}  // namespace

std::span<const Code* const> all_codes() { return all; }

}  // namespace grader
