// Tokens of numbers and strings -> leaves of the tree. Internal to reference/language.
#pragma once

#include "grader/base/result.h"
#include "reference/language/lexer.h"
#include "reference/language/syntax.h"

namespace reference::language {

struct LiteralError {
  std::string message;
  std::string python;
  bool ours = false;  // Python takes it
};

// What a backslash and a character that it has nothing to say about is.
enum class Escapes {
  refused,  // by us
  kept,     // by Python, backslash and all
};

// Requires: a token of a number or a string. Fails for a number that is too large and for an escape
// that strings do not have.
grader::Result<Expression::Node, LiteralError> literal(const Token& token, Escapes unknown);

}  // namespace reference::language
