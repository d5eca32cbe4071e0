#pragma once

#include <string_view>

namespace grader {

// As in CMakeLists.txt (a test compares).
inline constexpr std::string_view version = "0.1.0";

}  // namespace grader
