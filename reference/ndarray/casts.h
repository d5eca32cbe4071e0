// Runs of elements converted to another type.
#pragma once

#include <cstddef>
#include <cstdint>

#include "reference/ndarray/dtype.h"

namespace reference::ndarray {

// Converts `count` elements as astype does. True if one was a float that C leaves undefined as an
// integer.
using CastRun = bool (*)(std::int64_t count, const std::byte* from, std::ptrdiff_t from_step,
                         std::byte* to, std::ptrdiff_t to_step);
CastRun cast_run(DType from, DType to);

}  // namespace reference::ndarray
