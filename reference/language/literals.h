// Tokens of numbers and strings -> leaves of the tree. Internal to reference/language.
#pragma once

#include "reference/language/lexer.h"
#include "reference/language/syntax.h"

namespace reference::language {

// Requires: a token of kind integer, real or string. Fails for a number that is too large and for
// an escape that strings do not have.
grader::Result<Expression::Node> literal(const Token& token);

}  // namespace reference::language
