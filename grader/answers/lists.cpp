#include "grader/answers/lists.h"

#include <algorithm>

#include "grader/answers/folded.h"
#include "grader/answers/list_choice.h"
#include "grader/answers/list_labels.h"
#include "grader/answers/number_words.h"
#include "grader/answers/reading.h"
#include "grader/answers/text.h"

namespace grader {
namespace {

using Shape = std::vector<std::int64_t>;

// Where the list begins: behind `dW =` or `dW:`; 0 if there is no such label.
std::size_t behind_label(std::string_view text) {
  int depth = 0;
  std::size_t begin = 0;
  const std::size_t label = label_begins(text);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '(' || c == '[' || c == '{') ++depth;
    if (c == ')' || c == ']' || c == '}') --depth;
    if (depth != 0) continue;
    if (c == ',' || c == ';') break;
    if (c == '=' || c == '~' || (c == ':' && begin == 0 && label < i)) {
      begin = i + 1;
    }
  }
  return begin;
}

// `{a: 3, b: 1}`
bool is_map(std::string_view text) {
  text = ascii::trim(text);
  return text.starts_with('{') && text.find(':') != std::string_view::npos;
}

bool is_nothing(std::string_view text) {
  return text.empty() || text == "null" || text == "None" || text == "~";
}

class ListReader {
 public:
  ListReader(std::string_view raw, const NumberRules& rules, const Shape& expected)
      : folded_(raw), text_(folded_.text()), rules_(rules), expected_(expected) {}

  ArrayReading read() {
    strip();
    if (ascii::trim(list_).empty()) return without_entries(Outcome::blank);
    if (is_map(list_)) {
      return without_entries(Outcome::wrong_type,
                             "a list of numbers is asked for, and this is a table", offset_);
    }
    read_shape();
    if (const std::size_t label = labelled_.out_of_order(); label < labelled_.labels.size()) {
      reading_.notes.clear();
      return without_entries(Outcome::unreadable, out_of_order(label),
                             labelled_.labels[label].from);
    }
    const ListChoice chosen = choose_list(list_, expected_);
    const ListTree& tree = chosen.tree;
    if (tree.outcome == ListTree::Outcome::unreadable) {
      return without_entries(Outcome::unreadable, tree.reason, offset_ + tree.failed_at);
    }
    if (tree.outcome == ListTree::Outcome::ragged) {
      return without_entries(Outcome::wrong_shape, tree.reason);
    }
    if (chosen.mode.comma_is_decimal) {
      note("a comma between two digits is read as a decimal point");
    }
    read_entries(tree, chosen.mode);
    return finished(tree);
  }

 private:
  void note(std::string sentence) { reading_.notes.push_back(std::move(sentence)); }

  ArrayReading without_entries(Outcome outcome, std::string reason = "",
                               std::optional<std::size_t> at = std::nullopt) {
    reading_.outcome = outcome;
    reading_.reason = std::move(reason);
    if (at) reading_.column = folded_.column(*at);
    reading_.entries.clear();
    reading_.texts.clear();
    return std::move(reading_);
  }

  std::string_view label(std::size_t i) const {
    return folded_.typed(labelled_.labels[i].from, labelled_.labels[i].to);
  }

  std::string out_of_order(std::size_t i) const {
    return quoted(label(i - 1)) + " stands in front of " + quoted(label(i)) +
           "; write the entries in their order, without labels";
  }

  // Whether the label in front of offset_ has rows above it, as that of a matrix in high brackets;
  // it is blanked out then.
  bool label_within() {
    const auto line = offset_ == 0 ? std::string_view::npos : list_.rfind('\n', offset_ - 1);
    if (line == std::string_view::npos) return false;
    const std::string_view above = ascii::trim(list_.substr(0, line));
    if (above.empty() || is_label(above)) return false;
    labelled_.text = list_;
    labelled_.labels = {{line + 1, offset_}};
    std::fill(labelled_.text.begin() + static_cast<std::ptrdiff_t>(line + 1),
              labelled_.text.begin() + static_cast<std::ptrdiff_t>(offset_), ' ');
    return true;
  }

  // Leaves out labels, and quotes around the whole.
  void strip() {
    list_ = text_;
    if (!ascii::trim(list_).starts_with('{')) labelled_ = labelled_list(list_);
    if (!labelled_.labels.empty()) {
      list_ = labelled_.text;
      note("labels in front of the entries, such as " + quoted(label(0)) + ", are left out");
    } else if (offset_ = behind_label(list_); label_within()) {
      list_ = labelled_.text;
      offset_ = 0;
      note(quoted(label(0)) + " within the list is left out");
    } else if (offset_ > 0) {
      note(quoted(ascii::trim(list_.substr(0, offset_))) + " in front of the list is left out");
      list_.remove_prefix(offset_);
    }
    const std::string_view all = ascii::trim(list_);
    if (all.size() < 2 || (all[0] != '"' && all[0] != '`') || all.back() != all[0] ||
        all.substr(1, all.size() - 2).find(all[0]) != std::string_view::npos) {
      return;
    }
    offset_ += static_cast<std::size_t>(all.data() - list_.data()) + 1;
    list_ = all.substr(1, all.size() - 2);
  }

