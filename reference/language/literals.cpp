#include "reference/language/literals.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <optional>

namespace reference::language {
namespace {

using Leaf = grader::Result<Expression::Node, LiteralError>;

std::string without_underscores(std::string_view text) {
  std::string digits(text);
  digits.erase(std::remove(digits.begin(), digits.end(), '_'), digits.end());
  return digits;
}

LiteralError plain(const std::string& message) { return {message, message}; }
// Of what Python takes.
LiteralError ours(const std::string& message) { return {message, message, true}; }

Leaf integer(std::string_view text) {
  const std::string digits = without_underscores(text);
  int base = 10;
  if (digits.size() > 2 && digits[0] == '0') {
    const char letter = digits[1];
    if (letter == 'x' || letter == 'X') base = 16;
    if (letter == 'o' || letter == 'O') base = 8;
    if (letter == 'b' || letter == 'B') base = 2;
  }
  std::uint64_t value = 0;
  const char* const begin = digits.data() + (base == 10 ? 0 : 2);
  const auto read = std::from_chars(begin, digits.data() + digits.size(), value, base);
  if (read.ec != std::errc{}) return ours(fmt::format("`{}` does not fit 64 bits", text));
  return Integer{value};
}

grader::Result<double, LiteralError> real(std::string_view text) {
  const std::string digits = without_underscores(text);
  double value = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  // Beyond the range from_chars gives no value: 0 below, infinity above.
  if (read.ec == std::errc::result_out_of_range) value = std::strtod(digits.c_str(), nullptr);
  if (!std::isfinite(value)) return ours(fmt::format("`{}` is too large", text));
  return value;
}

void append_utf8(std::string& text, std::uint32_t value) {
  const auto add = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (value < 0x80U) return add(value);
  if (value < 0x800U) {
    add(0xC0U | value >> 6U);
  } else {
    if (value < 0x10000U) {
      add(0xE0U | value >> 12U);
    } else {
      add(0xF0U | value >> 18U);
      add(0x80U | (value >> 12U & 0x3FU));
    }
    add(0x80U | (value >> 6U & 0x3FU));
  }
  add(0x80U | (value & 0x3FU));
}

// The inside of a string that is not raw.
class Unescaper {
 public:
  Unescaper(std::string_view inside, Escapes unknown) : inside_(inside), unknown_(unknown) {}

  Leaf run() {
    while (at_ < inside_.size() && !error_) {
      if (inside_[at_] == '\\') {
        escape();
      } else {
        text_ += inside_[at_++];
      }
    }
    if (error_) return std::move(*error_);
    return String{std::move(text_)};
  }

 private:
  void escape() {
    const char c = inside_[at_ + 1];
    static constexpr std::string_view simple = "abfnrtv\\'\"";
    static constexpr std::string_view meant = "\a\b\f\n\r\t\v\\'\"";
    if (const std::size_t i = simple.find(c); i != std::string_view::npos) {
      text_ += meant[i];
      at_ += 2;
    } else if (c == '\n') {
      at_ += 2;
    } else if (c >= '0' && c <= '7') {
      const std::size_t size =
          std::min<std::size_t>(inside_.substr(at_ + 1, 3).find_first_not_of("01234567"), 3);
      number(1, std::min(size, inside_.size() - at_ - 1), 8);
    } else if (c == 'x' || c == 'u' || c == 'U') {
      hexadecimal(c);
    } else if (unknown_ == Escapes::kept && c != 'N') {
      text_ += inside_[at_++];
    } else {
      error_ = plain(fmt::format("`\\{}` is not supported in a string", c));
    }
  }

  void hexadecimal(char kind) {
    const std::size_t wanted = kind == 'x' ? 2 : kind == 'u' ? 4 : 8;
    const std::string_view digits = inside_.substr(at_ + 2, wanted);
    const std::size_t size =
        std::min(digits.find_first_not_of("0123456789abcdefABCDEF"), digits.size());
    if (size == wanted) return number(2, wanted, 16);
    error_ = {fmt::format("`\\{}` takes {} hexadecimal digits", kind, wanted),
              fmt::format("(unicode error) 'unicodeescape' codec can't decode bytes in position "
                          "{}-{}: truncated \\{}{} escape",
                          at_, at_ + 1 + size, kind, std::string(wanted, 'X'))};
  }

  void number(std::size_t skipped, std::size_t size, int base) {
    std::uint32_t value = 0;
    const char* const begin = inside_.data() + at_ + skipped;
    std::from_chars(begin, begin + size, value, base);
    if (value > 0x10FFFFU || (value >= 0xD800U && value < 0xE000U)) {
      error_ = plain(fmt::format("`{}` is no character", inside_.substr(at_, skipped + size)));
      return;
    }
    append_utf8(text_, value);
    at_ += skipped + size;
  }

  std::string_view inside_;
  Escapes unknown_;
  std::size_t at_ = 0;
  std::string text_;
  std::optional<LiteralError> error_;
};

Leaf string(std::string_view written, Escapes unknown) {
  const std::size_t prefix = written.find_first_of("'\"");
  const bool raw = written.substr(0, prefix).find_first_of("rR") != std::string_view::npos;
  const std::string_view quoted = written.substr(prefix);
  const bool triple = quoted.size() >= 6 && quoted[0] == quoted[1] && quoted[0] == quoted[2];
  const std::size_t quote = triple ? 3 : 1;
  const std::string_view inside = quoted.substr(quote, quoted.size() - 2 * quote);
  if (raw) return String{std::string(inside)};
  return Unescaper(inside, unknown).run();
}

}  // namespace

Leaf literal(const Token& token, Escapes unknown) {
  if (token.kind == Token::Kind::integer) return integer(token.text);
  if (token.kind == Token::Kind::string) return string(token.text, unknown);
  const bool imaginary = token.kind == Token::Kind::imaginary;
  const auto value = real(token.text.substr(0, token.text.size() - (imaginary ? 1 : 0)));
  if (!value) return value.error();
  if (imaginary) return Imaginary{*value};
  return Real{*value};
}

}  // namespace reference::language
