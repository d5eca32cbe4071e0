#include "reference/language/statement.h"

#include <algorithm>

namespace reference::language {
namespace {

bool same_child(const Child& a, const Child& b) {
  return a && b ? same(*a, *b) : a == nullptr && b == nullptr;
}

struct Same {
  bool operator()(const Evaluate& a, const Evaluate& b) const {
    return same_child(a.value, b.value);
  }
  bool operator()(const Assign& a, const Assign& b) const {
    return same_child(a.value, b.value) &&
           std::equal(a.targets.begin(), a.targets.end(), b.targets.begin(), b.targets.end(),
                      same_child);
  }
  bool operator()(const Augment& a, const Augment& b) const {
    return a.op == b.op && same_child(a.target, b.target) && same_child(a.value, b.value);
  }
  bool operator()(const For& a, const For& b) const {
    return same_child(a.target, b.target) && same_child(a.iterable, b.iterable) &&
           same(a.body, b.body);
  }
  bool operator()(const If& a, const If& b) const {
    const auto same_branch = [](const Branch& x, const Branch& y) {
      return same_child(x.condition, y.condition) && same(x.body, y.body);
    };
    return same(a.otherwise, b.otherwise) &&
           std::equal(a.branches.begin(), a.branches.end(), b.branches.begin(), b.branches.end(),
                      same_branch);
  }
  bool operator()(const Define& a, const Define& b) const {
    const auto same_parameter = [](const Parameter& x, const Parameter& y) {
      return x.name == y.name && same_child(x.value, y.value);
    };
    return a.name == b.name && same(a.body, b.body) &&
           std::equal(a.parameters.begin(), a.parameters.end(), b.parameters.begin(),
                      b.parameters.end(), same_parameter);
  }
  bool operator()(const Return& a, const Return& b) const { return same_child(a.value, b.value); }
  template <typename A, typename B>
  bool operator()(const A&, const B&) const {
    return std::is_same_v<A, B>;  // what is left has nothing in it
  }
};

}  // namespace

bool same(const Block& a, const Block& b) {
  return std::equal(
      a.begin(), a.end(), b.begin(), b.end(),
      [](const Statement& x, const Statement& y) { return std::visit(Same{}, x.node, y.node); });
}

}  // namespace reference::language
