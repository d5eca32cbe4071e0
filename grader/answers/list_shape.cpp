#include "grader/answers/list_shape.h"

#include <algorithm>

#include "grader/answers/folded.h"

namespace grader {
namespace {

using Node = ListNode;

class Measurer {
 public:
  Measurer(std::string_view text, ListTree& tree) : text_(text), tree_(tree) {}

  void run(Node root) {
    while (root.children.size() == 1 && root.children[0].list && root.open == '\0') {
      Node child = std::move(root.children[0]);
      root = std::move(child);
    }
    if (stray_word(root)) return;
    measure(root, 0);
  }

 private:
  bool ok() const { return tree_.outcome == ListTree::Outcome::readable; }

  // `[1 2] K`: words behind a list.
  bool stray_word(const Node& root) {
    if (root.open != '\0') return false;
    const auto first = std::find_if(root.children.begin(), root.children.end(),
                                    [](const Node& node) { return !node.list; });
    const bool has_list = std::any_of(root.children.begin(), root.children.end(),
                                      [](const Node& node) { return node.list; });
    if (!has_list || first == root.children.end() || first->entry.from == first->entry.to) {
      return false;
    }
    tree_.outcome = ListTree::Outcome::unreadable;
    tree_.reason = quoted(text_.substr(first->entry.from, first->entry.to - first->entry.from)) +
                   " stands outside of the list";
    tree_.failed_at = first->entry.from;
    return true;
  }

  // Shape and entries, depth first.
  void measure(const Node& node, std::size_t depth) {
    if (!ok()) return;
    if (!node.list) {
      if (depth < tree_.shape.size() || (rank_known_ && depth != tree_.shape.size())) {
        ragged("numbers and lists stand side by side");
        return;
      }
      rank_known_ = true;
      tree_.entries.push_back(node.entry);
      return;
    }
    const auto size = static_cast<std::int64_t>(node.children.size());
    if (depth == tree_.shape.size()) {
      if (rank_known_) {
        ragged("numbers and lists stand side by side");
        return;
      }
      tree_.shape.resize(depth + 1, size);
    } else if (tree_.shape[depth] != size) {
      ragged("the rows have different lengths: " + std::to_string(tree_.shape[depth]) + " and " +
             std::to_string(size));
      return;
    }
    if (node.children.empty()) rank_known_ = true;
    for (const Node& child : node.children) measure(child, depth + 1);
  }

  void ragged(std::string reason) {
    tree_.outcome = ListTree::Outcome::ragged;
    tree_.reason = std::move(reason);
  }

  std::string_view text_;
  bool rank_known_ = false;
  ListTree& tree_;
};

}  // namespace

void measure_list(std::string_view text, ListNode root, ListTree& tree) {
  Measurer(text, tree).run(std::move(root));
}

}  // namespace grader
