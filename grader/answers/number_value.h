// The values of a number that was read; exact_value() is in number.h.
#pragma once

#include "grader/answers/number.h"

namespace grader {

// Makes `value` the nearest double of written * factor.
void set_value(Number& number);

void negate(Number& number);

}  // namespace grader
