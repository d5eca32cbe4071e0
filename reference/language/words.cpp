#include "reference/language/words.h"

#include <algorithm>
#include <iterator>

#include "reference/language/characters.h"

namespace reference::language {
namespace {

// The longest symbol wins: three characters before two before one. `<>` is none, but one token.
constexpr std::string_view symbols[] = {
    "**=", "//=", ">>=", "<<=", "...", "**", "//", "<<", ">>", "<=", ">=", "==",
    "!=",  "<>",  "->",  "+=",  "-=",  "*=", "/=", "%=", "@=", "&=", "|=", "^=",
    ":=",  "+",   "-",   "*",   "/",   "%",  "@",  "&",  "|",  "^",  "~",  "(",
    ")",   "[",   "]",   "{",   "}",   ",",  ":",  ".",  ";",  "=",  "<",  ">"};

constexpr std::string_view keywords[] = {
    "False", "None",     "True",  "and",    "as",   "assert", "async",  "await",    "break",
    "class", "continue", "def",   "del",    "elif", "else",   "except", "finally",  "for",
    "from",  "global",   "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
    "or",    "pass",     "raise", "return", "try",  "while",  "with",   "yield"};

}  // namespace

bool is_keyword(std::string_view word) {
  return std::find(std::begin(keywords), std::end(keywords), word) != std::end(keywords);
}

std::string_view symbol_of(std::string_view text) {
  for (const std::string_view symbol : symbols) {
    if (text.starts_with(symbol)) return symbol;
  }
  return "";
}

std::string_view closing(std::string_view open) {
  return open == "(" ? ")" : open == "[" ? "]" : "}";
}

std::string_view why_no_name(std::string_view text) {
  const bool spelled = !text.empty() && is_name_start(text.front()) &&
                       std::all_of(text.begin(), text.end(), is_name_part);
  if (!spelled) return "letters, digits and `_`, a letter first";
  return is_keyword(text) ? "it is a word of the language of expressions" : "";
}

}  // namespace reference::language
