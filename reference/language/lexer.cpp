#include "reference/language/lexer.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>

#include "grader/base/text.h"
#include "reference/language/characters.h"
#include "reference/language/indentation.h"
#include "reference/language/numbers.h"
#include "reference/language/words.h"

namespace reference::language {
namespace {

constexpr std::string_view break_hint = "indent lines of one block alike";

class Lexer {
 public:
  Lexer(std::string_view text, Layout layout) : text_(text), layout_(layout) {}

  Tokens run() {
    if (!try_base(std::nullopt)) {
      *this = Lexer(text_, layout_);  // some line is indented less than the first
      try_base(Indent{});
    }
    if (!open_.empty()) found_.unclosed = open_.back();
    return std::move(found_);
  }

 private:
  // False iff lines need another base than that of the first one.
  bool try_base(std::optional<Indent> base) {
    if (base) indentation_ = Indentation(*base);
    first_line_ = !base;
    while (!stopped_) {
      if (layout_ == Layout::lines && line_start_ && !start_line()) return false;
      if (stopped_) break;
      skip_space();
      if (found_.tokens.size() >= max_tokens) {
        fail(fmt::format("more than {} tokens", max_tokens), "", "too many tokens", where_);
      } else if (at_ == text_.size()) {
        end();
      } else {
        next();
      }
    }
    return true;
  }

  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  void advance(std::size_t bytes) {
    for (; bytes > 0; --bytes, ++at_) {
      if (text_[at_] == '\n') {
        last_line_end_ = where_;
        where_ = {where_.line + 1, 1};
      } else if (!grader::continues_code_point(text_[at_])) {
        ++where_.column;
      }
    }
  }

  Position ahead(std::size_t columns) const {
    return {where_.line, where_.column + static_cast<int>(columns)};
  }

  std::size_t to_line_end() const { return std::min(text_.find('\n', at_), text_.size()) - at_; }

  // Whether a line break counts, rather than separates.
  bool breaks() const { return layout_ == Layout::lines && open_.empty(); }

  void skip_space() {
    while (at_ < text_.size()) {
      const char c = peek();
      if (c == ' ' || c == '\t' || c == '\f' || c == '\r' || (c == '\n' && !breaks())) {
        advance(1);
      } else if (c == '\\' && layout_ == Layout::lines && peek(1) == '\n' &&
                 at_ + 2 < text_.size()) {
        advance(2);
      } else if (c == '#' && !breaks()) {
        advance(to_line_end());
      } else {
        return;
      }
    }
  }

  void add(Token::Kind kind, std::size_t size) {
    found_.tokens.push_back(
        {kind, text_.substr(at_, size), where_, static_cast<int>(open_.size())});
    advance(size);
  }

  // Ends it all.
  void fail(std::string message, std::string hint, std::string python, Position python_where) {
    SyntaxError error =
        syntax_error(where_, std::move(message), std::move(hint), std::move(python));
    error.python_where = python_where;
    found_.refused = error;
    stop(std::move(error));
  }

  // A token that the parser will stop at, if it gets there.
  void wrong(std::size_t size, SyntaxError error) {
    if (found_.wrong.message.empty()) found_.wrong = std::move(error);
    add(Token::Kind::wrong, size);
  }

  void stop(SyntaxError error) {
    wrong(0, std::move(error));
    add(Token::Kind::end, 0);
    stopped_ = true;
  }

  // The indentation of a line that is not blank. False iff it is less than the base.
  bool start_line() {
    Indent indent;
    int continued = 0;  // what stands in front of the first backslash is the indentation
    for (;; advance(1)) {
      const char c = peek();
      if (c == ' ' || c == '\t' || c == '\f') {
        indent.add(c);
      } else if (c == '\\' && peek(1) == '\n' && at_ + 2 < text_.size()) {
        if (continued == 0) continued = indent.column;
        advance(1);
      } else if (c == '\\') {
        unknown();
        return true;
      } else if (c == '#') {
        advance(to_line_end());
        if (at_ == text_.size()) return true;
        indent = {};
      } else if (c == '\n') {
        indent = {};
      } else {
        break;
      }
    }
    if (at_ == text_.size()) return true;
    line_start_ = false;
    if (continued > 0) indent = {continued, continued};
    if (first_line_) indentation_ = Indentation(indent);
    first_line_ = false;
    return change(indent);
  }

