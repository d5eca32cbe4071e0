#include "grader/answers/markup_output.h"

#include "grader/answers/text.h"

namespace grader {

MarkupOutput::MarkupOutput(std::size_t expected) {
  out_.text.reserve(expected);
  out_.origins.reserve(expected);
}

void MarkupOutput::emit(char c) {
  std::string& text = out_.text;
  if (c == '>' && (replace_tag("<sup", "^(") || replace_tag("</sup", ")"))) return;
  if (c == '{' && (last() == '^' || last() == '_')) {  // `^\{`
    if (last() == '^') emit('(');
    return;
  }
  if (c == '}' && text.ends_with("{,")) {  // the thousands comma of LaTeX
    replace_tail(2, ",");
    return;
  }
  text += c;
  out_.origins.push_back(origin_);
}

void MarkupOutput::append(std::string_view text) {
  out_.text += text;
  out_.origins.insert(out_.origins.end(), text.size(), origin_);
}

void MarkupOutput::replace_tail(std::size_t size, std::string_view by) {
  const std::size_t from = out_.text.size() - size;
  const std::uint32_t first = out_.origins[from];
  out_.text.resize(from);
  out_.origins.resize(from);
  out_.text += by;
  out_.origins.insert(out_.origins.end(), by.size(), first);
  if (by.size() > 1) out_.origins.back() = origin_;  // so that its end is known too
}

bool MarkupOutput::replace_tag(std::string_view tag, std::string_view by) {
  const std::string& text = out_.text;
  if (text.size() < tag.size() ||
      !ascii::equal_folded(std::string_view(text).substr(text.size() - tag.size()), tag)) {
    return false;
  }
  replace_tail(tag.size(), by);
  return true;
}

}  // namespace grader
