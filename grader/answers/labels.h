// The labels of a table's rows or choices, to be found in an answer.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace grader {

// A word of an answer, and how it is parted from the word in front of it.
struct LabelWord {
  enum class Gap { glued, space, inner, hard };  // inner: `:` `-` `)`; hard: `,` `;` a line's end
  std::string text;                              // case folded
  std::size_t from, to;                          // bytes of the folded text
  Gap gap = Gap::glued;
  bool line_before = false;  // a line ended in the gap
  int bracket = 0;           // which pair of round brackets it stands in; 0: none
};

// The first `most` words of a folded text: what is left between white space and punctuation.
std::vector<LabelWord> label_words(std::string_view folded,
                                   std::size_t most = static_cast<std::size_t>(-1));

// Words joined by one space, case folded: how labels of several words are looked up.
std::string joined_words(std::string_view label);

// fold_label() of a text that is folded already.
std::string folded_label(std::string_view text);

class Labels {
 public:
  explicit Labels(const std::vector<std::string>& labels);

  // Whether words are enough to tell the labels apart (not so for `+` and `-`, or `-1` and `1`).
  bool distinct() const { return distinct_; }
  // Whether every label is one character.
  bool single() const { return single_; }
  std::size_t most_words() const { return most_words_; }

  std::optional<std::size_t> find(const std::string& words) const;
  // The longest label of one word that `text` begins with, and the bytes it takes.
  std::optional<std::size_t> prefix(std::string_view text, std::size_t& size) const;

 private:
  std::unordered_map<std::string, std::size_t> index_;
  std::vector<std::size_t> sizes_;  // of labels of one word, longest first
  std::size_t most_words_ = 1;
  bool distinct_ = true;
  bool single_ = true;
};

}  // namespace grader
