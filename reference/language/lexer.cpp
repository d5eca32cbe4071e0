#include "reference/language/lexer.h"

#include <fmt/core.h>

#include <algorithm>

#include "grader/base/text.h"

namespace reference::language {
namespace {

// Two characters before one: the longest symbol wins.
constexpr std::string_view symbols[] = {"**", "//", "<=", ">=", "==", "!=", "+", "-",
                                        "*",  "/",  "%",  "@",  "(",  ")",  "[", "]",
                                        ",",  ":",  ".",  "=",  "<",  ">"};

constexpr std::string_view keywords[] = {
    "False", "None",     "True",  "and",    "as",   "assert", "async",  "await",    "break",
    "class", "continue", "def",   "del",    "elif", "else",   "except", "finally",  "for",
    "from",  "global",   "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
    "or",    "pass",     "raise", "return", "try",  "while",  "with",   "yield"};

struct LookAlike {
  std::string_view text;
  std::string_view hint;
};

constexpr LookAlike look_alikes[] = {
    {"\u2212", "write `-`"},  {"\u2013", "write `-`"},  {"\u2010", "write `-`"},
    {"\u00d7", "write `*`"},  {"\u00b7", "write `*`"},  {"\u00f7", "write `/`"},
    {"\u2264", "write `<=`"}, {"\u2265", "write `>=`"}, {"\u2260", "write `!=`"},
    {"^", "a power is `**`"},
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_name_part(char c) { return is_name_start(c) || is_digit(c); }
bool is_keyword(std::string_view word) {
  return std::find(std::begin(keywords), std::end(keywords), word) != std::end(keywords);
}
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f'; }

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  grader::Result<std::vector<Token>, SyntaxError> run() {
    for (;;) {
      skip_space();
      if (tokens_.size() >= max_tokens) {
        return SyntaxError{where_, fmt::format("more than {} tokens", max_tokens), ""};
      }
      if (at_ == text_.size()) break;
      next();
      if (!error_.message.empty()) return error_;
    }
    tokens_.push_back({Token::Kind::end, {}, where_});
    return std::move(tokens_);
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  void advance(std::size_t bytes) {
    for (; bytes > 0; --bytes, ++at_) {
      if (text_[at_] == '\n') {
        where_ = {where_.line + 1, 1};
      } else if (!grader::continues_code_point(text_[at_])) {
        ++where_.column;
      }
    }
  }

  void skip_space() {
    while (at_ < text_.size()) {
      if (is_space(peek())) {
        advance(1);
      } else if (peek() == '#') {
        advance(std::min(text_.find('\n', at_), text_.size()) - at_);
      } else {
        return;
      }
    }
  }

  void add(Token::Kind kind, std::size_t size) {
    tokens_.push_back({kind, text_.substr(at_, size), where_});
    advance(size);
  }

  void fail(std::string message, std::string hint = "") {
    error_ = {where_, std::move(message), std::move(hint)};
  }

  void next() {
    const char c = peek();
    if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return number();
    if (is_name_start(c)) return name();
    if (c == '\'' || c == '"') return string(c);
    for (const std::string_view symbol : symbols) {
      if (text_.substr(at_).starts_with(symbol)) return add(Token::Kind::symbol, symbol.size());
    }
    unknown();
  }

  void name() {
    std::size_t size = 1;
    while (is_name_part(peek(size))) ++size;
    const std::string_view word = text_.substr(at_, size);
    add(is_keyword(word) ? Token::Kind::keyword : Token::Kind::name, size);
  }

  // Digits with single underscores between them; returns how many characters from `size` on.
  std::size_t digits(std::size_t size) const {
    const std::size_t begin = size;
    while (is_digit(peek(size)) ||
           (peek(size) == '_' && size > begin && is_digit(peek(size + 1)))) {
      ++size;
    }
    return size - begin;
  }

  void number() {
    std::size_t size = digits(0);
    bool real = false;
    if (peek(size) == '.') {
      real = true;
      ++size;
      size += digits(size);
    }
    if (peek(size) == 'e' || peek(size) == 'E') {
      std::size_t after = size + 1;
      if (peek(after) == '+' || peek(after) == '-') ++after;
      if (const std::size_t n = digits(after); n > 0) {
        real = true;
        size = after + n;
      }
    }
    if (is_name_part(peek(size))) {
      while (is_name_part(peek(size))) ++size;
      return fail(fmt::format("`{}` is not a number", text_.substr(at_, size)));
    }
    if (!real && size > 1 && peek() == '0' &&
        text_.substr(at_, size).find_first_not_of("0_") != std::string_view::npos) {
      return fail(fmt::format("`{}` is not a number", text_.substr(at_, size)),
                  "an integer has no leading zeros");
    }
    add(real ? Token::Kind::real : Token::Kind::integer, size);
  }

  void string(char quote) {
    std::size_t size = 1;
    while (at_ + size < text_.size() && peek(size) != quote && peek(size) != '\n') {
      size += peek(size) == '\\' && at_ + size + 1 < text_.size() ? 2 : 1;
    }
    if (at_ + size >= text_.size() || peek(size) != quote) return fail("a string is never closed");
    add(Token::Kind::string, size + 1);
  }

  void unknown() {
    for (const LookAlike& known : look_alikes) {
      if (!text_.substr(at_).starts_with(known.text)) continue;
      return fail(fmt::format("unexpected `{}`", known.text), std::string(known.hint));
    }
    std::size_t size = 1;
    while (grader::continues_code_point(peek(size))) ++size;
    const auto byte = static_cast<unsigned char>(peek());
    if (byte < 0x20U || byte == 0x7FU) return fail("unexpected control character");
    fail(fmt::format("unexpected `{}`", text_.substr(at_, size)));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Position where_;
  std::vector<Token> tokens_;
  SyntaxError error_;
};

}  // namespace

grader::Result<std::vector<Token>, SyntaxError> lex(std::string_view text) {
  return Lexer(text).run();
}

std::string_view why_no_name(std::string_view text) {
  const bool spelled = !text.empty() && is_name_start(text.front()) &&
                       std::all_of(text.begin(), text.end(), is_name_part);
  if (!spelled) return "letters, digits and `_`, a letter first";
  return is_keyword(text) ? "it is a word of the language of expressions" : "";
}

grader::Place within(const grader::Place& where, Position position) {
  if (where.line == 0 || where.column == 0) return where;
  grader::Place place = where;
  place.line += position.line - 1;
  place.column += position.column - 1;
  return place;
}

}  // namespace reference::language
