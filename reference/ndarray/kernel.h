// The innermost loops of ufuncs, made from functions of one element.
#pragma once

#include <cstddef>
#include <cstdint>
#include <tuple>
#include <type_traits>
#include <utility>

#include "reference/ndarray/ndarray.h"

namespace reference::ndarray {

// Runs over `count` elements: at[k] and step[k] are those of operand k, inputs first.
using Kernel = void (*)(std::int64_t count, std::byte* const* at, const std::ptrdiff_t* step);
// accumulated = f(accumulated, x) for x after x.
using ReduceKernel = void (*)(std::int64_t count, std::byte* accumulated, const std::byte* x,
                              std::ptrdiff_t step);

// What an element is computed in: float16 in float.
template <typename T>
using Computed = std::conditional_t<std::is_same_v<T, Half>, float, T>;

template <typename T>
Computed<T> fetch(const std::byte* at) {
  return static_cast<Computed<T>>(load<T>(at));
}
template <typename T, typename Value>
void put(std::byte* at, Value value) {
  if constexpr (std::is_same_v<T, Half>) {
    store(at, Half(static_cast<double>(value)));
  } else {
    store(at, static_cast<T>(value));
  }
}

// Elements that compilers are sure to turn into vector instructions together, whatever the
// operands' memory is.
inline constexpr int block = 64;

template <typename T>
void fetch_block(T* to, const std::byte* at, std::ptrdiff_t step) {
  if (step == sizeof(T)) {
    std::memcpy(to, at, block * sizeof(T));
  } else {
    for (int i = 0; i < block; ++i) to[i] = load<T>(at + i * step);
  }
}

template <typename T>
void put_block(std::byte* at, std::ptrdiff_t step, const T* from) {
  if (step == sizeof(T)) {
    std::memcpy(at, from, block * sizeof(T));
  } else {
    for (int i = 0; i < block; ++i) store(at + i * step, from[i]);
  }
}

// Whether a function is worth vectors: it says so by `simple`.
template <typename F, typename... T>
inline constexpr bool in_blocks = requires {
  F::simple;
}
&&(std::is_arithmetic_v<T>&&...);

template <typename F, typename Out, typename A>
void unary_kernel(std::int64_t count, std::byte* const* operands, const std::ptrdiff_t* step) {
  const std::byte* a = operands[0];
  std::byte* out = operands[1];
  if constexpr (in_blocks<F, A, Out>) {
    A as[block];
    Out outs[block];
    for (; count >= block; count -= block, a += block * step[0], out += block * step[1]) {
      fetch_block(as, a, step[0]);
      for (int i = 0; i < block; ++i) outs[i] = static_cast<Out>(F::of(as[i]));
      put_block(out, step[1], outs);
    }
  }
  for (; count > 0; --count, a += step[0], out += step[1]) put<Out>(out, F::of(fetch<A>(a)));
}

template <typename F, typename Out, typename A, typename B>
void binary_kernel(std::int64_t count, std::byte* const* operands, const std::ptrdiff_t* step) {
  const std::byte* a = operands[0];
  const std::byte* b = operands[1];
  std::byte* out = operands[2];
  if constexpr (in_blocks<F, A, B, Out>) {
    A as[block];
    B bs[block];
    Out outs[block];
    for (; count >= block; count -= block) {
      fetch_block(as, a, step[0]);
      fetch_block(bs, b, step[1]);
      for (int i = 0; i < block; ++i) outs[i] = static_cast<Out>(F::of(as[i], bs[i]));
      put_block(out, step[2], outs);
      a += block * step[0];
      b += block * step[1];
      out += block * step[2];
    }
  }
  for (; count > 0; --count, a += step[0], b += step[1], out += step[2]) {
    put<Out>(out, F::of(fetch<A>(a), fetch<B>(b)));
  }
}

template <typename F, typename T>
void ternary_kernel(std::int64_t count, std::byte* const* operands, const std::ptrdiff_t* step) {
  auto [a, b, c, out] = std::tuple(operands[0], operands[1], operands[2], operands[3]);
  for (; count > 0; --count, a += step[0], b += step[1], c += step[2], out += step[3]) {
    put<T>(out, F::of(fetch<T>(a), fetch<T>(b), fetch<T>(c)));
  }
}

// One input, a pair out.
template <typename F, typename Out1, typename Out2, typename A>
void split_kernel(std::int64_t count, std::byte* const* operands, const std::ptrdiff_t* step) {
  auto [a, out1, out2] = std::tuple(operands[0], operands[1], operands[2]);
  for (; count > 0; --count, a += step[0], out1 += step[1], out2 += step[2]) {
    const auto pair = F::of(fetch<A>(a));
    put<Out1>(out1, pair.first);
    put<Out2>(out2, pair.second);
  }
}

// Two inputs, a pair out.
template <typename F, typename T>
void paired_kernel(std::int64_t count, std::byte* const* operands, const std::ptrdiff_t* step) {
  auto [a, b, out1, out2] = std::tuple(operands[0], operands[1], operands[2], operands[3]);
  for (; count > 0; --count, a += step[0], b += step[1], out1 += step[2], out2 += step[3]) {
    const auto pair = F::of(fetch<T>(a), fetch<T>(b));
    put<T>(out1, pair.first);
    put<T>(out2, pair.second);
  }
}

// Sums and products of float16 are rounded once a run, whatever else is reduced after each step:
// such functions say so by `reduces_in_float`.
template <typename F, typename T>
void reduce_kernel(std::int64_t count, std::byte* accumulated, const std::byte* x,
                   std::ptrdiff_t step) {
  if constexpr (std::is_same_v<T, Half> && requires { F::reduces_in_float; }) {
    float value = fetch<T>(accumulated);
    for (; count > 0; --count, x += step) value = F::of(value, fetch<T>(x));
    put<T>(accumulated, value);
    return;
  }
  T value = load<T>(accumulated);
  for (; count > 0; --count, x += step) {
    if constexpr (std::is_same_v<T, Half>) {
      value = Half(static_cast<double>(F::of(static_cast<float>(value), fetch<Half>(x))));
    } else {
      value = static_cast<T>(F::of(value, load<T>(x)));
    }
  }
  store(accumulated, value);
}

}  // namespace reference::ndarray
