// The unbounded side of Fraction, for those few that build large numbers. Expensive to compile:
// include it in .cpp files only.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>

#include "grader/base/fraction.h"

namespace grader {

using BigInteger = boost::multiprecision::cpp_int;

struct BigFraction {
  boost::multiprecision::cpp_rational value;
};

}  // namespace grader
