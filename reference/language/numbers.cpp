#include "reference/language/numbers.h"

#include <fmt/core.h>

#include "reference/language/characters.h"

namespace reference::language {
namespace {

struct Base {
  char letter;
  int radix;
  std::string_view name;
};

constexpr Base bases[] = {{'x', 16, "hexadecimal"}, {'o', 8, "octal"}, {'b', 2, "binary"}};

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_digit_of(char c, int radix) {
  if (radix == 16 && lower(c) >= 'a' && lower(c) <= 'f') return true;
  return is_digit(c) && c - '0' < radix;
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  ScannedNumber run() {
    for (const Base& base : bases) {
      if (peek(0) == '0' && lower(peek(1)) == base.letter) {
        with_base(base);
        return std::move(found_);
      }
    }
    decimal();
    return std::move(found_);
  }

 private:
  char peek(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }

  // Digits with single underscores between them, from `at` on; returns where they end.
  std::size_t digits(std::size_t at, int radix = 10) const {
    const std::size_t begin = at;
    while (is_digit_of(peek(at), radix) ||
           (peek(at) == '_' && at > begin && is_digit_of(peek(at + 1), radix))) {
      ++at;
    }
    return at;
  }

  void fail(std::string python, std::size_t at, std::string hint = "") {
    if (!found_.python.empty()) return;
    found_.python = std::move(python);
    found_.python_at = at;
    found_.hint = std::move(hint);
    while (is_name_part(peek(found_.size))) ++found_.size;
  }

  // `1if x else 2` is a number and a keyword.
  bool keyword_follows(std::size_t at) const {
    for (const std::string_view word : {"if", "in", "is"}) {
      if (text_.substr(at).starts_with(word)) return true;
    }
    for (const std::string_view word : {"and", "else", "for", "not", "or"}) {
      if (text_.substr(at).starts_with(word)) return !is_name_part(peek(at + word.size()));
    }
    return false;
  }

  void end(std::size_t at, std::string_view name) {
    found_.size = at;
    const std::string python = fmt::format("invalid {} literal", name);
    if (peek(at) == '_') return fail(python, at);
    const bool goes_on = is_name_part(peek(at)) || !is_ascii(peek(at));
    if (goes_on && !keyword_follows(at)) fail(python, at - 1);
  }

  void with_base(const Base& base) {
    const std::size_t begin = peek(2) == '_' ? 3 : 2;
    const std::size_t at = digits(begin, base.radix);
    found_.size = at;
    if (is_digit(peek(at))) {
      return fail(fmt::format("invalid digit '{}' in {} literal", peek(at), base.name), at);
    }
    if (at == begin) return fail(fmt::format("invalid {} literal", base.name), at - 1);
    end(at, base.name);
  }

  void decimal() {
    std::size_t at = digits(0);
    const std::string_view whole = text_.substr(0, at);
    if (peek(at) == '.') {
      found_.kind = Token::Kind::real;
      at = digits(at + 1);
    }
    if (lower(peek(at)) == 'e') {
      std::size_t after = at + 1;
      if (peek(after) == '+' || peek(after) == '-') ++after;
      const std::size_t exponent_end = digits(after);
      if (exponent_end > after) {
        found_.kind = Token::Kind::real;
        at = exponent_end;
      } else if (after > at + 1) {
        found_.size = at;
        return fail("invalid decimal literal", after - 1);
      }
    }
    if (lower(peek(at)) == 'j') {
      found_.kind = Token::Kind::imaginary;
      ++at;
    }
    if (found_.kind == Token::Kind::integer && whole.front() == '0' &&
        whole.find_first_not_of("0_") != std::string_view::npos) {
      found_.size = at;
      return fail(
          "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal "
          "integers",
          0, "an integer has no leading zeros");
    }
    end(at, found_.kind == Token::Kind::imaginary ? "imaginary" : "decimal");
  }

  std::string_view text_;
  ScannedNumber found_;
};

}  // namespace

ScannedNumber scan_number(std::string_view text) { return Scanner(text).run(); }

}  // namespace reference::language
