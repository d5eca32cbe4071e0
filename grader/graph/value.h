// Values: what a quantity is, what a key is, what an answer is compared with.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "grader/base/fraction.h"

namespace grader {

using Count = std::int64_t;  // parameters, channels, MACs: exact, checked
using Real = double;

// Row-major numbers. data.size() == product of shape; every extent >= 0; a vector has one extent.
// `counts` says that the entries are whole numbers to be marked as counts (the shape of a layer).
struct Array {
  std::vector<std::int64_t> shape;
  std::vector<double> data;
  bool counts = false;
};

// What people are told about a table. Marking does not look at it. Each list may be empty; those
// that go row by row are as long as Table::rows.
struct TableWords {
  // [row][choice, in the order of Table::choices]: what choice and row really are, for whoever took
  // one for the other ("3 gives a number, c a vector"); may be "".
  std::vector<std::vector<std::string>> pairs;
  // How a row came to its choice: "holds by elimination only"; "" where that is beyond doubt.
  std::vector<std::string> doubts;
  // How the table came about, line by line.
  std::vector<std::string> working;
};

// Row label -> chosen label, in the order of the problem.
struct Table {
  std::vector<std::pair<std::string, std::string>> rows;
  // Every label that may be chosen, in the problem's order; empty: those in `rows`.
  std::vector<std::string> choices;
  // Further choices that are as good, a list a row; rows at the end without any may be left out.
  std::vector<std::vector<std::string>> also = {};
  // What choices are worth, where some are worth a part of a row: [row][choice, in the order of
  // `choices`], 1 for those that are accepted. Such a table is worth what its worst row is.
  std::shared_ptr<const std::vector<std::vector<Fraction>>> worth = nullptr;
  std::shared_ptr<const TableWords> words = nullptr;

  bool accepts(std::size_t row, std::string_view choice) const;
  std::string accepted_text(std::size_t row) const;  // "1", "1 or 2"
  Fraction credit(std::size_t row, std::string_view choice) const;
  // Words of `words`, or "".
  std::string pair_words(std::size_t row, std::string_view choice) const;
  std::string doubt(std::size_t row) const;
};

using Text = std::string;

using Value = std::variant<Count, Real, Array, Table, Text>;

bool operator==(const Array& a, const Array& b);
bool operator==(const Table& a, const Table& b);  // what is accepted; not what could be chosen

// "a count", "a number", "a 2 x 3 matrix", "a vector of 3", "a table of 5 rows", "a text".
std::string describe(const Value& value);

// "2 x 3" for {2, 3}; "3" for {3}; "" for {}.
std::string shape_text(const std::vector<std::int64_t>& shape);

// The largest finite |number|; 0 for none.
double largest_size(std::span<const double> numbers);

// Whether a number stands for zero beside the largest of its array (0 for a scalar: beside 1): what
// is left of cancelling terms is binary noise of 1e-16.
bool counts_as_zero(double number, double largest);

// The value for people: counts in full with thousands commas, reals with at most `figures`
// significant digits (0: the shortest text that reads back), arrays as [[1, 2], [3, 4]], tables as
// "a 3, b 1". Never "-0". With `figures`, entries that count as zero are 0.
std::string to_text(const Value& value, int figures = 0);
std::string to_text(double number, int figures = 0);

// The name of entry `index` (row-major) of a quantity: "W_next[1][1]", "p[0]"; the name itself for
// a scalar shape.
std::string entry_name(std::string_view name, const std::vector<std::int64_t>& shape,
                       std::size_t index);

// Every number of a value in row-major order; one for a scalar, none for a table or a text.
std::vector<double> numbers(const Value& value);
std::vector<std::int64_t> shape_of(const Value& value);

}  // namespace grader
