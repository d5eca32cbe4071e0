#include "reference/training/tensors.h"

#include <fmt/core.h>

#include <algorithm>

#include "grader/base/words.h"
#include "grader/yaml/map_reader.h"

namespace reference::training {

namespace code = grader::code;
using grader::Diagnostics;
using grader::yaml::Node;

namespace {

std::optional<std::vector<double>> read_numbers(const Node& node, std::string_view key,
                                                Diagnostics& diagnostics) {
  if (!node.is_list() || node.items.empty()) {
    diagnostics.error(code::wrong_type, node.where,
                      fmt::format("`{}` should be a list of numbers, not {}", key,
                                  node.is_list() ? "an empty list" : std::string(describe(node))));
    return std::nullopt;
  }
  std::vector<double> numbers;
  for (const Node& item : node.items) {
    if (const auto number = as_number(item, key, diagnostics)) numbers.push_back(*number);
  }
  if (numbers.size() != node.items.size()) return std::nullopt;
  return numbers;
}

}  // namespace

std::optional<Tensor> read_vector(const Node& node, std::string_view key,
                                  Diagnostics& diagnostics) {
  auto numbers = read_numbers(node, key, diagnostics);
  if (!numbers) return std::nullopt;
  Tensor tensor;
  tensor.where = node.where;
  tensor.array.shape = {static_cast<std::int64_t>(numbers->size())};
  tensor.array.data = std::move(*numbers);
  return tensor;
}

std::optional<Tensor> read_matrix(const Node& node, std::string_view key,
                                  Diagnostics& diagnostics) {
  if (!node.is_list() || node.items.empty()) {
    diagnostics.error(code::wrong_type, node.where,
                      fmt::format("`{}` should be a list of rows, not {}", key,
                                  node.is_list() ? "an empty list" : std::string(describe(node))),
                      "a row an output: [[5, 4, 3], [3, 4, 2]]");
    return std::nullopt;
  }
  Tensor tensor;
  tensor.where = node.where;
  std::size_t columns = 0;
  bool good = true;
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    const auto row = read_numbers(node.items[i], key, diagnostics);
    good = good && row.has_value();
    if (!row) continue;
    if (columns == 0) columns = row->size();
    if (row->size() != columns) {
      diagnostics.error(code::shape_mismatch, node.items[i].where,
                        fmt::format("row {} of `{}` has {}, the rows before it {}", i + 1, key,
                                    grader::counted(row->size(), "number"), columns));
      good = false;
    }
    tensor.array.data.insert(tensor.array.data.end(), row->begin(), row->end());
  }
  if (!good) return std::nullopt;
  tensor.array.shape = {static_cast<std::int64_t>(node.items.size()),
                        static_cast<std::int64_t>(columns)};
  return tensor;
}

std::optional<Tensor> read_vector_or_matrix(const Node& node, std::string_view key,
                                            Diagnostics& diagnostics) {
  const bool matrix = node.is_list() && !node.items.empty() && node.items.front().is_list();
  return matrix ? read_matrix(node, key, diagnostics) : read_vector(node, key, diagnostics);
}

std::optional<std::size_t> read_word(const Node& node, std::string_view key,
                                     const std::vector<std::string>& words,
                                     Diagnostics& diagnostics) {
  const auto text = as_text(node, key, diagnostics);
  if (!text) return std::nullopt;
  const auto found = std::find(words.begin(), words.end(), *text);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  diagnostics.error(code::bad_value, node.where, fmt::format("unknown `{}`: `{}`", key, *text),
                    grader::suggestion(*text, words));
  return std::nullopt;
}

}  // namespace reference::training
