// modf, frexp, ldexp, nextafter: the parts of a float.
#include <algorithm>
#include <cmath>
#include <limits>

#include "reference/ndarray/loop_makers.h"

namespace reference::ndarray {
namespace {

struct Modf {
  template <typename T>
  static std::pair<T, T> of(T a) {
    T whole{};
    const T fraction = std::modf(a, &whole);
    return {fraction, whole};
  }
};

struct Frexp {
  template <typename T>
  static std::pair<T, int> of(T a) {
    int exponent = 0;
    const T fraction = std::frexp(a, &exponent);
    return {fraction, std::isfinite(a) ? exponent : 0};
  }
};

struct Ldexp {
  template <typename T, typename Exponent>
  static T of(T a, Exponent exponent) {
    constexpr Exponent largest = std::numeric_limits<int>::max();
    constexpr Exponent smallest = std::numeric_limits<int>::min();
    return std::ldexp(a, static_cast<int>(std::clamp(exponent, smallest, largest)));
  }
};

template <typename T>
T next(T from, T to) {
  return std::nextafter(from, to);
}

// Next to each other are the halves whose bits are, sign and size apart.
Half next(Half from, Half to) {
  const auto a = static_cast<float>(from);
  const auto b = static_cast<float>(to);
  if (std::isnan(a)) return from;
  if (std::isnan(b) || a == b) return to;
  const auto sign = static_cast<std::uint16_t>(b < 0 ? 0x8000U : 0U);
  if (a == 0) return Half::from_bits(static_cast<std::uint16_t>(sign | 1U));
  const bool grows = (a < b) == (a > 0);
  return Half::from_bits(static_cast<std::uint16_t>(from.bits() + (grows ? 1 : -1)));
}

// Not through kernel.h, which computes float16 in float.
template <typename T>
void next_kernel(std::int64_t count, std::byte* const* at, const std::ptrdiff_t* step) {
  for (std::int64_t i = 0; i < count; ++i) {
    const T from = load<T>(at[0] + i * step[0]);
    const T to = load<T>(at[1] + i * step[1]);
    store(at[2] + i * step[2], next(from, to));
  }
}

template <typename T>
void next_reduce(std::int64_t count, std::byte* accumulated, const std::byte* x,
                 std::ptrdiff_t step) {
  T value = load<T>(accumulated);
  for (; count > 0; --count, x += step) value = next(value, load<T>(x));
  store(accumulated, value);
}

template <typename... T>
Ufunc modf(Types<T...>) {
  Ufunc ufunc{"modf", 1, 2};
  (ufunc.loops.push_back({{dtype_of<T>(), dtype_of<T>(), dtype_of<T>()},
                          split_kernel<Modf, T, T, T>,
                          nullptr,
                          cost<T>(5)}),
   ...);
  return ufunc;
}

template <typename... T>
Ufunc frexp(Types<T...>) {
  Ufunc ufunc{"frexp", 1, 2};
  (ufunc.loops.push_back({{dtype_of<T>(), dtype_of<T>(), DType::int32},
                          split_kernel<Frexp, T, std::int32_t, T>,
                          nullptr,
                          cost<T>(5)}),
   ...);
  return ufunc;
}

template <typename Exponent, typename T>
Loop ldexp_loop() {
  return {{dtype_of<T>(), dtype_of<Exponent>(), dtype_of<T>()},
          binary_kernel<Ldexp, T, T, Exponent>,
          nullptr,
          cost<T>(5)};
}

template <typename... T>
Ufunc ldexp(Types<T...>) {
  Ufunc ufunc{"ldexp"};
  (ufunc.loops.insert(ufunc.loops.end(),
                      {ldexp_loop<std::int32_t, T>(), ldexp_loop<std::int64_t, T>()}),
   ...);
  return ufunc;
}

template <typename... T>
Ufunc nextafter(Types<T...>) {
  Ufunc ufunc{"nextafter"};
  (ufunc.loops.push_back(
       {{dtype_of<T>(), dtype_of<T>(), dtype_of<T>()}, next_kernel<T>, next_reduce<T>, cost<T>(5)}),
   ...);
  return ufunc;
}

}  // namespace

void add_floating(std::vector<Ufunc>& ufuncs) {
  ufuncs.push_back(modf(floats));
  ufuncs.push_back(frexp(floats));
  ufuncs.push_back(ldexp(floats));
  ufuncs.push_back(nextafter(floats));
}

}  // namespace reference::ndarray
