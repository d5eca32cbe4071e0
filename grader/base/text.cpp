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

void drop_byte_order_mark(std::string& text) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (text.starts_with(mark)) text.erase(0, mark.size());
}

Place bad_utf8_line(std::string name, std::string_view text) {
  Place place = whole_file(std::move(name));
  place.line = 1;
  for (; !text.empty() && is_utf8(text.substr(0, text.find('\n'))); ++place.line) {
    text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  }
  return place;
}

}  // namespace grader
