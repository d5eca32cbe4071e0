// The slip of the pen that may have led from one number to another.
#pragma once

#include <string>
#include <string_view>

namespace grader {

// "one digit differs", "two digits are swapped", "the sign differs", "the point is misplaced" or ""
// for two numbers written with the same digits behind the point, as plain decimals.
std::string likely_slip(std::string_view printed, std::string_view computed);

}  // namespace grader
