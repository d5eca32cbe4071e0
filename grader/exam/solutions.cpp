#include "grader/exam/solutions.h"

#include <algorithm>

namespace grader {
namespace {

Value row_of(const Array& rows, std::size_t row, std::size_t size, const Value& like) {
  const auto begin = rows.data.begin() + static_cast<std::ptrdiff_t>(row * size);
  if (std::holds_alternative<Count>(like)) return Value(static_cast<Count>(*begin));
  if (std::holds_alternative<Real>(like)) return Value(*begin);
  Array array;
  array.counts = rows.counts;
  array.shape = shape_of(like);
  array.data.assign(begin, begin + static_cast<std::ptrdiff_t>(size));
  return Value(std::move(array));
}

}  // namespace

std::string solutions_quantity(std::string_view name) {
  return "solutions(" + std::string(name) + ")";
}

std::vector<Value> other_solutions(const Value& key, const Value& solutions) {
  const auto* rows = std::get_if<Array>(&solutions);
  const std::size_t size = numbers(key).size();
  std::vector<std::int64_t> shape = shape_of(key);
  if (rows == nullptr || size == 0 || rows->shape.empty()) return {};
  shape.insert(shape.begin(), rows->shape.front());
  if (rows->shape != shape) return {};
  std::vector<Value> others;
  for (std::size_t row = 0; row * size < rows->data.size(); ++row) {
    Value value = row_of(*rows, row, size, key);
    if (value != key) others.push_back(std::move(value));
  }
  return others;
}

}  // namespace grader
