#include "grader/report/page_text.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "grader/base/words.h"
#include "grader/graph/value.h"

namespace grader {
namespace {

constexpr std::string_view replacement = "\uFFFD";
constexpr int width_figures = 3;
constexpr int most_figures = 17;
// Decimal exponents that are written without an exponent.
constexpr int least_plain = -6;
constexpr int most_plain = 15;

struct CodePoint {
  char32_t value = 0xFFFD;
  std::size_t length = 1;  // in bytes
  bool valid = false;
};

// The first code point of `text`, which is not empty; an invalid byte stands for itself.
CodePoint first_of(std::string_view text) {
  const std::size_t length = code_point_length(text);
  if (length == 0) return {};
  char32_t value = static_cast<unsigned char>(text.front());
  if (length > 1) value &= 0xFFU >> (length + 1);
  for (std::size_t i = 1; i < length; ++i) {
    value = (value << 6) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  return {value, length, true};
}

// Embeddings, overrides, isolates and separators of paragraphs: they reach beyond an element.
bool turns_direction(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029;
}

void append_harmless(std::string& shown, const CodePoint& c, std::string_view bytes) {
  if (!c.valid || (c.value >= 0x80 && c.value < 0xA0) || (c.value & 0xFFFE) == 0xFFFE) {
    shown += replacement;
  } else if (c.value == 0x7F) {
    shown += "\u2421";
  } else if (c.value < 0x20 && c.value != '\n' && c.value != '\t') {
    shown += "\xE2\x90";  // U+2400 and on: pictures of the control characters
    shown += static_cast<char>(0x80 + c.value);
  } else if (turns_direction(c.value)) {
    shown += fmt::format("[U+{:04X}]", static_cast<unsigned>(c.value));
  } else {
    shown += bytes;
  }
}

// Decimal digits of a number: 0.d1d2d3... x 10^exponent.
struct Digits {
  bool negative;
  std::string digits;
  int exponent;
};

// Correctly rounded to `figures` significant digits.
Digits digits_of(double value, int figures) {
  const std::string text = fmt::format("{:.{}e}", std::abs(value), figures - 1);
  const std::size_t e = text.find('e');
  Digits result{value < 0, text.substr(0, 1), 0};
  if (e > 2) result.digits += text.substr(2, e - 2);
  const char* exponent = text.c_str() + e + (text[e + 1] == '+' ? 2 : 1);
  std::from_chars(exponent, text.c_str() + text.size(), result.exponent);
  ++result.exponent;
  return result;
}

// One unit in the last place further from zero.
void grow(Digits& number) {
  std::size_t i = number.digits.size();
  while (i > 0 && number.digits[i - 1] == '9') number.digits[--i] = '0';
  if (i > 0) {
    ++number.digits[i - 1];
  } else {
    number.digits.insert(0, "1");
    ++number.exponent;
  }
}

// One unit in the last place nearer to zero.
void shrink(Digits& number) {
  std::size_t i = number.digits.size();
  while (i > 0 && number.digits[i - 1] == '0') number.digits[--i] = '9';
  if (i > 0) --number.digits[i - 1];
}

std::string written(const Digits& number) {
  std::string digits = number.digits;
  int exponent = number.exponent;
  while (digits.size() > 1 && digits.front() == '0') {
    digits.erase(0, 1);
    --exponent;
  }
  while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
  if (digits == "0") return "0";
  const std::string sign = number.negative ? "-" : "";
  if (exponent <= least_plain || exponent > most_plain) {
    const std::string rest = digits.size() > 1 ? "." + digits.substr(1) : "";
    return fmt::format("{}{}{}e{}", sign, digits[0], rest, exponent - 1);
  }
  if (exponent <= 0)
    return sign + "0." + std::string(static_cast<std::size_t>(-exponent), '0') + digits;
  const auto whole = static_cast<std::size_t>(exponent);
  if (digits.size() <= whole) return sign + digits + std::string(whole - digits.size(), '0');
  return sign + digits.substr(0, whole) + "." + digits.substr(whole);
}

double value_of(const std::string& text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// `bound` to a multiple of about 10^unit, never below it (`up`) or never above it, but for `slack`.
std::string rounded(double bound, int unit, bool up, double slack) {
  if (bound == 0) return "0";
  const int magnitude = static_cast<int>(std::floor(std::log10(std::abs(bound))));
  const int figures = std::min(std::max(magnitude - unit + 1, 1), most_figures);
  Digits number = digits_of(bound, figures);
  if (number.exponent > magnitude + 1) number.digits += '0';  // 9.99 became 10.0: keep the unit
  const double rounded = value_of(written(number));
  const double forgiven = slack * std::abs(bound);
  const bool outside = up ? rounded < bound - forgiven : rounded > bound + forgiven;
  if (outside && up != number.negative) grow(number);
  if (outside && up == number.negative) shrink(number);
  return written(number);
}

}  // namespace

std::string harmless(std::string_view text, std::size_t limit, const Strings& strings) {
  std::string shown;
  std::size_t count = 0;
  for (; !text.empty() && count < limit; ++count) {
    const CodePoint c = first_of(text);
    const bool line_end = c.value == '\r' && (text.size() == 1 || text[1] == '\n');
    if (!line_end) append_harmless(shown, c, text.substr(0, c.length));
    text.remove_prefix(c.length);
  }
  if (!text.empty()) {
    shown += fill(strings.cut, {{"characters", fmt::format("{}", code_points(text))}});
  }
  return shown;
}

std::string sentence(std::string_view text) {
  std::string result(text);
  if (result.empty()) return result;
  const bool word = result.size() > 1 && result[1] >= 'a' && result[1] <= 'z';
  const bool one_letter = result.starts_with("a ");
  if ((word || one_letter) && result[0] >= 'a' && result[0] <= 'z') result[0] ^= 0x20;
  constexpr std::string_view ends = ".!?";
  if (ends.find(result.back()) == ends.npos) result += '.';
  return result;
}

std::pair<std::string, std::string> interval_text(double low, double high, double slack) {
  const double width = high - low;
  if (width > 0 && std::isfinite(width)) {
    const int unit = static_cast<int>(std::floor(std::log10(width))) - (width_figures - 1);
    std::pair<std::string, std::string> text{rounded(low, unit, true, slack),
                                             rounded(high, unit, false, slack)};
    if (value_of(text.first) <= value_of(text.second)) return text;
  }
  return {to_text(low), to_text(high)};
}

std::string distance_text(double distance, const Strings& strings) {
  constexpr double hundred = 100;
  constexpr double far = 1000;
  constexpr double slack = 1e-9;  // of the decision itself
  if (distance == 0) return "0";
  if (std::abs(distance - 1) < slack) return "1";
  if (distance > far) return std::string(strings.very_far);
  constexpr double many = 10;
  if (distance > many) return fmt::format("{:.0f}", std::ceil(distance));
  const bool inside = distance < 1;
  const double scaled = inside ? std::floor(distance * hundred) : std::ceil(distance * hundred);
  if (scaled < 1) return std::string(strings.very_near);
  return fmt::format("{:.2f}", scaled / hundred);
}

}  // namespace grader
