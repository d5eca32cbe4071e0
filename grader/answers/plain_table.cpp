#include <algorithm>
#include <utility>

#include "grader/answers/folded.h"
#include "grader/answers/plain.h"
#include "grader/answers/plain_decimal.h"

namespace grader {
namespace {

using Map = std::array<std::uint8_t, 256>;

constexpr char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

// False if a label is not one letter or digit, or is there already.
bool enter(const std::vector<std::string>& labels, Map& map) {
  map.fill(PlainTable::none);
  if (labels.empty() || labels.size() >= PlainTable::none) return false;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i].size() != 1) return false;
    const char c = ascii::lower(labels[i][0]);
    if (!ascii::letter(c) && !ascii::digit(c)) return false;
    std::uint8_t& place = map[static_cast<unsigned char>(c)];
    if (place != PlainTable::none) return false;
    place = static_cast<std::uint8_t>(i);
    map[static_cast<unsigned char>(upper(c))] = place;
  }
  return true;
}

class PlainTableReader {
 public:
  PlainTableReader(std::string_view text, const PlainTable& table, std::span<std::size_t> choices)
      : at_(text.data()), end_(text.data() + text.size()), table_(table), choices_(choices) {}

  bool read() {
    trim();
    if (at_ == end_) return false;
    if ((*at_ == '{' && end_[-1] == '}') || (*at_ == '[' && end_[-1] == ']')) {
      ++at_;
      --end_;
      trim();
    }
    if (at_ == end_) return false;
    if (table_.choice(*at_) != PlainTable::none) return in_row_order();
    return table_.disjoint() && pairs();
  }

 private:
  void skip_blanks() {
    while (at_ != end_ && plain::blank(*at_)) ++at_;
  }
  void trim() {
    skip_blanks();
    while (at_ != end_ && plain::blank(end_[-1])) --end_;
  }

  // Skips white space with at most one of `characters` in it; whether there was anything.
  bool separator(std::string_view characters) {
    const char* from = at_;
    skip_blanks();
    if (at_ != end_ && characters.find(*at_) != std::string_view::npos) {
      ++at_;
      skip_blanks();
    }
    return at_ != from;
  }

  // `314` or `3, 1, 4`, but no mixture.
  bool in_row_order() {
    bool separated = false;
    for (std::size_t i = 0; i < choices_.size(); ++i) {
      if (i > 0) {
        const bool here = separator(",;");
        if (i > 1 && here != separated) return false;
        separated = here;
      }
      const std::uint8_t choice = at_ == end_ ? PlainTable::none : table_.choice(*at_++);
      if (choice == PlainTable::none) return false;
      choices_[i] = choice;
    }
    return at_ == end_;
  }

  // `a3 b1` in any order of the rows. In one word, pairs hold nothing but a row and a choice each;
  // no line ends within a pair.
  bool pairs() {
    constexpr auto unanswered = static_cast<std::size_t>(-1);
    std::fill(choices_.begin(), choices_.end(), unanswered);
    bool glued = true;  // row and choice of the pair in front
    for (std::size_t i = 0; i < choices_.size(); ++i) {
      const bool one_word = i > 0 && !separator(",;");
      if (at_ == end_) return false;
      const std::uint8_t row = table_.row(*at_++);
      if (row == PlainTable::none || choices_[row] != unanswered) return false;
      const char* behind_row = at_;
      const bool glued_before = std::exchange(glued, !separator(":=-)"));
      if (std::any_of(behind_row, at_, plain::line_end)) return false;
      if (one_word && !(glued_before && glued)) return false;
      const std::uint8_t choice = at_ == end_ ? PlainTable::none : table_.choice(*at_++);
      if (choice == PlainTable::none) return false;
      choices_[row] = choice;
    }
    return at_ == end_;
  }

  const char* at_;
  const char* end_;
  const PlainTable& table_;
  std::span<std::size_t> choices_;
};

}  // namespace

PlainTable::PlainTable(const std::vector<std::string>& labels,
                       const std::vector<std::string>& choices)
    : rows_(labels.size()) {
  const bool plain_rows = enter(labels, row_of_);
  usable_ = enter(choices, choice_of_) && plain_rows;
  for (std::size_t i = 0; i < row_of_.size(); ++i) {
    if (row_of_[i] != none && choice_of_[i] != none) disjoint_ = false;
  }
}

bool read_plain_table(std::string_view text, const PlainTable& table,
                      std::span<std::size_t> choice_indices) {
  if (!table.usable() || text.size() > longest_answer) return false;
  return PlainTableReader(text, table, choice_indices).read();
}

}  // namespace grader
