#include "grader/yaml/positions.h"

#include <algorithm>
#include <string_view>

#include "grader/base/text.h"

namespace grader::yaml {

Positions::Positions(std::shared_ptr<const Source> source)
    : source_(std::move(source)), line_starts_{0} {
  const std::string_view text = source_->text;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t size = line_break(text, i);
    i += std::max<std::size_t>(size, 1);
    if (size > 0) line_starts_.push_back(i);
  }
}

Place Positions::at(std::size_t offset) {
  const std::string_view text = source_->text;
  offset = std::min(offset, text.size());
  const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const auto line = static_cast<std::size_t>(next - line_starts_.begin()) - 1;
  if (line != line_ || offset < offset_) {
    line_ = line;
    offset_ = line_starts_[line];
    column_ = 1;
  }
  for (; offset_ < offset; ++offset_) {
    if (offset_ + 1 == text.size() || !continues_code_point(text[offset_ + 1])) ++column_;
  }
  return {source_, static_cast<int>(line) + 1, column_};
}

}  // namespace grader::yaml
