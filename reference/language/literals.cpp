#include "reference/language/literals.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

namespace reference::language {
namespace {

using grader::Failure;
using Leaf = grader::Result<Expression::Node>;

std::string without_underscores(std::string_view text) {
  std::string digits(text);
  digits.erase(std::remove(digits.begin(), digits.end(), '_'), digits.end());
  return digits;
}

Leaf integer(std::string_view text) {
  const std::string digits = without_underscores(text);
  std::int64_t value = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (read.ec != std::errc{}) return Failure{fmt::format("`{}` does not fit 64 bits", text)};
  return Integer{value};
}

Leaf real(std::string_view text) {
  const std::string digits = without_underscores(text);
  double value = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  // Beyond the range from_chars gives no value: 0 below, infinity above.
  if (read.ec == std::errc::result_out_of_range) value = std::strtod(digits.c_str(), nullptr);
  if (!std::isfinite(value)) return Failure{fmt::format("`{}` is too large", text)};
  return Real{value};
}

Leaf string(std::string_view quoted) {
  std::string text;
  const std::string_view inside = quoted.substr(1, quoted.size() - 2);
  for (std::size_t i = 0; i < inside.size(); ++i) {
    if (inside[i] != '\\') {
      text += inside[i];
      continue;
    }
    const char c = inside[++i];
    if (c == 'n') {
      text += '\n';
    } else if (c == 't') {
      text += '\t';
    } else if (c == '\\' || c == '\'' || c == '"') {
      text += c;
    } else {
      return Failure{fmt::format("`\\{}` is not supported in a string", c)};
    }
  }
  return String{std::move(text)};
}

}  // namespace

grader::Result<Expression::Node> literal(const Token& token) {
  switch (token.kind) {
    case Token::Kind::integer:
      return integer(token.text);
    case Token::Kind::real:
      return real(token.text);
    default:
      return string(token.text);
  }
}

}  // namespace reference::language