  // Of counts `256x28x28` is a list where one of so many is asked for.
  void read_shape() {
    const Shape wanted = squeezed(expected_);
    if (!rules_.count || wanted.size() != 1) return;
    std::string_view inside = ascii::trim(list_);
    if ((inside.starts_with('(') && inside.ends_with(')')) ||
        (inside.starts_with('[') && inside.ends_with(']'))) {
      inside = inside.substr(1, inside.size() - 2);
    }
    extents_ = shape_as_list(inside, wanted[0]);
    if (extents_.empty()) return;
    offset_ += static_cast<std::size_t>(inside.data() - list_.data());
    note("the signs in " + quoted(folded_.typed(offset_, offset_ + inside.size())) +
         " part the entries of a list");
    list_ = extents_;
  }

  void read_entries(const ListTree& tree, const ListMode& mode) {
    NumberRules in_list = rules_;
    in_list.in_list = true;
    in_list.working = false;
    in_list.comma_is_decimal = mode.comma_is_decimal;
    NumberRules alone = in_list;  // an entry in quotes
    alone.in_list = alone.comma_is_decimal = false;
    WorkBudget budget{4 * WorkBudget{}.left};
    reading_.entries.reserve(tree.entries.size());
    reading_.texts.reserve(tree.entries.size());
    for (const ListEntry& entry : tree.entries) {
      const std::size_t from = offset_ + entry.from;
      const std::size_t to = offset_ + entry.to;
      if (is_nothing(text_.substr(from, to - from))) {
        reading_.entries.emplace_back().outcome = Outcome::blank;
      } else {
        reading_.entries.push_back(
            read_number(folded_, from, to, entry.quoted ? alone : in_list, budget));
      }
      reading_.texts.emplace_back(from == to ? std::string_view() : folded_.typed(from, to));
    }
  }

  ArrayReading finished(const ListTree& tree) {
    const auto all = [&](Outcome outcome) {
      return std::all_of(reading_.entries.begin(), reading_.entries.end(),
                         [&](const NumberReading& entry) { return entry.outcome == outcome; });
    };
    if (all(Outcome::blank)) return without_entries(Outcome::blank);
    if (all(Outcome::unreadable)) {
      reading_.column = reading_.entries[0].column;
      return without_entries(Outcome::unreadable, reading_.entries[0].reason);
    }
    reading_.shape = tree.shape;
    const std::size_t rank = std::max<std::size_t>(2, expected_.size());
    while (reading_.shape.size() > rank && reading_.shape[0] == 1) {
      reading_.shape.erase(reading_.shape.begin());
    }
    while (reading_.shape.size() > rank && reading_.shape.back() == 1) reading_.shape.pop_back();
    if (tree.transposed) transpose();
    return std::move(reading_);
  }

  void transpose() {
    if (reading_.shape.size() == 1) {
      reading_.column_vector = true;
    } else if (reading_.shape.size() == 2) {
      const auto rows = static_cast<std::size_t>(reading_.shape[0]);
      const auto columns = static_cast<std::size_t>(reading_.shape[1]);
      std::vector<NumberReading> entries;
      std::vector<std::string> texts;
      for (std::size_t j = 0; j < columns; ++j) {
        for (std::size_t i = 0; i < rows; ++i) {
          entries.push_back(std::move(reading_.entries[i * columns + j]));
          texts.push_back(std::move(reading_.texts[i * columns + j]));
        }
      }
      reading_.entries = std::move(entries);
      reading_.texts = std::move(texts);
      std::swap(reading_.shape[0], reading_.shape[1]);
      note("the matrix is transposed, as the sign behind it says");
    }
  }

  Folded folded_;
  std::string_view text_;
  const NumberRules& rules_;
  const Shape& expected_;
  LabelledList labelled_;   // without labels unless there are several
  std::string extents_;     // a shape as a list
  std::string_view list_;   // without what stands around it
  std::size_t offset_ = 0;  // of list_ in text_
  ArrayReading reading_;
};

}  // namespace

ArrayReading read_array(std::string_view text, const NumberRules& rules,
                        const std::vector<std::int64_t>& expected) {
  if (text.size() > longest_answer) {
    ArrayReading reading;
    reading.outcome = Outcome::unreadable;
    reading.reason = "the answer is longer than 64 KiB";
    reading.column = 1;
    return reading;
  }
  return ListReader(text, rules, expected).read();
}

}  // namespace grader