  bool change(Indent indent) {
    const int before = indentation_.levels();
    switch (indentation_.next(indent)) {
      case Indentation::Change::below_base:
        return false;
      case Indentation::Change::deeper:
        add(Token::Kind::indent, 0);
        break;
      case Indentation::Change::tabs:
        stop({where_, "the indentation mixes tabs and spaces", std::string(break_hint), "TabError",
              "inconsistent use of tabs and spaces in indentation", Position{where_.line, 1}});
        break;
      case Indentation::Change::too_deep:
        stop({where_, "too many levels of indentation", "", "IndentationError",
              "too many levels of indentation", Position{where_.line, 1}});
        break;
      case Indentation::Change::no_such_level:
        stop({where_, "the line is indented as no line before", std::string(break_hint),
              "IndentationError", "unindent does not match any outer indentation level",
              line_end()});
        break;
      default:
        for (int n = before - indentation_.levels(); n > 0; --n) add(Token::Kind::dedent, 0);
    }
    return true;
  }

  // Behind the last character of the line.
  Position line_end() const {
    const std::string_view rest = text_.substr(at_, to_line_end());
    return ahead(static_cast<std::size_t>(std::count_if(
        rest.begin(), rest.end(), [](char c) { return !grader::continues_code_point(c); })));
  }

  void end() {
    if (breaks()) {
      if (where_.line > 1 && where_.column == 1) where_ = last_line_end_;  // as Python
      if (!line_start_) add(Token::Kind::newline, 0);
      for (int n = indentation_.levels(); n > 0; --n) add(Token::Kind::dedent, 0);
    }
    add(Token::Kind::end, 0);
    stopped_ = true;
  }

  void next() {
    const char c = peek();
    if (c == '\n' || (c == '#' && breaks())) return line_break();
    if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return number();
    if (c == '\'' || c == '"') return string(0);
    if (is_name_start(c) || !is_ascii(c)) return name();
    const std::string_view symbol = symbol_of(text_.substr(at_));
    if (symbol.empty()) return unknown();
    this->symbol(symbol);
  }

  void line_break() {
    found_.tokens.push_back({Token::Kind::newline, {}, where_, 0});
    advance(to_line_end());
    if (at_ < text_.size()) advance(1);
    line_start_ = true;
  }

  void symbol(std::string_view symbol) {
    if (symbol == "(" || symbol == "[" || symbol == "{") {
      if (open_.size() >= max_brackets) {
        return fail(fmt::format("nested more than {} levels deep", max_brackets), "",
                    "too many nested parentheses", where_);
      }
      open_.push_back({Token::Kind::symbol, symbol, where_, 0});
    } else if (symbol == ")" || symbol == "]" || symbol == "}") {
      if (open_.empty()) {
        return fail(fmt::format("unexpected `{}`", symbol), "",
                    fmt::format("unmatched '{}'", symbol), where_);
      }
      const Token open = open_.back();
      if (closing(open.text) != symbol) return mismatch(open, symbol);
      open_.pop_back();
    }
    add(Token::Kind::symbol, symbol.size());
  }

  void mismatch(const Token& open, std::string_view close) {
    std::string python = fmt::format(
        "closing parenthesis '{}' does not match opening parenthesis '{}'", close, open.text);
    if (open.where.line != where_.line) python += fmt::format(" on line {}", open.where.line);
    fail(fmt::format("`{}` does not close `{}`", close, open.text),
         fmt::format("write `{}`", closing(open.text)), std::move(python), where_);
  }

