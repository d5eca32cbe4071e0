// Whether an expression loses its digits to rounding.
//
// Monte Carlo arithmetic (D. S. Parker, 1997): the expression is run several times with the last
// bit of every intermediate result moved up or down, where that result is rounded at all (a whole
// number, and one that was only picked from the arguments, is not). How far the value moves shows
// how many of its digits are rounding. The inputs are taken as exact: a difference of two close
// inputs loses nothing. So `np.log(np.exp(x))` and `1 - np.cos(x)` of a small x are found and
// `p - y` of nearly equal p and y is not. What happens within one function is not looked at, nor a
// value that comes out as 0.
#pragma once

#include "reference/steps/operation.h"

namespace reference::steps {

// Sixteen digits without the six that may be lost.
inline constexpr double most_noise = 2.2e-10;

// The largest share of an entry of the value that is rounding; 0 where nothing is known (no
// numbers, not finite, too many entries). Entries that count as zero beside the largest are left
// out.
double rounding_noise(const Operation& operation, Inputs inputs);

}  // namespace reference::steps
