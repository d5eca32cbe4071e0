// Tokens -> syntax tree: a Pratt parser with Python's precedence and associativity.
#pragma once

#include <string_view>

#include "reference/language/lexer.h"
#include "reference/language/syntax.h"

namespace reference::language {

inline constexpr int max_nesting = 200;   // brackets, signs and powers within each other
inline constexpr int max_height = 1'000;  // of the tree: a sum of as many terms, say

// The one expression that `text` is, or the first thing that is wrong with it.
grader::Result<Child, SyntaxError> parse_expression(std::string_view text);

}  // namespace reference::language
