#include "grader/scoring/shapes.h"

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

}  // namespace grader
