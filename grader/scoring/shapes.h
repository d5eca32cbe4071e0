// Shapes of answers against shapes of keys.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "grader/graph/value.h"

namespace grader {

// n, 1 x n and n x 1 are one shape unless `strict`.
bool same_shape(const std::vector<std::int64_t>& answer, const std::vector<std::int64_t>& key,
                bool strict);

// Whether two tables have the same row labels in the same order, as marking needs them; true of
// what is no table.
bool same_rows(const Value& a, const Value& b);

// What may have happened where the shapes differ but the numbers do not: "transposed", "flattened",
// or "" if neither. `agree(i, j)`: the answer's entry i is right for the key's entry j.
template <typename Agree>
std::string shape_slip(const std::vector<std::int64_t>& answer,
                       const std::vector<std::int64_t>& key, Agree agree) {
  std::size_t size = 1;
  for (const std::int64_t extent : key) size *= static_cast<std::size_t>(extent);
  std::size_t answer_size = 1;
  for (const std::int64_t extent : answer) answer_size *= static_cast<std::size_t>(extent);
  if (size == 0 || size != answer_size) return "";
  const bool transposed = answer.size() == 2 && key.size() == 2 && answer[0] == key[1];
  bool in_order = true;
  bool across = transposed;
  for (std::size_t i = 0; i < size; ++i) {
    in_order = in_order && agree(i, i);
    if (!transposed) continue;
    const auto columns = static_cast<std::size_t>(answer[1]);
    across = across && agree(i, (i % columns) * static_cast<std::size_t>(key[1]) + i / columns);
  }
  if (across) return "transposed";
  return in_order ? "flattened" : "";
}

}  // namespace grader
