// Text of the author's language -> tokens.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grader/base/place.h"
#include "grader/base/result.h"
#include "reference/language/syntax.h"

namespace reference::language {

struct SyntaxError {
  Position where;
  std::string message;  // the situation: lower case, no full stop
  std::string hint;     // what to do, or empty
};

struct Token {
  enum class Kind { integer, real, string, name, keyword, symbol, end };
  Kind kind = Kind::end;
  std::string_view text;  // as written, within the text that was given
  Position where;
};

inline constexpr std::size_t max_tokens = 100'000;

// The tokens and an end token. White space, line breaks and comments (`# ..`) separate.
grader::Result<std::vector<Token>, SyntaxError> lex(std::string_view text);

// What keeps `text` from being a name, as a hint for its author; empty for a name.
std::string_view why_no_name(std::string_view text);

// Where `position` of an expression stands in the file in which the expression begins at `where`
// (behind a quote, see yaml::Node::text_place). Its further lines are those of a block, indented as
// the first one is.
grader::Place within(const grader::Place& where, Position position);

}  // namespace reference::language
