// How operators are written and how tightly they bind: one table for parser and printer. Internal
// to reference/language.
#pragma once

#include <algorithm>
#include <iterator>
#include <string_view>

#include "reference/language/syntax.h"

namespace reference::language {

// Python's order, from the loosest on.
enum Binding : int {
  any,  // a conditional
  disjunction,
  conjunction,
  negation,
  comparison,
  bits_or,
  bits_xor,
  bits_and,
  shift,
  additive,
  multiplicative,
  sign,
  power,
  atom,
};

struct UnaryRule {
  std::string_view symbol;
  UnaryOperator op;
  Binding binding;
};

inline constexpr UnaryRule unary_rules[] = {
    {"+", UnaryOperator::plus, sign},
    {"-", UnaryOperator::minus, sign},
    {"~", UnaryOperator::invert, sign},
    {"not", UnaryOperator::logical_not, negation},
};

struct BinaryRule {
  std::string_view symbol;
  BinaryOperator op;
  Binding binding;
};

inline constexpr BinaryRule binary_rules[] = {
    {"+", BinaryOperator::add, additive},
    {"-", BinaryOperator::subtract, additive},
    {"*", BinaryOperator::multiply, multiplicative},
    {"/", BinaryOperator::divide, multiplicative},
    {"//", BinaryOperator::floor_divide, multiplicative},
    {"%", BinaryOperator::modulo, multiplicative},
    {"@", BinaryOperator::matrix_multiply, multiplicative},
    {"**", BinaryOperator::power, power},
    {"&", BinaryOperator::bit_and, bits_and},
    {"|", BinaryOperator::bit_or, bits_or},
    {"^", BinaryOperator::bit_xor, bits_xor},
    {"<<", BinaryOperator::shift_left, shift},
    {">>", BinaryOperator::shift_right, shift},
};

struct ComparisonRule {
  std::string_view symbol;
  ComparisonOperator op;
};

inline constexpr ComparisonRule comparison_rules[] = {
    {"<", ComparisonOperator::less},    {"<=", ComparisonOperator::less_equal},
    {">", ComparisonOperator::greater}, {">=", ComparisonOperator::greater_equal},
    {"==", ComparisonOperator::equal},  {"!=", ComparisonOperator::not_equal},
    {"in", ComparisonOperator::in},     {"not in", ComparisonOperator::not_in},
    {"is", ComparisonOperator::is},     {"is not", ComparisonOperator::is_not},
};

struct LogicalRule {
  std::string_view symbol;
  LogicalOperator op;
  Binding binding;
};

inline constexpr LogicalRule logical_rules[] = {
    {"and", LogicalOperator::logical_and, conjunction},
    {"or", LogicalOperator::logical_or, disjunction},
};

// Requires: `rules` has a line for `op`.
template <typename Rule, std::size_t N, typename Operator>
const Rule& rule_of(const Rule (&rules)[N], Operator op) {
  return *std::find_if(std::begin(rules), std::end(rules),
                       [&](const Rule& rule) { return rule.op == op; });
}

}  // namespace reference::language
