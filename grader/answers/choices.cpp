#include "grader/answers/folded.h"
#include "grader/answers/tables.h"
#include "grader/answers/text.h"

namespace grader {
namespace {

// The label in front of an option: `b` of `b) 0.5` or `(b) 0.5`.
std::string leading_label(std::string_view option) {
  const auto end = option.find_first_of(").:/");
  if (end == std::string_view::npos || end == 0 || end > 4 || end + 1 >= option.size() ||
      !ascii::space(option[end + 1])) {
    return "";
  }
  return fold_label(option.substr(0, end));
}

}  // namespace

std::optional<std::size_t> read_choice(std::string_view text,
                                       const std::vector<std::string>& options) {
  if (text.size() > longest_answer) return std::nullopt;
  const std::string label = fold_label(text);
  if (label.empty()) return std::nullopt;
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (fold_label(options[i]) == label) return i;
    if (leading_label(options[i]) != label) continue;
    if (found) return std::nullopt;
    found = i;
  }
  return found;
}

}  // namespace grader
