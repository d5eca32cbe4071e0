#include "grader/scoring/shapes.h"

#include <algorithm>

namespace grader {
namespace {

std::vector<std::int64_t> without_ones(const std::vector<std::int64_t>& shape) {
  std::vector<std::int64_t> rest;
  for (const std::int64_t extent : shape) {
    if (extent != 1) rest.push_back(extent);
  }
  return rest;
}

}  // namespace

bool same_shape(const std::vector<std::int64_t>& answer, const std::vector<std::int64_t>& key,
                bool strict) {
  if (answer == key || strict) return answer == key;
  const std::vector<std::int64_t> rest = without_ones(answer);
  return rest.size() <= 1 && rest == without_ones(key);
}

bool same_rows(const Value& a, const Value& b) {
  const auto* left = std::get_if<Table>(&a);
  const auto* right = std::get_if<Table>(&b);
  if (left == nullptr || right == nullptr) return true;
  return std::equal(left->rows.begin(), left->rows.end(), right->rows.begin(), right->rows.end(),
                    [](const auto& one, const auto& other) { return one.first == other.first; });
}

}  // namespace grader
