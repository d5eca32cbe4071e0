// Text -> syntax tree.
#pragma once

#include <string_view>

#include "grader/base/result.h"
#include "reference/language/lexer.h"
#include "reference/language/statement.h"
#include "reference/language/syntax.h"

namespace reference::language {

inline constexpr int max_nesting = 200;   // blocks, brackets, signs and powers within each other
inline constexpr int max_height = 1'000;  // of an expression: a sum of as many terms, say

// The one expression that `text` is, or the first thing that is wrong with it.
grader::Result<Child, SyntaxError> parse_expression(std::string_view text);

// The statements that `text` consists of. Indentation that all its lines have in common is no part
// of it (pasted text); positions count it nevertheless.
grader::Result<Program, SyntaxError> parse_program(std::string_view text);

}  // namespace reference::language
