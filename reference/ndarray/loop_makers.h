// Loops from functions of one element: a struct with a static `of`, for a list of types.
#pragma once

#include "reference/ndarray/ufunc_loops.h"

namespace reference::ndarray {

template <typename... T>
struct Types {};

template <typename... A, typename... B>
constexpr Types<A..., B...> operator+(Types<A...>, Types<B...>) {
  return {};
}

// In the order of NumPy's loops.
inline constexpr Types<std::int8_t, std::uint8_t, std::int16_t, std::uint16_t, std::int32_t,
                       std::uint32_t, std::int64_t, std::uint64_t>
    integers;
inline constexpr Types<bool> booleans;
inline constexpr Types<Half, float, double> floats;
inline constexpr Types<Complex> complexes;
inline constexpr auto numbers = integers + floats + complexes;

// float16 converts back and forth.
template <typename T>
constexpr float cost(float nanoseconds) {
  if (std::is_same_v<T, Half>) return nanoseconds + 5;
  return std::is_same_v<T, Complex> ? 3 * nanoseconds : nanoseconds;
}

// The type of an element that holds a result of this type, from operands of type T.
template <typename T, typename Result>
using Stored = std::conditional_t<
    std::is_same_v<Result, bool>, bool,
    std::conditional_t<std::is_same_v<T, Complex> && std::is_same_v<Result, double>, double, T>>;

template <typename F, typename T>
Loop unary_loop(float nanoseconds) {
  using Out = Stored<T, decltype(F::of(Computed<T>{}))>;
  return {{dtype_of<T>(), dtype_of<Out>()}, unary_kernel<F, Out, T>, nullptr, cost<T>(nanoseconds)};
}

template <typename F, typename T>
Loop binary_loop(float nanoseconds) {
  using Out = Stored<T, decltype(F::of(Computed<T>{}, Computed<T>{}))>;
  Loop loop{{dtype_of<T>(), dtype_of<T>(), dtype_of<Out>()},
            binary_kernel<F, Out, T, T>,
            nullptr,
            cost<T>(nanoseconds)};
  if constexpr (std::is_same_v<Out, T>) loop.reduce = reduce_kernel<F, T>;
  return loop;
}

template <typename F, typename... T>
void add_unary(Ufunc& ufunc, Types<T...>, float nanoseconds = 1) {
  (ufunc.loops.push_back(unary_loop<F, T>(nanoseconds)), ...);
}
template <typename F, typename... T>
void add_binary(Ufunc& ufunc, Types<T...>, float nanoseconds = 1) {
  (ufunc.loops.push_back(binary_loop<F, T>(nanoseconds)), ...);
}

template <typename F, typename... T>
Ufunc unary(std::string_view name, Types<T...> types, float nanoseconds = 1) {
  Ufunc ufunc{name, 1};
  add_unary<F>(ufunc, types, nanoseconds);
  return ufunc;
}
template <typename F, typename... T>
Ufunc binary(std::string_view name, Types<T...> types, float nanoseconds = 1) {
  Ufunc ufunc{name, 2};
  add_binary<F>(ufunc, types, nanoseconds);
  return ufunc;
}

}  // namespace reference::ndarray
