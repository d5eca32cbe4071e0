#include "reference/code/source.h"

#include <algorithm>
#include <vector>

namespace reference::code {
namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (;;) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

std::string_view trimmed(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return line.substr(begin, line.find_last_not_of(" \t\r") - begin + 1);
}

bool is_fence(std::string_view line) { return trimmed(line).starts_with("```"); }

bool is_prompt(std::string_view line) {
  line = trimmed(line);
  return line == ">>>" || line.starts_with(">>> ");
}

bool is_continued(std::string_view line) {
  line = trimmed(line);
  return line == "..." || line.starts_with("... ");
}

std::string_view behind_prompt(std::string_view line) {
  constexpr std::size_t width = 4;
  line = line.substr(line.find_first_of(">."));
  return line.substr(std::min(width, line.size()));
}

// What stands outside of the first pair of fences is no code.
void open_fences(std::vector<std::string_view>& lines) {
  const auto open = std::find_if(lines.begin(), lines.end(), is_fence);
  if (open == lines.end()) return;
  const auto close = std::find_if(open + 1, lines.end(), is_fence);
  for (auto line = lines.begin(); line != lines.end(); ++line) {
    if (line <= open || line >= close) *line = {};
  }
}

void drop_back_ticks(std::vector<std::string_view>& lines) {
  if (lines.size() != 1) return;
  const std::string_view line = trimmed(lines.front());
  const bool quoted = line.size() > 2 && line.front() == '`' && line.back() == '`';
  if (quoted) lines.front() = line.substr(1, line.size() - 2);
}

// Of all lines but the first, if they have one in common and the first neither has one nor opens a
// block.
void drop_common_indentation(std::vector<std::string_view>& lines) {
  const auto is_blank = [](std::string_view line) { return trimmed(line).empty(); };
  const auto first = std::find_if_not(lines.begin(), lines.end(), is_blank);
  if (first == lines.end() || first->find_first_not_of(" \t") != 0) return;
  const std::string_view code = trimmed(first->substr(0, first->find('#')));
  if (code.ends_with(':')) return;
  std::size_t common = std::string_view::npos;
  for (auto line = first + 1; line != lines.end(); ++line) {
    if (!is_blank(*line)) common = std::min(common, line->find_first_not_of(" \t"));
  }
  if (common == std::string_view::npos || common == 0) return;
  for (auto line = first + 1; line != lines.end(); ++line) {
    line->remove_prefix(std::min(common, line->size()));
  }
}

void drop_prompts(std::vector<std::string_view>& lines) {
  const auto first = std::find_if(lines.begin(), lines.end(),
                                  [](std::string_view line) { return !trimmed(line).empty(); });
  if (first == lines.end() || !is_prompt(*first)) return;
  bool in_statement = false;
  for (std::string_view& line : lines) {
    in_statement = is_prompt(line) || (in_statement && is_continued(line));
    line = in_statement ? behind_prompt(line) : std::string_view{};
  }
}

}  // namespace

std::string source_of(std::string_view text) {
  std::vector<std::string_view> lines = lines_of(text);
  open_fences(lines);
  drop_back_ticks(lines);
  drop_prompts(lines);
  drop_common_indentation(lines);
  std::string source;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) source += '\n';
    source += lines[i];
  }
  return source;
}

}  // namespace reference::code
