#include "grader/answers/tables.h"

#include <algorithm>

#include "grader/answers/characters.h"
#include "grader/answers/folded.h"
#include "grader/answers/labels.h"
#include "grader/answers/text.h"

namespace grader {
namespace {

using Gap = LabelWord::Gap;

// No table takes more; what does is no answer to it, and would take long.
constexpr std::size_t most_words = 4'096;

// A label of a row, a choice, either, or neither.
struct Item {
  std::optional<std::size_t> row;
  std::optional<std::size_t> choice;
  std::size_t from, to;
  Gap gap = Gap::glued;
  bool line_before = false;
  int bracket = 0;

  bool unknown() const { return !row && !choice; }
};

// Signs for "no answer" where a choice should stand.
bool is_nothing(std::string_view text) {
  return text.empty() || text == "?" || text == "-" || text == "_" || text == "~" ||
         text == "null" || text == "none" || text == "*";
}

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto end = ascii::find_any(text, separators);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

// Without brackets around the whole.
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

class TableReader {
 public:
  TableReader(std::string_view raw, const std::vector<std::string>& labels,
              const std::vector<std::string>& choices)
      : folded_(raw),
        text_(without_brackets(folded_.text())),
        labels_(labels),
        choices_(choices),
        row_labels_(labels),
        choice_labels_(choices) {}

  TableReading read() {
    if (text_.empty() || is_nothing(text_)) return whole(Outcome::blank);
    reading_.rows.assign(labels_.size(), TableRow{"", Outcome::blank, ""});
    if (!row_labels_.distinct() || !choice_labels_.distinct()) return by_segments();
    if (one_character_a_row()) return finished();
    const std::vector<LabelWord> words = label_words(text_, most_words + 1);
    if (words.size() > most_words) return whole(Outcome::unreadable, too_long());
    items_ = find_items(words);
    if (slots_in_row_order() || items_in_row_order() || two_lines()) return finished();
    if (has_rows()) {
      pairs();
      return finished();
    }
    return whole(Outcome::unreadable, not_a_table());
  }

 private:
  TableReading whole(Outcome outcome, std::string reason = "") {
    reading_.outcome = outcome;
    reading_.reason = std::move(reason);
    reading_.rows.clear();
    return std::move(reading_);
  }

  TableReading finished() {
    const bool blank =
        std::all_of(reading_.rows.begin(), reading_.rows.end(),
                    [](const TableRow& row) { return row.outcome == Outcome::blank; });
    if (blank && reading_.notes.empty()) return whole(Outcome::blank);
    if (blank) return whole(Outcome::unreadable, not_a_table());
    return std::move(reading_);
  }

  std::string not_a_table() const {
    return quoted(text_) + " is no table of " + std::to_string(labels_.size()) + " rows; write `" +
           (labels_.empty() ? "" : labels_[0]) + " " + (choices_.empty() ? "" : choices_[0]) +
           "` and so on, a pair for each row";
  }

  std::string too_long() const {
    return "the answer has more than " + std::to_string(most_words) +
           " words, too many for a table of " + std::to_string(labels_.size()) + " rows";
  }

  void answer(std::size_t row, std::size_t choice) {
    TableRow& now = reading_.rows[row];
    if (now.outcome == Outcome::unreadable) return;
    if (now.outcome == Outcome::correct && now.choice != choices_[choice]) {
      spoil(row, "this row is answered twice: " + quoted(now.choice) + " and " +
                     quoted(choices_[choice]));
      return;
    }
    now.outcome = Outcome::correct;
    now.choice = choices_[choice];
  }

  void spoil(std::size_t row, std::string reason) {
    reading_.rows[row] = {"", Outcome::unreadable, std::move(reason)};
  }

  void unknown_choice(std::size_t row, std::string_view text) {
    spoil(row, quoted(text) + " is none of the choices");
  }

  void note(std::string sentence) {
    constexpr std::size_t most_notes = 20;
    if (reading_.notes.size() < most_notes) reading_.notes.push_back(std::move(sentence));
  }

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
      answer(row, *choice);
    } else if (!is_nothing(text)) {
      unknown_choice(row, text);
    }
  }

  std::vector<Item> find_items(const std::vector<LabelWord>& words) const {
    std::vector<Item> items;
    for (std::size_t i = 0; i < words.size();) i += take_words(words, i, items);
    drop_remarks(items);
    return items;
  }

