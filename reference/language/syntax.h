// The syntax tree of the author's language: Python's expressions (statement.h: its statements).
// Made by parser.h; its height is limited there, so that recursion over a tree (destruction too)
// needs little stack.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "reference/language/position.h"

namespace reference::language {

struct Expression;
using Child = std::unique_ptr<Expression>;

struct Integer {
  std::uint64_t value;
};
struct Real {
  double value;  // finite, never negative
};
struct Imaginary {
  double value;  // finite, never negative
};
struct String {
  std::string text;
};
struct Boolean {
  bool value;
};
struct None {};
struct Ellipsis {};
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
struct Starred {  // only as an argument, as an item of a list or tuple
  Child value;
};
enum class UnaryOperator { plus, minus, invert, logical_not };
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
  bit_and,
  bit_or,
  bit_xor,
  shift_left,
  shift_right,
};
struct Binary {
  BinaryOperator op;
  Child left;
  Child right;
};
enum class ComparisonOperator {
  less,
  less_equal,
  greater,
  greater_equal,
  equal,
  not_equal,
  in,
  not_in,
  is,
  is_not,
};
struct Comparison {  // a < b <= c
  Child first;
  std::vector<std::pair<ComparisonOperator, Child>> rest;  // at least one
};
enum class LogicalOperator { logical_and, logical_or };
struct Logical {
  LogicalOperator op;
  std::vector<Child> operands;  // at least two
};
struct Conditional {  // then if condition else otherwise
  Child condition;
  Child then;
  Child otherwise;
};
struct Clause {  // for target in iterable if condition if condition
  Child target;  // a Name, a Subscript, or a Tuple or List of targets
  Child iterable;
  std::vector<Child> conditions;
};
struct Comprehension {
  bool list;  // or a generator
  Child element;
  std::vector<Clause> clauses;  // at least one
};
struct List {
  std::vector<Child> items;
};
struct Tuple {
  std::vector<Child> items;
};

struct Expression {
  using Node = std::variant<Integer, Real, String, Name, Attribute, Call, Slice, Subscript, Unary,
                            Binary, Comparison, List, Tuple, Imaginary, Boolean, None, Ellipsis,
                            Starred, Logical, Conditional, Comprehension>;
  Position where;  // where it begins; an operation: where its operator stands
  Position begin;  // where it begins, without brackets around it
  int height = 1;  // 1 for a leaf
  Node node;
};

std::string_view symbol(UnaryOperator op);
std::string_view symbol(BinaryOperator op);
std::string_view symbol(ComparisonOperator op);
std::string_view symbol(LogicalOperator op);

// The same tree, positions aside.
bool same(const Expression& a, const Expression& b);

}  // namespace reference::language
