// NumPy's pairwise summation: the order in which runs of floats are added up.
#pragma once

#include <cstddef>
#include <cstdint>

#include "reference/ndarray/kernel.h"

namespace reference::ndarray {

// From loops_utils.h.src of NumPy: blocks of up to 128, in each eight sums side by side. `T` is the
// element's type; float16 adds up in float.
template <typename T>
Computed<T> pairwise_sum(const std::byte* x, std::int64_t count, std::ptrdiff_t step) {
  using Sum = Computed<T>;
  if (count < 8) {
    Sum sum{};
    for (std::int64_t i = 0; i < count; ++i) sum += fetch<T>(x + i * step);
    return sum;
  }
  if (count > 128) {
    const std::int64_t half = count / 2 - count / 2 % 8;
    return pairwise_sum<T>(x, half, step) + pairwise_sum<T>(x + half * step, count - half, step);
  }
  Sum r[8];
  for (int k = 0; k < 8; ++k) r[k] = fetch<T>(x + k * step);
  std::int64_t i = 8;
  for (; i < count - count % 8; i += 8) {
    for (int k = 0; k < 8; ++k) r[k] += fetch<T>(x + (i + k) * step);
  }
  Sum sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
  for (; i < count; ++i) sum += fetch<T>(x + i * step);
  return sum;
}

// Of complex numbers, four side by side and up to 64 to a block.
inline Complex pairwise_sum_complex(const std::byte* x, std::int64_t count, std::ptrdiff_t step) {
  if (count < 4) {
    Complex sum;
    for (std::int64_t i = 0; i < count; ++i) sum += load<Complex>(x + i * step);
    return sum;
  }
  if (count > 64) {
    const std::int64_t half = (count - count % 8) / 2;
    return pairwise_sum_complex(x, half, step) +
           pairwise_sum_complex(x + half * step, count - half, step);
  }
  Complex r[4];
  for (int k = 0; k < 4; ++k) r[k] = load<Complex>(x + k * step);
  std::int64_t i = 4;
  for (; i < count - count % 4; i += 4) {
    for (int k = 0; k < 4; ++k) r[k] += load<Complex>(x + (i + k) * step);
  }
  Complex sum = (r[0] + r[1]) + (r[2] + r[3]);
  for (; i < count; ++i) sum += load<Complex>(x + i * step);
  return sum;
}

template <typename T>
void add_up(std::int64_t count, std::byte* accumulated, const std::byte* x, std::ptrdiff_t step) {
  if constexpr (std::is_same_v<T, Complex>) {
    store(accumulated, load<Complex>(accumulated) + pairwise_sum_complex(x, count, step));
  } else {
    put<T>(accumulated, fetch<T>(accumulated) + pairwise_sum<T>(x, count, step));
  }
}

}  // namespace reference::ndarray
