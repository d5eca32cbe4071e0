// Softmax of one line of numbers, `stride` apart; shared with the losses.
#pragma once

#include <cstddef>

namespace reference::steps {

// log(sum exp z): the largest entry is taken away first, so that no exponential overflows.
// Requires: n >= 1.
double log_sum_exp(const double* z, std::size_t n, std::size_t stride);

// exp(z) / sum exp z in the same way. `out` is as far apart as z.
void softmax_line(const double* z, std::size_t n, std::size_t stride, double* out);

}  // namespace reference::steps
