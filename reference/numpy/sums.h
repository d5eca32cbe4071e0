// Sums of products, one product after the other, as each type of NumPy keeps them.
#pragma once

#include "reference/numpy/support.h"

namespace reference::numpy {

// What sums of products are kept in while they grow.
template <typename T>
using Sum = std::conditional_t<std::is_same_v<T, ndarray::Half>, float, T>;

template <typename T>
Sum<T> with_product(Sum<T> sum, T a, T b) {
  if constexpr (std::is_same_v<T, bool>) {
    return sum || (a && b);
  } else if constexpr (std::is_same_v<T, ndarray::Half>) {
    return sum + static_cast<float>(a) * static_cast<float>(b);
  } else if constexpr (std::is_same_v<T, Complex>) {
    return {sum.real() + (a.real() * b.real() - a.imag() * b.imag()),
            sum.imag() + (a.real() * b.imag() + a.imag() * b.real())};
  } else if constexpr (std::is_integral_v<T>) {
    return static_cast<T>(static_cast<std::uint64_t>(sum) +
                          static_cast<std::uint64_t>(a) * static_cast<std::uint64_t>(b));
  } else {
    return sum + a * b;
  }
}

}  // namespace reference::numpy
