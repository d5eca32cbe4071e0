// File names made from students' ids.
#pragma once

#include <string>
#include <string_view>

namespace grader {

// A file name (without extension) that no other id has, also where the file system ignores case,
// and that stays in its folder whatever the id is. Lower-case letters, digits, `-` and `.` stand
// for themselves; `S` is `_s`, `_` is `__`, any other byte is `~2f`. Names that Windows reserves
// (con, nul, com1) and a first or last point are broken up in the same way; a long id is cut and
// ends in `~-` and its SHA-256.
std::string page_name(std::string_view student);

}  // namespace grader
