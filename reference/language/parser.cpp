#include "reference/language/parser.h"

#include "reference/language/expressions.h"
#include "reference/language/statements.h"

namespace reference::language {
namespace {

// Line breaks as Python reads them.
std::string with_newlines(std::string_view text) {
  std::string lines;
  lines.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      lines += text[i];
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      lines += '\n';
    }
  }
  return lines;
}

}  // namespace

grader::Result<Child, SyntaxError> parse_expression(std::string_view text) {
  Tokens tokens = lex(text, Layout::free);
  if (tokens.refused) return std::move(*tokens.refused);
  ExpressionParser parser(std::move(tokens), Escapes::refused);
  Child found = parser.whole();
  if (!found) return parser.error();
  return found;
}

grader::Result<Program, SyntaxError> parse_program(std::string_view text) {
  const std::string lines = with_newlines(text);
  Tokens tokens = lex(lines, Layout::lines);
  const auto refused = tokens.refused;
  auto program = StatementParser(std::move(tokens)).run();
  // Python takes notice of an indented line before it looks further.
  const bool indented = !program && program.error().python == "unexpected indent";
  if (refused && !indented) return *refused;
  return program;
}

}  // namespace reference::language
