// How far a number reaches in a text. Internal to reference/language.
#pragma once

#include <string>
#include <string_view>

#include "reference/language/lexer.h"

namespace reference::language {

struct ScannedNumber {
  Token::Kind kind = Token::Kind::integer;
  std::size_t size = 0;       // of the number, or of what was meant to be one
  std::string python;         // what Python says against it, or empty
  std::size_t python_at = 0;  // and where, from the start of the number
  std::string hint;
};

// Requires: `text` begins with a digit, or a point and a digit.
ScannedNumber scan_number(std::string_view text);

}  // namespace reference::language
