#include "grader/answers/segments.h"

#include <algorithm>
#include <optional>

#include "grader/answers/number_words.h"
#include "grader/answers/text.h"

namespace grader {
namespace {

constexpr std::size_t longest_label = 60;  // of a statement

char closing(char open) {
  switch (open) {
    case '(':
      return ')';
    case '[':
      return ']';
    case '{':
      return '}';
    case '"':
    case '\'':
    case '`':
      return open;
    default:
      return '\0';
  }
}

bool sign(char c) { return c == '=' || c == ':' || c == '~'; }

// The bytes of a separator of statements at `at`, or 0.
std::size_t separator(std::string_view text, std::size_t at) {
  constexpr std::string_view word = " and ";
  if (text[at] == ',' || text[at] == ';' || text[at] == '\n') return 1;
  return text.substr(at, word.size()) == word ? word.size() : 0;
}

// Whether a label and a sign stand in front of the next separator.
bool begins_statement(std::string_view text) {
  const auto end = ascii::find_any(text.substr(0, longest_label), "=:~,;\n");
  return end != std::string_view::npos && sign(text[end]) && is_label(text.substr(0, end));
}

// All of [from, to) as a label, a sign and a value.
std::optional<Statement> statement(std::string_view text, Span span, std::size_t separator) {
  if (!begins_statement(at(text, span))) return std::nullopt;
  std::size_t end = span.from;
  while (!sign(text[end])) ++end;
  std::size_t begin = end;
  while (begin < span.to && (sign(text[begin]) || text[begin] == '>')) ++begin;
  const Statement found{trimmed(text, {span.from, end}), trimmed(text, {begin, span.to}),
                        separator};
  const bool more = at(text, found.value).find(':') != std::string_view::npos;
  if (found.label.empty() || more) return std::nullopt;
  return found;
}

// Whether nothing but a word that is not `of_value` stands between the space at `at` and a sign:
// `b` of ` b = 3`.
bool begins_with_word(std::string_view text, std::size_t at,
                      const std::function<bool(std::string_view)>& of_value) {
  const std::size_t from = at + 1;
  std::size_t end = from;
  const auto of_word = [](char c) { return ascii::wordy(c) || ascii::digit(c) || c == '_'; };
  while (end < text.size() && end - from < longest_label && of_word(text[end])) ++end;
  const std::string_view word = text.substr(from, end - from);
  if (word.empty() || !ascii::wordy(word[0])) return false;
  while (end < text.size() && text[end] == ' ' && end - from < longest_label) ++end;
  return end < text.size() && sign(text[end]) && !of_value(word);
}

// How a character changes the depth of brackets.
int step(char c) {
  if (c == '(' || c == '[' || c == '{') return 1;
  return c == ')' || c == ']' || c == '}' ? -1 : 0;
}

}  // namespace

Span trimmed(std::string_view text, Span span) {
  while (!span.empty() && ascii::space(text[span.from])) ++span.from;
  while (!span.empty() && ascii::space(text[span.to - 1])) --span.to;
  return span;
}

Span without_wrapping(std::string_view text, Span span) {
  span = trimmed(text, span);
  if (span.to - span.from < 2) return span;
  const char open = text[span.from];
  if (closing(open) == '\0' || text[span.to - 1] != closing(open)) return span;
  const std::string_view inside = text.substr(span.from + 1, span.to - span.from - 2);
  const bool quote = open == '"' || open == '\'' || open == '`';
  if (quote ? inside.find(open) != std::string_view::npos
            : inside.find_first_of("=~:") == std::string_view::npos ||
                  inside.find_first_of("()[]{}") != std::string_view::npos) {
    return span;
  }
  return trimmed(text, {span.from + 1, span.to - 1});
}

Segments split_at_signs(std::string_view text, Span span) {
  Segments segments;
  Segment segment{{span.from, span.from}};
  bool tilde = false;
  const auto close = [&](std::size_t end) {
    segment.span.to = end;
    segment.span = trimmed(text, segment.span);
    segments.open_end = segment.span.empty() && !segments.all.empty();
    if (!segment.span.empty()) {
      segment.approximate = tilde;
      tilde = false;
      segments.all.push_back(segment);
    }
  };
  for (std::size_t i = span.from; i < span.to; ++i) {
    const char c = text[i];
    const char previous = i > span.from ? text[i - 1] : '\0';
    const bool comparison = previous == '<' || previous == '>' || previous == '!';
    if (c != '~' && (c != '=' || comparison)) continue;
    close(i > span.from && c == '=' && previous == ':' ? i - 1 : i);
    if (c == '~') tilde = true;
    if (c == '=' && i + 1 < span.to && text[i + 1] == '>') ++i;
    segment.span.from = i + 1;
  }
  close(span.to);
  return segments;
}

std::vector<Statement> statements(std::string_view text, Span span,
                                  const std::function<bool(std::string_view)>& of_value) {
  std::vector<Statement> found;
  int depth = 0;
  std::size_t from = span.from;
  std::size_t separated_at = span.from;
  const std::string_view all = text.substr(0, span.to);
  for (std::size_t i = span.from; i < span.to; ++i) {
    depth = std::max(0, depth + step(text[i]));
    if (depth != 0) continue;
    const std::size_t hard = separator(all, i);
    const bool soft = hard == 0 && text[i] == ' ' && begins_with_word(all, i, of_value);
    const std::size_t size = soft ? 1 : hard;
    if (size == 0 || !begins_statement(at(text, {i + size, span.to}))) continue;
    const auto next = statement(text, {from, i}, separated_at);
    if (soft && (!next || next->value.empty())) continue;
    if (!next) return {};
    found.push_back(*next);
    separated_at = i;
    from = i + size;
  }
  if (found.empty()) return {};
  const auto last = statement(text, {from, span.to}, separated_at);
  if (!last || last->value.empty()) return {};
  found.push_back(*last);
  return found;
}

}  // namespace grader
