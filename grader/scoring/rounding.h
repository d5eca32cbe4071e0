// Rounding exact fractions, half away from zero, and cutting them off.
#pragma once

#include "grader/base/fraction.h"

namespace grader {

// To n >= 1 significant figures; zero stays zero.
Fraction round_to_figures(const Fraction& value, int n);

// What is left of n >= 1 significant figures when the rest is cut off.
Fraction truncate_to_figures(const Fraction& value, int n);

// To n >= 0 digits behind the point.
Fraction round_to_decimals(const Fraction& value, int n);

// Whether two numbers are farther apart than rounding (or cutting off) to n figures can bring
// together; an infinite one is from all. Saves exact arithmetic.
bool far_apart(double s, double t, int n);

// The fraction that a finite double's shortest text stands for (0.1 is 1/10).
Fraction shortest_fraction(double value);

}  // namespace grader
