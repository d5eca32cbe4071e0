// The order of numbers, for sorting and quantiles.
#pragma once

#include <cstddef>
#include <vector>

namespace reference::steps {

// The places of a line's entries from the smallest to the largest; equal ones in their order, NaN
// at the end.
std::vector<std::size_t> ascending(const double* line, std::size_t n, std::size_t stride);

}  // namespace reference::steps
