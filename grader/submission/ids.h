// Ids of students as submissions give them.
#pragma once

#include <string>
#include <string_view>

#include "grader/base/diagnostics.h"

namespace grader {

inline constexpr std::size_t longest_id = 1000;  // bytes

// Any text is an id that is not blank, not longer than `longest_id` and free of control characters;
// false iff it reported.
bool check_id(std::string_view id, const Place& where, Diagnostics& diagnostics);

// A name, a time or an id that was refused, as it is kept: its first `longest_id` bytes.
std::string kept_text(std::string_view text);

}  // namespace grader
