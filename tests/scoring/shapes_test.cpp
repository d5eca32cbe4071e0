#include "grader/scoring/shapes.h"

#include <doctest/doctest.h>

namespace grader {
namespace {

using Shape = std::vector<std::int64_t>;

std::string slip(const std::vector<double>& answer, const Shape& answer_shape,
                 const std::vector<double>& key, const Shape& key_shape) {
  return shape_slip(answer_shape, key_shape,
                    [&](std::size_t i, std::size_t j) { return answer[i] == key[j]; });
}

TEST_SUITE("scoring") {
  TEST_CASE("rows and columns are vectors unless the scheme is strict") {
    struct Case {
      Shape answer, key;
      bool strict, same;
    };
    const Case cases[] = {
        {{3}, {3}, true, true},      {{1, 3}, {3}, false, true}, {{3, 1}, {3}, false, true},
        {{3, 1}, {3}, true, false},  {{3}, {1, 3}, false, true}, {{2, 3}, {3, 2}, false, false},
        {{6}, {2, 3}, false, false}, {{4}, {3}, false, false},
    };
    for (const Case& c : cases) CHECK(same_shape(c.answer, c.key, c.strict) == c.same);
  }

  TEST_CASE("a transposed or flattened matrix is named") {
    const std::vector<double> key = {1, 2, 3, 4, 5, 6};
    CHECK(slip({1, 4, 2, 5, 3, 6}, {3, 2}, key, {2, 3}) == "transposed");
    CHECK(slip(key, {6}, key, {2, 3}) == "flattened");
    CHECK(slip({1, 4, 2, 5, 3, 7}, {3, 2}, key, {2, 3}).empty());
    CHECK(slip({1, 2}, {2}, key, {2, 3}).empty());
  }
}

}  // namespace
}  // namespace grader
