// Python's int, float and complex. Whole numbers beyond 64 bits are refused.
#pragma once

#include <optional>

#include "reference/language/syntax.h"
#include "reference/snippet/object.h"

namespace reference::snippet {

bool is_number(const Object& object);  // bool, int, float, complex of Python

// Requires: both are numbers. Nothing if Python has no such operation for their types. Throws
// ZeroDivisionError and the like in Python's words.
std::optional<Object> number_operation(language::BinaryOperator op, const Object& left,
                                       const Object& right);
std::optional<Object> number_operation(language::UnaryOperator op, const Object& operand);

// Requires: both are numbers. `==` and `!=` for all; order not for complex numbers.
std::optional<bool> compare_numbers(language::ComparisonOperator op, const Object& left,
                                    const Object& right);

// a // b and a % b of Python's floats. Requires: b is not 0.
double floor_divide(double a, double b);
double modulo(double a, double b);

}  // namespace reference::snippet
