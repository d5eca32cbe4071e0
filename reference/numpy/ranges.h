// Evenly spaced numbers, for all families that need them.
#pragma once

#include "reference/numpy/support.h"

namespace reference::numpy {

// 0, 1, .., count - 1.
NDArray counting(const Budget& budget, std::int64_t count, DType dtype = DType::int64);
// np.arange(start, stop, step, dtype); None is what was not given.
NDArray arange(const Rules& rules, const Object& start, const Object& stop, const Object& step,
               std::optional<DType> dtype);

struct Spaced {
  NDArray values;  // along axis 0
  NDArray step;    // NaN if there is none
};
Spaced linspace(const Rules& rules, const NDArray& start, const NDArray& stop, std::int64_t count,
                bool endpoint, std::optional<DType> dtype);

}  // namespace reference::numpy
