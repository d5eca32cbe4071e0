// Values of snippets as answers: see README.md.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>

#include "reference/snippet/object.h"

namespace oracle {

inline constexpr std::int64_t largest_whole = 48;  // elements; of larger arrays, samples

// An array as a checksum and `samples` of its elements, if it has more than `largest_whole`.
boost::json::object described(const reference::snippet::Object& value, std::int64_t samples);

// One element as a number.
boost::json::value number(const reference::ndarray::NDArray& flat, std::int64_t place);

}  // namespace oracle
