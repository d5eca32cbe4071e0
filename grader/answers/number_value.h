// The values of a number that was read; exact_value() is in number.h.
#pragma once

#include "grader/answers/number.h"

namespace grader {

// Makes `value` the nearest double of written * factor.
void set_value(Number& number);

void negate(Number& number);

bool is_whole(const Number& number);

// Whether a calculated number is a stated one, as far as the digits of the latter say.
bool agree(const Number& calculated, const Number& stated);

}  // namespace grader
