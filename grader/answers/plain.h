// The fast way to the answers that most students give: plain decimals, lists of them, and tables of
// labels of one character. Each of these readers takes a part of the language and is empty or false
// for all else, which says nothing about the answer: ask the long way (number.h, lists.h,
// tables.h). What one accepts the long way reads in the same way, without a note. None allocates.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace grader {

struct PlainNumber {
  double value = 0;              // the nearest double; -0 for `-0`
  std::string_view significand;  // within the text: the digits from the first that is not 0 on,
                                 // maybe with a point among them; empty for zero
  int figures_low = 0;           // these three as in Number
  int figures_high = 0;
  int decimals = 0;
  bool negative = false;
  bool has_point = false;

  // Whether nothing but zeros stands behind the point.
  bool whole() const {
    if (!has_point || significand.empty()) return true;
    const auto point = significand.find('.');
    return point != std::string_view::npos &&
           significand.find_first_not_of('0', point + 1) == std::string_view::npos;
  }
  // Whether `value` is a whole number and exactly what was written.
  bool exact_count() const { return whole() && figures_high <= 15; }
};

// A sign or none, digits with at most one point, white space around them, and nothing else. Under
// every rules read_number() gives one reading with this value, figures and decimals, neither
// scientific nor anything else. Its only note can be that a count is a whole number, where
// NumberRules::count is set and whole() is false.
std::optional<PlainNumber> read_plain_number(std::string_view text);

// A list of plain decimals, parted by spaces or commas: `[a, b]`, `(a, b)`, `a b`; its rows parted
// by
// `;` or line ends, or in brackets: `[a b; c d]`, `[[a, b], [c, d]]`. True only if read_array()
// with default rules reads entry i as entries[i], all in the shape asked for: {columns} if rows is
// 1, else {rows, columns}. (A vector written as 1 x n or as n x 1 is left to the long way.)
// Requires: entries.size() == rows * columns. After `false` the entries mean nothing.
bool read_plain_list(std::string_view text, std::int64_t rows, std::int64_t columns,
                     std::span<double> entries);

// The labels of a table, made ready once for many answers.
class PlainTable {
 public:
  // With a label that is not one ASCII letter or digit, or two that differ in case only, every
  // answer is left to the long way.
  PlainTable(const std::vector<std::string>& labels, const std::vector<std::string>& choices);

  std::size_t rows() const { return rows_; }
  bool usable() const { return usable_; }
  // Whether no character is a label of both a row and a choice.
  bool disjoint() const { return disjoint_; }

  static constexpr std::uint8_t none = 0xFF;
  // Index of the row or the choice that a character stands for, or `none`.
  std::uint8_t row(char c) const { return row_of_[static_cast<unsigned char>(c)]; }
  std::uint8_t choice(char c) const { return choice_of_[static_cast<unsigned char>(c)]; }

 private:
  std::array<std::uint8_t, 256> row_of_;
  std::array<std::uint8_t, 256> choice_of_;
  std::size_t rows_ = 0;
  bool usable_ = false;
  bool disjoint_ = true;
};

// Every row answered once: `a3 b1 c4`, `a 3, b 1`, `{a: 3, b: 1}`, or choices in row order: `314`,
// `3,1,4`. True only if read_table() reads choice_indices[i], an index into the choices, for row i
// of the labels that `table` was made of. Requires: choice_indices.size() == table.rows(). After
// `false` the indices mean nothing.
bool read_plain_table(std::string_view text, const PlainTable& table,
                      std::span<std::size_t> choice_indices);

}  // namespace grader
