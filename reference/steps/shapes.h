// What the functions share that move entries about.
#pragma once

#include <vector>

#include "reference/steps/axes.h"

namespace reference::steps {

// A count or a vector of counts, as extents within [low, max_entries].
Result<Shape> shape_argument(std::string_view function, std::string_view name, const Value& value,
                             std::int64_t low = 0);

// The entries of `view` at the places that `sources` lists for each axis; `fill` where one is -1.
Result<Value> picked(const View& view, const std::vector<Shape>& sources, double fill);

// 0, 1, .. of each axis.
std::vector<Shape> all_places(std::span<const std::int64_t> shape);

// The value with another shape of as many entries.
Result<Value> reshaped(const Value& value, Shape shape);

}  // namespace reference::steps
