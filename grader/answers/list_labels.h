// Labels in front of the entries or rows of a list: `h1 = 0.5 h2 = 0`, `row 1: 1 2`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace grader {

struct LabelledList {
  struct Label {
    std::size_t from, to;  // bytes of the text, with its sign
  };
  std::vector<Label> labels;
  std::string text;  // the whole, with spaces in place of the labels

  // The first label with a smaller number than the one in front of it, as in `x2 = 1, x1 = 5`; or
  // labels.size().
  std::size_t out_of_order() const;
  std::vector<int> numbers;  // that the labels end in; empty unless they differ in nothing else
};

// The labels of a folded text, if there are at least two that a value stands behind; else none.
LabelledList labelled_list(std::string_view text);

}  // namespace grader
