#include "reference/language/syntax.h"

#include <algorithm>

#include "reference/language/operators.h"

namespace reference::language {
namespace {

bool same_child(const Child& a, const Child& b) {
  return a && b ? same(*a, *b) : a == nullptr && b == nullptr;
}

bool same_children(const std::vector<Child>& a, const std::vector<Child>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same_child);
}

struct Same {
  bool operator()(const Integer& a, const Integer& b) const { return a.value == b.value; }
  bool operator()(const Real& a, const Real& b) const { return a.value == b.value; }
  bool operator()(const String& a, const String& b) const { return a.text == b.text; }
  bool operator()(const Imaginary& a, const Imaginary& b) const { return a.value == b.value; }
  bool operator()(const Boolean& a, const Boolean& b) const { return a.value == b.value; }
  bool operator()(const None&, const None&) const { return true; }
  bool operator()(const Ellipsis&, const Ellipsis&) const { return true; }
  bool operator()(const Name& a, const Name& b) const { return a.name == b.name; }
  bool operator()(const Attribute& a, const Attribute& b) const {
    return a.name == b.name && same_child(a.object, b.object);
  }
  bool operator()(const Call& a, const Call& b) const {
    const auto same_keyword = [](const Keyword& x, const Keyword& y) {
      return x.name == y.name && same_child(x.value, y.value);
    };
    return same_child(a.function, b.function) && same_children(a.arguments, b.arguments) &&
           std::equal(a.keywords.begin(), a.keywords.end(), b.keywords.begin(), b.keywords.end(),
                      same_keyword);
  }
  bool operator()(const Slice& a, const Slice& b) const {
    return same_child(a.start, b.start) && same_child(a.stop, b.stop) && same_child(a.step, b.step);
  }
  bool operator()(const Subscript& a, const Subscript& b) const {
    return same_child(a.object, b.object) && same_child(a.index, b.index);
  }
  bool operator()(const Unary& a, const Unary& b) const {
    return a.op == b.op && same_child(a.operand, b.operand);
  }
  bool operator()(const Binary& a, const Binary& b) const {
    return a.op == b.op && same_child(a.left, b.left) && same_child(a.right, b.right);
  }
  bool operator()(const Comparison& a, const Comparison& b) const {
    const auto same_link = [](const auto& x, const auto& y) {
      return x.first == y.first && same_child(x.second, y.second);
    };
    return same_child(a.first, b.first) &&
           std::equal(a.rest.begin(), a.rest.end(), b.rest.begin(), b.rest.end(), same_link);
  }
  bool operator()(const List& a, const List& b) const { return same_children(a.items, b.items); }
  bool operator()(const Tuple& a, const Tuple& b) const { return same_children(a.items, b.items); }
  bool operator()(const Starred& a, const Starred& b) const { return same_child(a.value, b.value); }
  bool operator()(const Logical& a, const Logical& b) const {
    return a.op == b.op && same_children(a.operands, b.operands);
  }
  bool operator()(const Conditional& a, const Conditional& b) const {
    return same_child(a.condition, b.condition) && same_child(a.then, b.then) &&
           same_child(a.otherwise, b.otherwise);
  }
  bool operator()(const Comprehension& a, const Comprehension& b) const {
    const auto same_clause = [](const Clause& x, const Clause& y) {
      return same_child(x.target, y.target) && same_child(x.iterable, y.iterable) &&
             same_children(x.conditions, y.conditions);
    };
    return a.list == b.list && same_child(a.element, b.element) &&
           std::equal(a.clauses.begin(), a.clauses.end(), b.clauses.begin(), b.clauses.end(),
                      same_clause);
  }
  template <typename A, typename B>
  bool operator()(const A&, const B&) const {
    return false;
  }
};

}  // namespace

std::string_view symbol(UnaryOperator op) { return rule_of(unary_rules, op).symbol; }

std::string_view symbol(BinaryOperator op) { return rule_of(binary_rules, op).symbol; }

std::string_view symbol(ComparisonOperator op) { return rule_of(comparison_rules, op).symbol; }

std::string_view symbol(LogicalOperator op) { return rule_of(logical_rules, op).symbol; }

bool same(const Expression& a, const Expression& b) { return std::visit(Same{}, a.node, b.node); }

}  // namespace reference::language
