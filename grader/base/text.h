// What the readers of text files share.
#pragma once

#include <string>
#include <string_view>

#include "grader/base/place.h"

namespace grader {

// Without blanks, tabs and line ends around it.
std::string_view trimmed(std::string_view text);

// The letters of ASCII in lower case.
std::string lower_case(std::string_view text);

// True for the further bytes of a code point of UTF-8.
bool continues_code_point(char byte);

// The first `most` bytes of a UTF-8 text, or a few less so that no code point is torn.
std::string beginning(std::string_view text, std::size_t most);

// The bytes of the line break (LF, CR LF or CR) that begins at `at`; 0 if there is none.
std::size_t line_break(std::string_view text, std::size_t at);

void drop_byte_order_mark(std::string& text);

// The first line that is not UTF-8, of a text that is not; without the line itself, which a
// terminal could not show.
Place bad_utf8_line(std::string name, std::string_view text);

}  // namespace grader