  // Appends the item that begins with word i (or the items glued in it); the words it takes.
  std::size_t take_words(const std::vector<LabelWord>& words, std::size_t i,
                         std::vector<Item>& items) const {
    const std::size_t most =
        std::min(std::max(row_labels_.most_words(), choice_labels_.most_words()), words.size() - i);
    std::string joined;
    std::size_t taken = 0;
    Item item{std::nullopt, std::nullopt,         words[i].from,   words[i].to,
              words[i].gap, words[i].line_before, words[i].bracket};
    for (std::size_t n = 1; n <= most; ++n) {
      if (n > 1) {
        if (words[i + n - 1].gap == Gap::hard) break;
        joined += ' ';
      }
      joined += words[i + n - 1].text;
      const auto row = row_labels_.find(joined);
      const auto choice = choice_labels_.find(joined);
      if (!row && !choice) continue;
      item.row = row;
      item.choice = choice;
      item.to = words[i + n - 1].to;
      taken = n;
    }
    if (taken == 0 && split_glued(words[i], item, items)) return 1;
    items.push_back(item);
    return std::max<std::size_t>(taken, 1);
  }

  // `a3`, `a3b1`: rows and choices in turn. `a9` is row a with an unknown choice.
  bool split_glued(const LabelWord& word, Item item, std::vector<Item>& items) const {
    const std::size_t before = items.size();
    std::string_view rest = word.text;
    std::size_t at = item.from;
    bool want_row = true;
    while (!rest.empty()) {
      if (items.size() == most_words) break;
      std::size_t size = 0;
      const auto found = (want_row ? row_labels_ : choice_labels_).prefix(rest, size);
      if (!found && (want_row || !looks_like_a_choice(rest))) {
        items.resize(before);
        return false;
      }
      if (!found) size = rest.size();
      Item part = item;
      part.row = want_row ? found : std::nullopt;
      part.choice = want_row ? std::nullopt : found;
      part.from = at;
      part.to = at += size;
      if (items.size() > before) part.gap = Gap::glued;
      if (items.size() > before) part.line_before = false;
      items.push_back(part);
      rest.remove_prefix(size);
      want_row = !want_row;
    }
    if (want_row && rest.empty()) return true;
    items.resize(before);
    return false;
  }

  static bool looks_like_a_choice(std::string_view text) {
    return (text.size() <= 3 && std::all_of(text.begin(), text.end(), ascii::digit)) ||
           text.size() == 1;
  }

  // `a3 (colour to grey)`: brackets with words that are no labels hold a remark.
  static void drop_remarks(std::vector<Item>& items) {
    std::vector<int> remarks;
    for (const Item& item : items) {
      if (item.bracket != 0 && item.unknown() &&
          (remarks.empty() || remarks.back() != item.bracket)) {
        remarks.push_back(item.bracket);
      }
    }
    std::erase_if(items, [&](const Item& item) {
      return std::binary_search(remarks.begin(), remarks.end(), item.bracket);
    });
  }

  // Whether some word can only be a row's label, or pairs stand between commas.
  bool has_rows() const {
    const bool pure = std::any_of(items_.begin(), items_.end(),
                                  [](const Item& item) { return item.row && !item.choice; });
    if (pure) return true;
    return items_.size() >= 2 && items_[0].row && items_.size() % 2 == 0 &&
           items_.size() != labels_.size();
  }

  bool any_pure_row() const {
    return std::any_of(items_.begin(), items_.end(),
                       [](const Item& item) { return item.row && !item.choice; });
  }

  // `3,1,,5,2`: a place for each row, some of them empty.
  bool slots_in_row_order() {
    if (any_pure_row()) return false;
    const std::string_view separators = text_.find(',') != std::string_view::npos   ? ","
                                        : text_.find(';') != std::string_view::npos ? ";"
                                                                                    : "\n";
    const std::vector<std::string_view> slots = split(text_, separators);
    if (slots.size() != labels_.size() || slots.size() < 2) return false;
    std::vector<std::string> words;
    std::size_t known = 0;
    for (const std::string_view slot : slots) {
      words.push_back(joined_words(slot));
      if (choice_labels_.find(words.back())) ++known;
      if (!choice_labels_.find(words.back()) && !is_nothing(words.back()) &&
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
                                     [](const Item& item) { return item.choice.has_value(); });
    if (known == 0) return false;
    for (std::size_t i = 0; i < items_.size(); ++i) {
      const std::string_view text = text_.substr(items_[i].from, items_[i].to - items_[i].from);
      if (items_[i].choice) {
        answer(i, *items_[i].choice);
      } else if (!is_nothing(text)) {
        unknown_choice(i, text);
      }
    }
    return true;
  }

  // The rows' labels on one line, the choices on the next.
  bool two_lines() {
    const std::size_t n = labels_.size();
    if (n < 2 || items_.size() != 2 * n || !items_[n].line_before) return false;
    for (std::size_t i = 0; i < n; ++i) {
      if (!items_[i].row || !items_[n + i].choice) return false;
      if ((i > 0 && items_[i].line_before) || (i > 0 && items_[n + i].line_before)) return false;
    }
    for (std::size_t i = 0; i < n; ++i) answer(*items_[i].row, *items_[n + i].choice);
    return true;
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
      const Item& item = items_[i];
      const std::string_view text = text_.substr(item.from, item.to - item.from);
      if (item.row && (!item.choice || answered || item.gap == Gap::hard)) break;
      if (item.choice) {
        answer(row, *item.choice);
        answered = true;
      } else if (item.gap == Gap::hard && answered) {
        break;
      } else if (answered && !looks_like_a_choice(text) &&
                 std::any_of(text.begin(), text.end(), ascii::digit)) {
        break;  // `f1`, a row that the table does not have
      } else if (!is_nothing(text)) {
        if (unknown.empty() || looks_like_a_choice(text)) unknown = text;
      }
    }
    if (unknown.empty()) return i;
    if (!answered || looks_like_a_choice(unknown)) {
      unknown_choice(row, unknown);
    } else if (reading_.rows[row].outcome == Outcome::correct) {
      note(quoted(unknown) + " is left out");
    }
    return i;
  }

