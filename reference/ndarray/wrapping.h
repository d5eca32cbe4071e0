// Integer arithmetic that wraps around, without what C leaves undefined.
#pragma once

#include <type_traits>

namespace reference::ndarray {

// The integer as an unsigned one that is not promoted to `int`.
template <typename T>
constexpr auto wide(T value) {
  using Unsigned = std::make_unsigned_t<T>;
  return static_cast<std::common_type_t<Unsigned, unsigned>>(static_cast<Unsigned>(value));
}

}  // namespace reference::ndarray
