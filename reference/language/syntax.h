// The syntax tree of the author's language: Python's expressions. Made by parser.h; its height is
// limited there, so that recursion over a tree (destruction too) needs little stack.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace reference::language {

// From 1, columns in code points, within the text that was parsed.
struct Position {
  int line = 1;
  int column = 1;
};

struct Expression;
using Child = std::unique_ptr<Expression>;

struct Integer {
  std::int64_t value;  // never negative
};
struct Real {
  double value;  // finite, never negative
};
struct String {
  std::string text;
};
struct Name {
  std::string name;
};
struct Attribute {
  Child object;
  std::string name;
};
struct Keyword {
  std::string name;
  Child value;
};
struct Call {
  Child function;
  std::vector<Child> arguments;
  std::vector<Keyword> keywords;
};
struct Slice {  // only as an index, or in a tuple that is one
  Child start;  // each may be null
  Child stop;
  Child step;
};
struct Subscript {
  Child object;
  Child index;
};
enum class UnaryOperator { plus, minus };
struct Unary {
  UnaryOperator op;
  Child operand;
};
enum class BinaryOperator {
  add,
  subtract,
  multiply,
  divide,
  floor_divide,
  modulo,
  matrix_multiply,
  power,
};
struct Binary {
  BinaryOperator op;
  Child left;
  Child right;
};
enum class ComparisonOperator { less, less_equal, greater, greater_equal, equal, not_equal };
struct Comparison {  // a < b <= c
  Child first;
  std::vector<std::pair<ComparisonOperator, Child>> rest;  // at least one
};
struct List {
  std::vector<Child> items;
};
struct Tuple {
  std::vector<Child> items;
};

struct Expression {
  using Node = std::variant<Integer, Real, String, Name, Attribute, Call, Slice, Subscript, Unary,
                            Binary, Comparison, List, Tuple>;
  Position where;  // where it begins; an operation: where its operator stands
  int height = 1;  // 1 for a leaf
  Node node;
};

std::string_view symbol(UnaryOperator op);
std::string_view symbol(BinaryOperator op);
std::string_view symbol(ComparisonOperator op);

// The same tree, positions aside.
bool same(const Expression& a, const Expression& b);

}  // namespace reference::language