  // Words that belong to no row, up to the next row.
  std::size_t skip_stray(std::size_t i) {
    const Item& item = items_[i];
    const std::string_view text = text_.substr(item.from, item.to - item.from);
    if (!is_nothing(text)) note(quoted(text) + " is no row of this table");
    for (++i; i < items_.size() && items_[i].gap != Gap::hard; ++i) {
      if (items_[i].row && !items_[i].choice) break;
    }
    return i;
  }

  // Labels such as `+` and `-1`, that words do not tell apart: between commas stands either one
  // choice a row, or a row's label, a separator and its choice.
  TableReading by_segments() {
    std::vector<std::string> rows, choices;
    for (const std::string& label : labels_) rows.push_back(fold_label(label));
    for (const std::string& choice : choices_) choices.push_back(fold_label(choice));
    std::vector<std::string_view> segments = split(text_, ",;\n");
    if (segments.size() == 1 && labels_.size() > 1) segments = split(text_, " ");
    if (segments.size() > most_words) return whole(Outcome::unreadable, too_long());
    if (segments.size() == labels_.size() && segments_in_row_order(segments, choices)) {
      return finished();
    }
    for (const std::string_view segment : segments) take_segment(segment, rows, choices);
    return finished();
  }

  static std::optional<std::size_t> index_of(const std::vector<std::string>& labels,
                                             const std::string& label) {
    const auto found = std::find(labels.begin(), labels.end(), label);
    if (found == labels.end()) return std::nullopt;
    return static_cast<std::size_t>(found - labels.begin());
  }

  bool segments_in_row_order(const std::vector<std::string_view>& segments,
                             const std::vector<std::string>& choices) {
    std::vector<std::optional<std::size_t>> found;
    for (const std::string_view segment : segments) {
      const std::string label = folded_label(segment);
      found.push_back(index_of(choices, label));
      if (!found.back() && !is_nothing(label)) return false;
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (found[i]) answer(i, *found[i]);
    }
    return true;
  }

  void take_segment(std::string_view segment, const std::vector<std::string>& rows,
                    const std::vector<std::string>& choices) {
    const std::string text = folded_label(without_brackets(segment));
    if (text.empty()) return;
    std::optional<std::size_t> row;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (!rows[i].empty() && text.starts_with(rows[i]) &&
          (!row || rows[i].size() > rows[*row].size())) {
        row = i;
      }
    }
    if (!row) {
      note(quoted(ascii::trim(segment)) + " names no row of this table");
      return;
    }
    const std::string_view rest = ascii::trim(std::string_view(text).substr(rows[*row].size()));
    for (const std::string_view separator : {"", "->", ":", "=", ")", ".", "/", "-"}) {
      if (!rest.starts_with(separator)) continue;
      if (const auto choice = index_of(choices, folded_label(rest.substr(separator.size())))) {
        answer(*row, *choice);
        return;
      }
    }
    if (!is_nothing(
            ascii::trim(rest.substr(std::min(rest.find_first_not_of(":=). "), rest.size()))))) {
      unknown_choice(*row, rest);
    }
  }

  Folded folded_;
  std::string_view text_;
  const std::vector<std::string>& labels_;
  const std::vector<std::string>& choices_;
  Labels row_labels_;
  Labels choice_labels_;
  std::vector<Item> items_;
  TableReading reading_;
};

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

TableReading read_table(std::string_view text, const std::vector<std::string>& labels,
                        const std::vector<std::string>& choices) {
  if (text.size() > longest_answer) {
    TableReading reading;
    reading.outcome = Outcome::unreadable;
    reading.reason = "the answer is longer than 64 KiB";
    return reading;
  }
  return TableReader(text, labels, choices).read();
}

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
