// The labels that an answer to a table names, in the order in which it names them.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "grader/answers/labels.h"

namespace grader {

// No table takes more words; what does is no answer to it, and would take long.
inline constexpr std::size_t most_words = 4'096;

// A label of a row, a choice, either, or neither.
struct TableItem {
  std::optional<std::size_t> row;
  std::optional<std::size_t> choice;
  std::size_t from, to;  // bytes of the folded text
  LabelWord::Gap gap = LabelWord::Gap::glued;
  bool line_before = false;
  int bracket = 0;

  bool unknown() const { return !row && !choice; }
};

enum class Glued { row_first, either_first };

// Words are joined where a label has several, and parted where labels are glued: `a3b1`, or also
// `3a1b`. Words in brackets that hold a remark are left out.
std::vector<TableItem> table_items(const std::vector<LabelWord>& words, const Labels& rows,
                                   const Labels& choices, Glued glued);

// Whether a text that is no choice was meant as one: short, such as `9` or `x`.
bool looks_like_a_choice(std::string_view text);

}  // namespace grader
