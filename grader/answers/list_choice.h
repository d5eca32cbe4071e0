// The reading of a list that fits what is asked for, where separators could be taken in several
// ways.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "grader/answers/list_tree.h"

namespace grader {

// n, 1 x n and n x 1 are one.
std::vector<std::int64_t> squeezed(std::vector<std::int64_t> shape);

struct ListChoice {
  ListMode mode;
  ListTree tree;
};

// The first reading that has the key's shape; the usual one if none has.
ListChoice choose_list(std::string_view list, const std::vector<std::int64_t>& expected);

// `256x28x28` with commas in place of its signs and as long as it is; empty if it is something
// else, or has not `size` whole numbers.
std::string shape_as_list(std::string_view text, std::int64_t size);

}  // namespace grader
