// What is wrong with a text, in two wordings.
#pragma once

#include <string>
#include <string_view>

#include "reference/language/position.h"

namespace reference::language {

struct SyntaxError {
  // For authors of problems.
  Position where;
  std::string message;  // the situation: lower case, no full stop
  std::string hint;     // what to do, or empty
  // For students, as Python 3.11 says it; "NotSupported" is ours, of what Python would take.
  std::string python_type = "SyntaxError";  // or "IndentationError", "TabError", "NotSupported"
  std::string python;
  Position python_where;  // Python's lineno and offset
};

SyntaxError syntax_error(Position where, std::string message, std::string hint, std::string python);

// "`while` is not supported", in both wordings.
SyntaxError not_supported(Position where, std::string_view what, std::string hint = "");

}  // namespace reference::language
