#include "grader/base/place.h"

#include <fmt/format.h>

#include "grader/base/text.h"

namespace grader {

Place whole_file(std::string name) {
  return Place{std::make_shared<const Source>(Source{std::move(name), ""}), 0, 0};
}

std::string_view line_of(std::string_view text, int line) {
  for (; line > 1; --line) {
    const auto end = text.find_first_of("\r\n");
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + line_break(text, end));
  }
  if (line < 1) return {};
  return text.substr(0, text.find_first_of("\r\n"));
}

std::string to_text(const Place& place) {
  if (place.line == 0) return std::string(place.file());
  if (place.column == 0) return fmt::format("{}:{}", place.file(), place.line);
  return fmt::format("{}:{}:{}", place.file(), place.line, place.column);
}

}  // namespace grader
