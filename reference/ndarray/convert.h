// One element to another type, as NumPy's astype does on x86-64.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <type_traits>

#include "reference/ndarray/dtype.h"

namespace reference::ndarray {

// Whether C leaves the conversion of `value` to an integer of type T undefined.
template <typename T>
bool undefined_as_integer(double value) {
  // Written so that NaN is undefined, too.
  constexpr double low = static_cast<double>(std::numeric_limits<T>::min());
  const double high = std::ldexp(1.0, std::numeric_limits<T>::digits);
  return !(std::trunc(value) >= low && value < high);
}

// Truncates; what C leaves undefined is what x86-64 gives: narrow types go through int32, int32 and
// wider through int64, and what those cannot hold is their minimum.
template <typename T>
T float_to_integer(double value) {
  constexpr bool narrow = sizeof(T) < sizeof(std::int32_t);
  using Wide = std::conditional_t<narrow, std::int32_t, std::int64_t>;
  if constexpr (std::is_same_v<T, std::uint64_t>) {
    // Upwards of 2^63 compilers subtract 2^63 first.
    if (value >= 0x1p63) {
      return undefined_as_integer<T>(value) ? 0 : static_cast<std::uint64_t>(value);
    }
  }
  if constexpr (std::is_same_v<T, std::int32_t>) {
    if (undefined_as_integer<T>(value)) return std::numeric_limits<T>::min();
  }
  if (undefined_as_integer<Wide>(value)) return static_cast<T>(std::numeric_limits<Wide>::min());
  return static_cast<T>(static_cast<Wide>(value));
}

template <typename To, typename From>
To convert(From value) {
  if constexpr (std::is_same_v<To, From>) {
    return value;
  } else if constexpr (std::is_same_v<From, Half>) {
    if constexpr (std::is_same_v<To, float>) {
      return static_cast<float>(value);
    } else {
      return convert<To>(static_cast<double>(value));
    }
  } else if constexpr (std::is_same_v<To, bool>) {
    return value != From{};
  } else if constexpr (std::is_same_v<From, Complex>) {
    return convert<To>(value.real());
  } else if constexpr (std::is_same_v<To, Complex>) {
    return {static_cast<double>(value), 0.0};
  } else if constexpr (std::is_same_v<To, Half>) {
    return Half(static_cast<double>(value));
  } else if constexpr (std::is_floating_point_v<From> && std::is_integral_v<To>) {
    return float_to_integer<To>(static_cast<double>(value));
  } else {
    return static_cast<To>(value);
  }
}

}  // namespace reference::ndarray
