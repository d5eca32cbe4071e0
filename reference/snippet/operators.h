// Python's operators on objects: numbers, texts, sequences, and arrays by their ufuncs.
#pragma once

#include "reference/language/syntax.h"
#include "reference/snippet/builtin.h"

namespace reference::snippet {

using language::BinaryOperator;
using language::ComparisonOperator;
using language::UnaryOperator;

// Without `@`, which is np.matmul.
Object binary(const Rules& rules, BinaryOperator op, const Object& left, const Object& right);

// `left op= right`: arrays and lists change in place and are returned; otherwise as binary().
Object augment(const Rules& rules, BinaryOperator op, const Object& left, const Object& right);

Object unary(const Rules& rules, UnaryOperator op, const Object& operand);

// True or False, or an array of them.
Object compare(const Rules& rules, ComparisonOperator op, const Object& left, const Object& right);

}  // namespace reference::snippet
