// What a reader of tables has found so far.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grader/answers/tables.h"

namespace grader {

class TableAnswers {
 public:
  // All rows blank. What it is given must outlive it; `text` is the answer, for messages.
  TableAnswers(std::string_view text, const std::vector<std::string>& labels,
               const std::vector<std::string>& choices);

  // A row that is answered twice, by different choices, is spoilt.
  void answer(std::size_t row, std::size_t choice);
  void unknown_choice(std::size_t row, std::string_view text);
  // `text` does not say which of its choices is the row's.
  void unclear(std::size_t row, std::string_view text);
  bool any() const;  // whether some row is not blank
  bool answered(std::size_t row) const { return reading_.rows[row].outcome == Outcome::correct; }
  // Only the first of very many are kept.
  void note(std::string sentence);

  // The table as read, or blank or unreadable if nothing in it was answered.
  TableReading finished();
  TableReading blank() { return whole(Outcome::blank, ""); }
  TableReading too_long();
  TableReading not_a_table();
  TableReading unclear_table();

 private:
  TableReading whole(Outcome outcome, std::string reason);
  void spoil(std::size_t row, std::string reason);

  std::string_view text_;
  const std::vector<std::string>& labels_;
  const std::vector<std::string>& choices_;
  TableReading reading_;
};

// Signs for "no answer" where a choice should stand.
bool no_answer(std::string_view text);

// Parted at every one of `separators`.
std::vector<std::string_view> split_table(std::string_view text, std::string_view separators);

// Trimmed, and without brackets around the whole.
std::string_view without_brackets(std::string_view text);

// The reading of a table whose labels words do not tell apart, such as `+` and `-1`: between commas
// stands either one choice a row, or a row's label, a separator and its choice.
TableReading read_table_segments(std::string_view text, const std::vector<std::string>& labels,
                                 const std::vector<std::string>& choices);

}  // namespace grader
