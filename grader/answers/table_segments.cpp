#include <algorithm>
#include <optional>

#include "grader/answers/folded.h"
#include "grader/answers/labels.h"
#include "grader/answers/table_answers.h"
#include "grader/answers/table_items.h"
#include "grader/answers/text.h"

namespace grader {
namespace {

class SegmentReader {
 public:
  SegmentReader(std::string_view text, const std::vector<std::string>& labels,
                const std::vector<std::string>& choices)
      : text_(text), answers_(text, labels, choices) {
    for (const std::string& label : labels) rows_.push_back(fold_label(label));
    for (const std::string& choice : choices) choices_.push_back(fold_label(choice));
  }

  TableReading read() {
    std::vector<std::string_view> segments = split_table(text_, ",;\n");
    if (segments.size() == 1 && rows_.size() > 1) segments = split_table(text_, " ");
    if (segments.size() > most_words) return answers_.too_long();
    if (segments.size() != rows_.size() || !in_row_order(segments)) {
      for (const std::string_view segment : segments) take(segment);
    }
    return answers_.finished();
  }

 private:
  static std::optional<std::size_t> index_of(const std::vector<std::string>& labels,
                                             const std::string& label) {
    const auto found = std::find(labels.begin(), labels.end(), label);
    if (found == labels.end()) return std::nullopt;
    return static_cast<std::size_t>(found - labels.begin());
  }

  bool in_row_order(const std::vector<std::string_view>& segments) {
    std::vector<std::optional<std::size_t>> found;
    for (const std::string_view segment : segments) {
      const std::string label = folded_label(segment);
      found.push_back(index_of(choices_, label));
      if (!found.back() && !no_answer(label)) return false;
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (found[i]) answers_.answer(i, *found[i]);
    }
    return true;
  }

  void take(std::string_view segment) {
    const std::string text = folded_label(without_brackets(segment));
    if (text.empty()) return;
    std::optional<std::size_t> row;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (!rows_[i].empty() && text.starts_with(rows_[i]) &&
          (!row || rows_[i].size() > rows_[*row].size())) {
        row = i;
      }
    }
    if (!row) {
      answers_.note(quoted(ascii::trim(segment)) + " names no row of this table");
      return;
    }
    const std::string_view rest = ascii::trim(std::string_view(text).substr(rows_[*row].size()));
    for (const std::string_view separator : {"", "->", ":", "=", ")", ".", "/", "-"}) {
      if (!rest.starts_with(separator)) continue;
      if (const auto choice = index_of(choices_, folded_label(rest.substr(separator.size())))) {
        answers_.answer(*row, *choice);
        return;
      }
    }
    if (!no_answer(
            ascii::trim(rest.substr(std::min(rest.find_first_not_of(":=). "), rest.size()))))) {
      answers_.unknown_choice(*row, rest);
    }
  }

  std::string_view text_;
  TableAnswers answers_;
  std::vector<std::string> rows_, choices_;  // folded
};

}  // namespace

TableReading read_table_segments(std::string_view text, const std::vector<std::string>& labels,
                                 const std::vector<std::string>& choices) {
  return SegmentReader(text, labels, choices).read();
}

}  // namespace grader
