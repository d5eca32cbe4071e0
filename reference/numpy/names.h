#pragma once

#include <span>
#include <string_view>

namespace reference::numpy {

// All that NumPy has, supported or not.
std::span<const std::string_view> known_names();

}  // namespace reference::numpy
