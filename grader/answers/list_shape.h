// The shape and the entries of a list whose brackets and rows are known.
#pragma once

#include <string_view>
#include <vector>

#include "grader/answers/list_tree.h"

namespace grader {

struct ListNode {
  bool list = false;
  ListEntry entry{0, 0};  // of a list: from its opening to its closing bracket
  char open = '\0';       // of a list; NUL: a row without brackets
  std::vector<ListNode> children;
};

// Puts the shape and the entries of `root` into `tree`, or why it has no shape. Requires: the tree
// is readable.
void measure_list(std::string_view text, ListNode root, ListTree& tree);

}  // namespace grader
