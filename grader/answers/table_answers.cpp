#include "grader/answers/table_answers.h"

#include <algorithm>

#include "grader/answers/folded.h"
#include "grader/answers/table_items.h"
#include "grader/answers/text.h"

namespace grader {

TableAnswers::TableAnswers(std::string_view text, const std::vector<std::string>& labels,
                           const std::vector<std::string>& choices)
    : text_(text), labels_(labels), choices_(choices) {
  reading_.rows.assign(labels.size(), TableRow{"", Outcome::blank, ""});
}

TableReading TableAnswers::whole(Outcome outcome, std::string reason) {
  reading_.outcome = outcome;
  reading_.reason = std::move(reason);
  reading_.rows.clear();
  return std::move(reading_);
}

bool TableAnswers::any() const {
  return std::any_of(reading_.rows.begin(), reading_.rows.end(),
                     [](const TableRow& row) { return row.outcome != Outcome::blank; });
}

TableReading TableAnswers::finished() {
  const bool blank = !any();
  if (blank && reading_.notes.empty()) return whole(Outcome::blank, "");
  if (blank) return not_a_table();
  return std::move(reading_);
}

TableReading TableAnswers::not_a_table() {
  return whole(Outcome::unreadable,
               quoted(text_) + " is no table of " + std::to_string(labels_.size()) +
                   " rows; write `" + (labels_.empty() ? "" : labels_[0]) + " " +
                   (choices_.empty() ? "" : choices_[0]) + "` and so on, a pair for each row");
}

TableReading TableAnswers::unclear_table() {
  return whole(Outcome::unreadable,
               quoted(text_) +
                   " does not say which choice is which row's; write the row in front "
                   "of its choice");
}

TableReading TableAnswers::too_long() {
  return whole(Outcome::unreadable, "the answer has more than " + std::to_string(most_words) +
                                        " words, too many for a table of " +
                                        std::to_string(labels_.size()) + " rows");
}

void TableAnswers::answer(std::size_t row, std::size_t choice) {
  TableRow& now = reading_.rows[row];
  if (now.outcome == Outcome::unreadable) return;
  if (now.outcome == Outcome::correct && now.choice != choices_[choice]) {
    spoil(row,
          "this row is answered twice: " + quoted(now.choice) + " and " + quoted(choices_[choice]));
    return;
  }
  now.outcome = Outcome::correct;
  now.choice = choices_[choice];
}

void TableAnswers::spoil(std::size_t row, std::string reason) {
  reading_.rows[row] = {"", Outcome::unreadable, std::move(reason)};
}

void TableAnswers::unknown_choice(std::size_t row, std::string_view text) {
  spoil(row, quoted(text) + " is none of the choices");
}

void TableAnswers::unclear(std::size_t row, std::string_view text) {
  spoil(row, quoted(text) +
                 " does not say which choice is this row's; write the row in front of "
                 "its choice");
}

void TableAnswers::note(std::string sentence) {
  constexpr std::size_t most_notes = 20;
  if (reading_.notes.size() < most_notes) reading_.notes.push_back(std::move(sentence));
}

bool no_answer(std::string_view text) {
  return text.empty() || text == "?" || text == "-" || text == "_" || text == "~" ||
         text == "null" || text == "none" || text == "*";
}

std::vector<std::string_view> split_table(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto end = ascii::find_any(text, separators);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string_view without_brackets(std::string_view text) {
  text = ascii::trim(text);
  constexpr std::string_view pairs[] = {"{}", "[]", "()", "\"\""};
  for (const std::string_view pair : pairs) {
    if (text.size() >= 2 && text.front() == pair[0] && text.back() == pair[1] &&
        text.substr(1, text.size() - 2).find_first_of(pair) == std::string_view::npos) {
      return ascii::trim(text.substr(1, text.size() - 2));
    }
  }
  return text;
}

}  // namespace grader
