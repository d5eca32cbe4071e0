#include "grader/base/text.h"

#include <algorithm>

#include "grader/base/words.h"

namespace grader {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

bool continues_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

std::string beginning(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  while (most > 0 && continues_code_point(text[most])) --most;
  return std::string(text.substr(0, most));
}

std::size_t line_break(std::string_view text, std::size_t at) {
  if (at >= text.size() || (text[at] != '\n' && text[at] != '\r')) return 0;
  return text.substr(at, 2) == "\r\n" ? 2 : 1;
}

void drop_byte_order_mark(std::string& text) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (text.starts_with(mark)) text.erase(0, mark.size());
}

Place bad_utf8_line(std::string name, std::string_view text) {
  Place place = whole_file(std::move(name));
  place.line = 1;
  for (; !text.empty(); ++place.line) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    if (!is_utf8(text.substr(0, end))) break;
    text.remove_prefix(end + line_break(text, end));
  }
  return place;
}

}  // namespace grader