  void name() {
    std::size_t size = 0;
    bool ascii = true;
    while (at_ + size < text_.size() && (is_name_part(peek(size)) || !is_ascii(peek(size)))) {
      const CodePoint found = code_point(text_.substr(at_ + size));
      if (!is_ascii(peek(size)) && (!found.valid || !is_letter(found.value))) {
        return odd_character(size, found);
      }
      ascii = ascii && is_ascii(peek(size));
      size += found.size;
    }
    const std::string_view word = text_.substr(at_, size);
    if (!ascii) {
      return wrong(size, not_supported(where_, fmt::format("`{}`", word),
                                       "a name is made of the letters a to z, digits and `_`"));
    }
    if ((peek(size) == '\'' || peek(size) == '"') && size <= 2 &&
        word.find_first_not_of("rRuUbBfF") == std::string_view::npos &&
        (size == 1 || word.find_first_of("rR") != std::string_view::npos)) {
      return string(size);
    }
    add(is_keyword(word) ? Token::Kind::keyword : Token::Kind::name, size);
  }

  void odd_character(std::size_t ahead, const CodePoint& found) {
    advance(ahead);
    const std::string_view text = text_.substr(at_, found.size);
    std::string python = "invalid non-UTF-8 character";
    if (found.valid) {
      python = is_printable(found.value)
                   ? fmt::format("invalid character '{}' (U+{:04X})", text, found.value)
                   : fmt::format("invalid non-printable character U+{:04X}", found.value);
    }
    fail(fmt::format("unexpected `{}`", text), std::string(look_alike(text)), std::move(python),
         where_);
  }

  void number() {
    const ScannedNumber number = scan_number(text_.substr(at_));
    if (!number.python.empty()) {
      return fail(fmt::format("`{}` is not a number", text_.substr(at_, number.size)), number.hint,
                  number.python, ahead(number.python_at));
    }
    add(number.kind, number.size);
  }

  // Requires: a quote behind a prefix of that size.
  void string(std::size_t prefix) {
    const std::string_view quote = text_.substr(at_ + prefix, 1);
    const std::string triple(3, quote.front());
    const bool is_triple = text_.substr(at_ + prefix).starts_with(triple);
    const std::string_view close = is_triple ? std::string_view(triple) : quote;
    std::size_t size = prefix + close.size();
    while (at_ + size < text_.size() && !text_.substr(at_ + size).starts_with(close) &&
           (is_triple || peek(size) != '\n')) {
      size += peek(size) == '\\' && at_ + size + 1 < text_.size() ? 2 : 1;
    }
    if (!text_.substr(std::min(at_ + size, text_.size())).starts_with(close)) {
      return unterminated(size, is_triple);
    }
    size += close.size();
    const std::string_view written = text_.substr(at_, prefix);
    const std::size_t refused = written.find_first_of("bBfF");
    if (refused == std::string_view::npos) return add(Token::Kind::string, size);
    wrong(size, not_supported(where_, fmt::format("`{}` in front of a string", written[refused])));
  }

  void unterminated(std::size_t size, bool is_triple) {
    std::string_view text = text_.substr(at_, size);
    if (text.ends_with('\n')) text.remove_suffix(1);
    const auto lines = std::count(text.begin(), text.end(), '\n');
    fail("a string is never closed", "",
         fmt::format("unterminated {}string literal (detected at line {})",
                     is_triple ? "triple-quoted " : "", where_.line + lines),
         where_);
  }

  void unknown() {
    const auto byte = static_cast<unsigned char>(peek());
    if (byte < 0x20U || byte == 0x7FU) {
      return fail("unexpected control character", "",
                  fmt::format("invalid non-printable character U+{:04X}", byte), where_);
    }
    SyntaxError error =
        syntax_error(where_, fmt::format("unexpected `{}`", peek()), "", "invalid syntax");
    if (peek() != '\\' || layout_ == Layout::free) return wrong(1, std::move(error));
    const std::string_view rest = text_.substr(at_ + 1);
    error.python = rest.empty() || rest == "\n"
                       ? "unexpected EOF while parsing"
                       : "unexpected character after line continuation character";
    error.python_where = ahead(1);
    stop(std::move(error));
  }

  static constexpr std::size_t max_brackets = 200;

  std::string_view text_;
  Layout layout_;
  std::size_t at_ = 0;
  Position where_;
  Position last_line_end_;
  Tokens found_;
  std::vector<Token> open_;
  Indentation indentation_{Indent{}};
  bool line_start_ = true;
  bool first_line_ = true;
  bool stopped_ = false;
};

}  // namespace

Tokens lex(std::string_view text, Layout layout) { return Lexer(text, layout).run(); }

}  // namespace reference::language
