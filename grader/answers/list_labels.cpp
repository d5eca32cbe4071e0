#include "grader/answers/list_labels.h"

#include <algorithm>

#include "grader/answers/segments.h"
#include "grader/answers/text.h"

namespace grader {
namespace {

using Label = LabelledList::Label;

constexpr std::size_t longest_label = 60;
constexpr int longest_number = 6;

bool sign(char c) { return c == '=' || c == ':' || c == '~'; }
bool of_word(char c) { return ascii::wordy(c) || ascii::digit(c) || c == '_' || c == '\''; }

class LabelFinder {
 public:
  explicit LabelFinder(std::string_view text) : text_(text) {}

  std::vector<Label> run() {
    for (std::size_t i = 0; i < text_.size(); ++i) {
      const char c = text_[i];
      if (c == '(' || c == '[' || c == '{') in_call_.push_back(calls() || (c == '(' && called(i)));
      if ((c == ')' || c == ']' || c == '}') && !in_call_.empty()) in_call_.pop_back();
      if (c == '"') in_quotes_ = !in_quotes_;
      if (!sign(c) || calls() || in_quotes_) continue;
      std::size_t end = i + 1;
      while (end < text_.size() && sign(text_[end])) ++end;
      const std::size_t from = begin_of_label(i);
      if (from < i) labels_.push_back({from, end});
      i = end - 1;
    }
    return std::move(labels_);
  }

 private:
  bool calls() const { return !in_call_.empty() && in_call_.back(); }
  bool called(std::size_t bracket) const { return bracket > 0 && of_word(text_[bracket - 1]); }

  std::size_t skip_spaces_back(std::size_t at) const {
    while (at > least_ && text_[at - 1] == ' ') --at;
    return at;
  }

  // The beginning of the word that ends at `end`; `end` if there is none.
  std::size_t begin_of_word(std::size_t end) const {
    while (end > least_ && of_word(text_[end - 1])) --end;
    return end;
  }

  // Whether nothing, or a separator, stands in front of `at`.
  bool separated(std::size_t at) const {
    return at == 0 ||
           std::string_view("\n,;[({|&=:~").find(text_[at - 1]) != std::string_view::npos;
  }

  // Where the label of the sign at `at` begins; `at` if it has none.
  std::size_t begin_of_label(std::size_t at) {
    least_ = at - std::min(at, longest_label);
    const std::size_t end = skip_spaces_back(at);
    std::size_t from = begin_of_word(end);
    if (from == end) return at;
    if (ascii::digit(text_[from])) {  // `row 1:`
      const bool line = from == 0 || text_[from - 1] == '\n';
      if (line && text_[at] == ':') return from;
      if (from == 0 || text_[from - 1] != ' ') return at;
      const std::size_t word_end = skip_spaces_back(from);
      from = begin_of_word(word_end);
      if (from == word_end) return at;
    }
    return ascii::wordy(text_[from]) ? with_words_in_front(from, at) : at;
  }

  // More words belong to the label of the word at `from` only where no number stands in front of
  // them: `1 K h2 = 3`. `none` if the word is but the end of something else.
  std::size_t with_words_in_front(std::size_t from, std::size_t none) const {
    std::size_t first = from;
    while (true) {
      const std::size_t word_end = skip_spaces_back(first);
      if (separated(word_end)) return first;
      const std::size_t word = begin_of_word(word_end);
      if (word == word_end || !ascii::wordy(text_[word])) break;
      first = word;
    }
    return text_[from - 1] == ' ' ? from : none;
  }

  std::string_view text_;
  std::size_t least_ = 0;  // where the label begins at the earliest
  std::vector<bool> in_call_;
  bool in_quotes_ = false;
  std::vector<Label> labels_;
};

// The number that a label ends in, and the bytes in front of it; -1 if there is none.
int number_of(std::string_view label, std::string_view& stem) {
  while (!label.empty() && !ascii::digit(label.back()) && !ascii::wordy(label.back())) {
    label.remove_suffix(1);
  }
  stem = label;
  while (!stem.empty() && ascii::digit(stem.back())) stem.remove_suffix(1);
  const std::string_view digits = label.substr(stem.size());
  if (digits.empty() || digits.size() > longest_number) return -1;
  int number = 0;
  for (const char c : digits) number = number * 10 + (c - '0');
  return number;
}

std::vector<int> numbers_of(std::string_view text, const std::vector<Label>& labels) {
  std::vector<int> numbers;
  std::string_view common;
  for (const Label& label : labels) {
    std::string_view stem;
    const int number = number_of(text.substr(label.from, label.to - label.from), stem);
    if (number < 0 || (!numbers.empty() && stem != common)) return {};
    common = stem;
    numbers.push_back(number);
  }
  return numbers;
}

}  // namespace

std::size_t LabelledList::out_of_order() const {
  const auto found = std::is_sorted_until(numbers.begin(), numbers.end());
  return found == numbers.end() ? labels.size() : static_cast<std::size_t>(found - numbers.begin());
}

LabelledList labelled_list(std::string_view text) {
  const auto has = [&](char c) { return text.find(c) != std::string_view::npos; };
  if (!has('=') && !has(':') && !has('~')) return {};
  LabelledList list;
  list.labels = LabelFinder(text).run();
  std::size_t with_value = 0;
  for (std::size_t i = 0; i < list.labels.size(); ++i) {
    const std::size_t end = i + 1 < list.labels.size() ? list.labels[i + 1].from : text.size();
    if (!trimmed(text, {list.labels[i].to, end}).empty()) ++with_value;
  }
  if (with_value < 2) return {};
  list.numbers = numbers_of(text, list.labels);
  list.text = text;
  for (const Label& label : list.labels) {
    std::fill(list.text.begin() + static_cast<std::ptrdiff_t>(label.from),
              list.text.begin() + static_cast<std::ptrdiff_t>(label.to), ' ');
  }
  return list;
}

}  // namespace grader
