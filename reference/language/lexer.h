// Text of the author's language -> tokens.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reference/language/syntax.h"
#include "reference/language/syntax_error.h"

namespace reference::language {

struct Token {
  enum class Kind {
    integer,
    real,
    imaginary,
    string,
    name,
    keyword,
    symbol,
    newline,
    indent,
    dedent,
    wrong,  // what no text may have at all
    end,
  };
  Kind kind = Kind::end;
  std::string_view text;  // as written, within the text that was given
  Position where;
  int level = 0;  // how many brackets are open behind it
};

inline constexpr std::size_t max_tokens = 100'000;

enum class Layout {
  free,   // an expression: line breaks are white space
  lines,  // a program: lines end with newline tokens, blocks are between indent and dedent
};

struct Tokens {
  std::vector<Token> tokens;  // an end token last, at least
  SyntaxError wrong;          // about the first token of that kind, if there is one
  Token unclosed;             // the innermost bracket that is open at the end, or of kind end
  // What Python refuses before it looks at the grammar, wherever it stands. The tokens end there.
  std::optional<SyntaxError> refused;
};

// White space and comments (`# ..`) separate. Requires in lines: no carriage return.
Tokens lex(std::string_view text, Layout layout);

}  // namespace reference::language
