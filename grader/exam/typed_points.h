// Points as people type them into marks and answer sheets.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "grader/base/fraction.h"

namespace grader {

// `EX`: the student is excused.
bool is_excuse(std::string_view text);

// A number of points; spreadsheets in half of the world write 2,5. Empty for anything else.
std::optional<Fraction> parse_points(std::string text);

}  // namespace grader
