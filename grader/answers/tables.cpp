#include "grader/answers/tables.h"

#include <algorithm>

#include "grader/answers/characters.h"
#include "grader/answers/folded.h"
#include "grader/answers/labels.h"
#include "grader/answers/table_answers.h"
#include "grader/answers/table_items.h"
#include "grader/answers/table_pairs.h"
#include "grader/answers/text.h"

namespace grader {
namespace {

using Gap = LabelWord::Gap;

class TableReader {
 public:
  // `text` is folded, and trimmed.
  TableReader(std::string_view text, const std::vector<std::string>& labels,
              const std::vector<std::string>& choices)
      : text_(text),
        labels_(labels),
        choices_(choices),
        row_labels_(labels),
        choice_labels_(choices),
        answers_(text, labels, choices) {}

  TableReading read() {
    if (no_answer(text_)) return answers_.blank();
    if (!row_labels_.distinct() || !choice_labels_.distinct()) {
      return read_table_segments(text_, labels_, choices_);
    }
    if (one_character_a_row()) return answers_.finished();
    const std::vector<LabelWord> words = label_words(text_, most_words + 1);
    if (words.size() > most_words) return answers_.too_long();
    items_ = table_items(words, row_labels_, choice_labels_, Glued::row_first);
    if (slots_in_row_order() || items_in_row_order() || two_lines()) return answers_.finished();
    if (disjoint() && !put_rows_first(words)) return answers_.unclear_table();
    if (!has_rows() && !answers_.any()) return answers_.not_a_table();
    pairs();
    return answers_.finished();
  }

 private:
  // `31452`, also `3-452` with a row left out.
  bool one_character_a_row() {
    if (!choice_labels_.single() || ascii::find_any(text_, " \n,;") != std::string_view::npos) {
      return false;
    }
    std::vector<std::string> characters;
    for (std::string_view rest = text_; !rest.empty();) {
      const std::size_t size = decode(rest).size;
      if (characters.size() == labels_.size()) return false;
      characters.push_back(fold_label(rest.substr(0, size)));
      rest.remove_prefix(size);
    }
    if (characters.size() != labels_.size()) return false;
    std::size_t known = 0;
    for (const std::string& c : characters) known += choice_labels_.find(c) ? 1 : 0;
    if (2 * known < characters.size() || known == 0) return false;
    for (std::size_t i = 0; i < characters.size(); ++i) answer_slot(i, characters[i]);
    return true;
  }

  void answer_slot(std::size_t row, const std::string& text) {
    if (const auto choice = choice_labels_.find(text)) {
      answers_.answer(row, *choice);
    } else if (!no_answer(text)) {
      answers_.unknown_choice(row, text);
    }
  }

  // Whether some word can only be a row's label, or pairs stand between commas.
  bool has_rows() const {
    const bool pure = std::any_of(items_.begin(), items_.end(),
                                  [](const TableItem& item) { return item.row && !item.choice; });
    if (pure) return true;
    return items_.size() >= 2 && items_[0].row && items_.size() % 2 == 0 &&
           items_.size() != labels_.size();
  }

  bool any_pure_row() const {
    return std::any_of(items_.begin(), items_.end(),
                       [](const TableItem& item) { return item.row && !item.choice; });
  }

  // `3,1,,5,2`: a place for each row, some of them empty.
  bool slots_in_row_order() {
    if (any_pure_row()) return false;
    const std::string_view separators = text_.find(',') != std::string_view::npos   ? ","
                                        : text_.find(';') != std::string_view::npos ? ";"
                                                                                    : "\n";
    const std::vector<std::string_view> slots = split_table(text_, separators);
    if (slots.size() != labels_.size() || slots.size() < 2) return false;
    std::vector<std::string> words;
    std::size_t known = 0;
    for (const std::string_view slot : slots) {
      words.push_back(joined_words(slot));
      if (choice_labels_.find(words.back())) ++known;
      if (!choice_labels_.find(words.back()) && !no_answer(words.back()) &&
          words.back().find(' ') != std::string::npos) {
        return false;  // more than one choice in a place
      }
    }
    if (known == 0) return false;
    for (std::size_t i = 0; i < words.size(); ++i) answer_slot(i, words[i]);
    return true;
  }

  // `3 1 4 5 2`
  bool items_in_row_order() {
    if (any_pure_row() || items_.size() != labels_.size()) return false;
    const auto known = std::count_if(items_.begin(), items_.end(),
                                     [](const TableItem& item) { return item.choice.has_value(); });
    if (known == 0) return false;
    for (std::size_t i = 0; i < items_.size(); ++i) {
      const std::string_view text = text_.substr(items_[i].from, items_[i].to - items_[i].from);
      if (items_[i].choice) {
        answers_.answer(i, *items_[i].choice);
      } else if (!no_answer(text)) {
        answers_.unknown_choice(i, text);
      }
    }
    return true;
  }

