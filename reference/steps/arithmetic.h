// The operators. Counts stay counts (checked) in + - * // % and, with an exponent that is not
// negative, **; `/` gives a real. A scalar divided by zero fails as in Python; arrays follow NumPy.
#pragma once

#include "reference/language/syntax.h"
#include "reference/steps/view.h"

namespace reference::steps {

// The language has more operators than there are operations on quantities.
bool supported(language::UnaryOperator op);
bool supported(language::BinaryOperator op);
bool supported(language::ComparisonOperator op);

// Requires: supported.
Callable operation(language::UnaryOperator op);
Callable operation(language::BinaryOperator op);
Pullback pullback_of(language::UnaryOperator op);
Pullback pullback_of(language::BinaryOperator op);

// first, operator, operand, operator, operand, ..: 1 where all comparisons hold, else 0; entry by
// entry. Operators are counts, the numbers of language::ComparisonOperator.
Result<Value> compare(Inputs arguments);
// Goes in steps: no cotangents.
Result<Cotangents> compare_pullback(Inputs arguments, const Value& value, const Value& cotangent);

}  // namespace reference::steps
