#include "grader/graph/value.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "grader/base/words.h"

namespace grader {
namespace {

std::string grouped(Count count) {
  std::string digits = fmt::format("{}", count);
  const std::size_t first = count < 0 ? 1 : 0;
  for (std::size_t i = digits.size(); i > first + 3;) {
    i -= 3;
    digits.insert(i, ",");
  }
  return digits;
}

std::string entry_text(const Array& array, std::size_t index, int figures) {
  if (array.counts && array.data[index] != 0) return fmt::format("{:.0f}", array.data[index]);
  return to_text(array.data[index], figures);
}

// Without the noise of binary arithmetic that stands for a zero.
Array without_noise(Array array) {
  const double largest = largest_size(array.data);
  for (double& entry : array.data) {
    if (counts_as_zero(entry, largest)) entry = 0;
  }
  return array;
}

// Entries from `first` on, nested as the shape says; advances `first` past what it has shown.
std::string nested_text(const Array& array, std::size_t axis, std::size_t& first, int figures) {
  if (axis == array.shape.size()) return entry_text(array, first++, figures);
  std::string text = "[";
  for (std::int64_t i = 0; i < array.shape[axis]; ++i) {
    if (i > 0) text += ", ";
    text += nested_text(array, axis + 1, first, figures);
  }
  return text + "]";
}

}  // namespace

double largest_size(std::span<const double> numbers) {
  double largest = 0;
  for (const double number : numbers) {
    if (std::isfinite(number)) largest = std::max(largest, std::abs(number));
  }
  return largest;
}

bool counts_as_zero(double number, double largest) {
  constexpr double share = 1e-12;
  return std::abs(number) <= share * (largest > 0 ? largest : 1);
}

bool operator==(const Array& a, const Array& b) {
  return a.shape == b.shape && a.data == b.data && a.counts == b.counts;
}

bool operator==(const Table& a, const Table& b) { return a.rows == b.rows && a.also == b.also; }

bool Table::accepts(std::size_t row, std::string_view choice) const {
  if (rows[row].second == choice) return true;
  return row < also.size() &&
         std::find(also[row].begin(), also[row].end(), choice) != also[row].end();
}

Fraction Table::credit(std::size_t row, std::string_view choice) const {
  const auto found = std::find(choices.begin(), choices.end(), choice);
  if (worth == nullptr || found == choices.end()) return accepts(row, choice) ? 1 : 0;
  return (*worth)[row][static_cast<std::size_t>(found - choices.begin())];
}

Fraction Table::least_credit(std::size_t row) const {
  if (worth == nullptr) return 0;
  return *std::min_element((*worth)[row].begin(), (*worth)[row].end());
}

std::string Table::accepted_text(std::size_t row) const {
  std::string text = rows[row].second;
  if (row >= also.size()) return text;
  for (const std::string& choice : also[row]) text += " or " + choice;
  return text;
}

std::string Table::pair_words(std::size_t row, std::string_view choice) const {
  if (!words || row >= words->pairs.size()) return "";
  const auto found = std::find(choices.begin(), choices.end(), choice);
  const auto column = static_cast<std::size_t>(found - choices.begin());
  return column < words->pairs[row].size() ? words->pairs[row][column] : "";
}

std::string Table::doubt(std::size_t row) const {
  return words && row < words->doubts.size() ? words->doubts[row] : "";
}

std::string describe(const Value& value) {
  if (std::holds_alternative<Count>(value)) return "a count";
  if (std::holds_alternative<Real>(value)) return "a number";
  if (std::holds_alternative<Text>(value)) return "a text";
  if (const auto* table = std::get_if<Table>(&value)) {
    return fmt::format("a table of {}", counted(table->rows.size(), "row"));
  }
  const auto& shape = std::get<Array>(value).shape;
  if (shape.size() == 1) return fmt::format("a vector of {}", shape[0]);
  if (shape.size() == 2) return fmt::format("a {} matrix", shape_text(shape));
  return fmt::format("a {} array", shape_text(shape));
}

std::string shape_text(const std::vector<std::int64_t>& shape) {
  std::string text;
  for (const std::int64_t extent : shape) {
    if (!text.empty()) text += " x ";
    text += fmt::format("{}", extent);
  }
  return text;
}

std::string to_text(double number, int figures) {
  if (number == 0) return "0";           // never -0
  if (std::isnan(number)) return "nan";  // its sign says nothing
  if (figures == 0) return fmt::format("{}", number);
  return fmt::format("{:.{}g}", number, figures);
}

std::string to_text(const Value& value, int figures) {
  if (const auto* count = std::get_if<Count>(&value)) return grouped(*count);
  if (const auto* real = std::get_if<Real>(&value)) return to_text(*real, figures);
  if (const auto* text = std::get_if<Text>(&value)) return *text;
  if (const auto* array = std::get_if<Array>(&value)) {
    std::size_t first = 0;
    return nested_text(figures > 0 ? without_noise(*array) : *array, 0, first, figures);
  }
  const auto& table = std::get<Table>(value);
  std::vector<std::string> accepted;
  for (std::size_t i = 0; i < table.rows.size(); ++i) accepted.push_back(table.accepted_text(i));
  return rows_text(table, accepted);
}

std::string rows_text(const Table& table, const std::vector<std::string>& choices) {
  const bool alike = std::all_of(choices.begin(), choices.end(), [&](const std::string& choice) {
    return choice == choices.front();
  });
  if (table.worth != nullptr && choices.size() > 1 && alike) {
    return fmt::format("all {} rows: {}", choices.size(), choices.front());
  }
  std::string text;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    text += fmt::format("{}{} {}", i > 0 ? ", " : "", table.rows[i].first, choices[i]);
  }
  return text;
}

std::string entry_name(std::string_view name, const std::vector<std::int64_t>& shape,
                       std::size_t index) {
  std::string suffix;
  for (std::size_t axis = shape.size(); axis-- > 0;) {
    const auto extent = static_cast<std::size_t>(shape[axis]);
    suffix.insert(0, fmt::format("[{}]", index % extent));
    index /= extent;
  }
  return std::string(name) + suffix;
}

std::vector<double> numbers(const Value& value) {
  if (const auto* count = std::get_if<Count>(&value)) return {static_cast<double>(*count)};
  if (const auto* real = std::get_if<Real>(&value)) return {*real};
  if (const auto* array = std::get_if<Array>(&value)) return array->data;
  return {};
}

std::vector<std::int64_t> shape_of(const Value& value) {
  const auto* array = std::get_if<Array>(&value);
  return array != nullptr ? array->shape : std::vector<std::int64_t>{};
}

}  // namespace grader