  // The rows' labels on one line, the choices on the next, or the other way round.
  bool two_lines() {
    const std::size_t n = labels_.size();
    if (n < 2 || items_.size() != 2 * n || !items_[n].line_before) return false;
    for (std::size_t i = 1; i < n; ++i) {
      if (items_[i].line_before || items_[n + i].line_before) return false;
    }
    return lines(0, n) || lines(n, 0);
  }

  // With the rows' labels from item `rows` on, and their choices from item `choices` on.
  bool lines(std::size_t rows, std::size_t choices) {
    const std::size_t n = labels_.size();
    for (std::size_t i = 0; i < n; ++i) {
      if (!items_[rows + i].row || !items_[choices + i].choice) return false;
    }
    for (std::size_t i = 0; i < n; ++i) {
      answers_.answer(*items_[rows + i].row, *items_[choices + i].choice);
    }
    return true;
  }

  // Whether no text is the label of both a row and a choice.
  bool disjoint() const {
    return std::none_of(labels_.begin(), labels_.end(), [&](const std::string& label) {
      return choice_labels_.find(joined_words(label)).has_value();
    });
  }

  // `3 - a, 1 - b`: turns round pairs that begin with their choice. False if no pair is clear.
  bool put_rows_first(const std::vector<LabelWord>& words) {
    std::vector<TableItem> either =
        table_items(words, row_labels_, choice_labels_, Glued::either_first);
    OrderedPairs ordered = ordered_pairs(text_, either);
    if (!ordered.only_turned) ordered = ordered_pairs(text_, items_);
    if (!ordered.turned.empty()) {
      answers_.note("a choice in front of its row, as in " + quoted(ordered.turned) +
                    ", is read as that row's");
    }
    for (const UnclearPairs& unclear : ordered.unclear) {
      for (const std::size_t row : unclear.rows) answers_.unclear(row, unclear.text);
    }
    for (const std::string_view stray : ordered.stray) {
      answers_.note(quoted(stray) + " stands at no row of this table");
    }
    items_ = std::move(ordered.items);
    return ordered.unclear.empty() || any_pure_row();
  }

  // Rows, each followed by its choice.
  void pairs() {
    for (std::size_t i = 0; i < items_.size();) {
      if (items_[i].row) {
        i = take_row(i);
      } else {
        i = skip_stray(i);
      }
    }
  }

  std::size_t take_row(std::size_t i) {
    const std::size_t row = *items_[i].row;
    bool answered = false;
    std::string_view unknown;
    for (++i; i < items_.size(); ++i) {
      const TableItem& item = items_[i];
      const std::string_view text = text_.substr(item.from, item.to - item.from);
      if (item.row && (!item.choice || answered || item.gap == Gap::hard)) break;
      if (item.choice) {
        answers_.answer(row, *item.choice);
        answered = true;
      } else if (item.gap == Gap::hard && answered) {
        break;
      } else if (answered && !looks_like_a_choice(text) &&
                 std::any_of(text.begin(), text.end(), ascii::digit)) {
        break;  // `f1`, a row that the table does not have
      } else if (!no_answer(text)) {
        if (unknown.empty() || looks_like_a_choice(text)) unknown = text;
      }
    }
    if (unknown.empty()) return i;
    if (!answered || looks_like_a_choice(unknown)) {
      answers_.unknown_choice(row, unknown);
    } else if (answers_.answered(row)) {
      answers_.note(quoted(unknown) + " is left out");
    }
    return i;
  }

  // Words that belong to no row, up to the next row.
  std::size_t skip_stray(std::size_t i) {
    const TableItem& item = items_[i];
    const std::string_view text = text_.substr(item.from, item.to - item.from);
    if (!no_answer(text)) answers_.note(quoted(text) + " is no row of this table");
    for (++i; i < items_.size() && items_[i].gap != Gap::hard; ++i) {
      if (items_[i].row && !items_[i].choice) break;
    }
    return i;
  }

  std::string_view text_;
  const std::vector<std::string>& labels_;
  const std::vector<std::string>& choices_;
  Labels row_labels_;
  Labels choice_labels_;
  std::vector<TableItem> items_;
  TableAnswers answers_;
};

}  // namespace

TableReading read_table(std::string_view text, const std::vector<std::string>& labels,
                        const std::vector<std::string>& choices) {
  if (text.size() > longest_answer) {
    TableReading reading;
    reading.outcome = Outcome::unreadable;
    reading.reason = "the answer is longer than 64 KiB";
    return reading;
  }
  const Folded folded(text);
  return TableReader(without_brackets(folded.text()), labels, choices).read();
}

}  // namespace grader
