#include "grader/answers/table_items.h"

#include <algorithm>

#include "grader/answers/text.h"

namespace grader {
namespace {

using Gap = LabelWord::Gap;
using Item = TableItem;

class ItemFinder {
 public:
  ItemFinder(const std::vector<LabelWord>& words, const Labels& rows, const Labels& choices,
             Glued glued)
      : words_(words), row_labels_(rows), choice_labels_(choices), glued_(glued) {}

  std::vector<Item> run() {
    for (std::size_t i = 0; i < words_.size();) i += take_words(i);
    drop_remarks();
    return std::move(items_);
  }

 private:
  // Appends the item that begins with word i (or the items glued in it); the words it takes.
  std::size_t take_words(std::size_t i) {
    const std::size_t most = std::min(
        std::max(row_labels_.most_words(), choice_labels_.most_words()), words_.size() - i);
    std::string joined;
    std::size_t taken = 0;
    Item item{std::nullopt,  std::nullopt,          words_[i].from,   words_[i].to,
              words_[i].gap, words_[i].line_before, words_[i].bracket};
    for (std::size_t n = 1; n <= most; ++n) {
      if (n > 1) {
        if (words_[i + n - 1].gap == Gap::hard) break;
        joined += ' ';
      }
      joined += words_[i + n - 1].text;
      const auto row = row_labels_.find(joined);
      const auto choice = choice_labels_.find(joined);
      if (!row && !choice) continue;
      item.row = row;
      item.choice = choice;
      item.to = words_[i + n - 1].to;
      taken = n;
    }
    if (taken == 0 && split_glued(words_[i], item, true)) return 1;
    if (taken == 0 && glued_ == Glued::either_first && split_glued(words_[i], item, false)) {
      return 1;
    }
    items_.push_back(item);
    return std::max<std::size_t>(taken, 1);
  }

  // `a3`, `a3b1`: rows and choices in turn. `a9` is row a with an unknown choice.
  bool split_glued(const LabelWord& word, Item item, bool row_first) {
    const std::size_t before = items_.size();
    std::string_view rest = word.text;
    std::size_t at = item.from;
    bool want_row = row_first;
    while (!rest.empty()) {
      if (items_.size() == most_words) break;
      std::size_t size = 0;
      const auto found = (want_row ? row_labels_ : choice_labels_).prefix(rest, size);
      if (!found && (want_row || !row_first || !looks_like_a_choice(rest))) {
        items_.resize(before);
        return false;
      }
      if (!found) size = rest.size();
      Item part = item;
      part.row = want_row ? found : std::nullopt;
      part.choice = want_row ? std::nullopt : found;
      part.from = at;
      part.to = at += size;
      if (items_.size() > before) part.gap = Gap::glued;
      if (items_.size() > before) part.line_before = false;
      items_.push_back(part);
      rest.remove_prefix(size);
      want_row = !want_row;
    }
    if (want_row == row_first && rest.empty()) return true;
    items_.resize(before);
    return false;
  }

  // `a3 (colour to grey)`: brackets with words that are no labels hold a remark.
  void drop_remarks() {
    std::vector<int> remarks;
    for (const Item& item : items_) {
      if (item.bracket != 0 && item.unknown() &&
          (remarks.empty() || remarks.back() != item.bracket)) {
        remarks.push_back(item.bracket);
      }
    }
    std::erase_if(items_, [&](const Item& item) {
      return std::binary_search(remarks.begin(), remarks.end(), item.bracket);
    });
  }

  const std::vector<LabelWord>& words_;
  const Labels& row_labels_;
  const Labels& choice_labels_;
  Glued glued_;
  std::vector<Item> items_;
};

}  // namespace

std::vector<TableItem> table_items(const std::vector<LabelWord>& words, const Labels& rows,
                                   const Labels& choices, Glued glued) {
  return ItemFinder(words, rows, choices, glued).run();
}

bool looks_like_a_choice(std::string_view text) {
  return (text.size() <= 3 && std::all_of(text.begin(), text.end(), ascii::digit)) ||
         text.size() == 1;
}

}  // namespace grader
