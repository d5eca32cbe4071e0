// The element types of NumPy that snippets may use, and how they combine (NumPy 1.24's tables).
#pragma once

#include <complex>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

#include "reference/ndarray/half.h"

namespace reference::ndarray {

enum class DType : std::uint8_t {
  boolean,
  int8,
  int16,
  int32,
  int64,
  uint8,
  uint16,
  uint32,
  uint64,
  float16,
  float32,
  float64,
  complex128,
};

inline constexpr DType all_dtypes[] = {
    DType::boolean, DType::int8,    DType::int16,     DType::int32,  DType::int64,
    DType::uint8,   DType::uint16,  DType::uint32,    DType::uint64, DType::float16,
    DType::float32, DType::float64, DType::complex128};

// In the order in which they promote.
enum class DKind : std::uint8_t { boolean, integer, real, complex };

using Complex = std::complex<double>;

std::string_view name(DType dtype);  // "uint8", "bool"
std::optional<DType> dtype_named(
    std::string_view name);           // also "u1", "f4", "<f8", "float", "int", "B", "d"
std::int64_t item_size(DType dtype);  // bytes
DKind kind(DType dtype);
bool is_signed(DType dtype);   // int8..int64, floats, complex
bool is_integer(DType dtype);  // not bool
bool is_float(DType dtype);    // float16..float64

// np.promote_types.
DType promote(DType a, DType b);
// np.can_cast(from, to, casting='safe').
bool can_cast_safely(DType from, DType to);
// np.can_cast(from, to, casting='same_kind').
bool can_cast_same_kind(DType from, DType to);

// Calls f with a value-initialised element of the dtype's C++ type: bool, int8_t .. uint64_t, Half,
// float, double, Complex; `using T = decltype(x)`.
template <typename F>
decltype(auto) visit_dtype(DType dtype, F&& f) {
  switch (dtype) {
    case DType::boolean:
      return f(bool{});
    case DType::int8:
      return f(std::int8_t{});
    case DType::int16:
      return f(std::int16_t{});
    case DType::int32:
      return f(std::int32_t{});
    case DType::int64:
      return f(std::int64_t{});
    case DType::uint8:
      return f(std::uint8_t{});
    case DType::uint16:
      return f(std::uint16_t{});
    case DType::uint32:
      return f(std::uint32_t{});
    case DType::uint64:
      return f(std::uint64_t{});
    case DType::float16:
      return f(Half{});
    case DType::float32:
      return f(float{});
    case DType::float64:
      return f(double{});
    default:
      return f(Complex{});
  }
}

template <typename T>
constexpr DType dtype_of() {
  if constexpr (std::is_same_v<T, bool>) return DType::boolean;
  if constexpr (std::is_same_v<T, std::int8_t>) return DType::int8;
  if constexpr (std::is_same_v<T, std::int16_t>) return DType::int16;
  if constexpr (std::is_same_v<T, std::int32_t>) return DType::int32;
  if constexpr (std::is_same_v<T, std::int64_t>) return DType::int64;
  if constexpr (std::is_same_v<T, std::uint8_t>) return DType::uint8;
  if constexpr (std::is_same_v<T, std::uint16_t>) return DType::uint16;
  if constexpr (std::is_same_v<T, std::uint32_t>) return DType::uint32;
  if constexpr (std::is_same_v<T, std::uint64_t>) return DType::uint64;
  if constexpr (std::is_same_v<T, Half>) return DType::float16;
  if constexpr (std::is_same_v<T, float>) return DType::float32;
  if constexpr (std::is_same_v<T, double>) return DType::float64;
  return DType::complex128;
}

}  // namespace reference::ndarray
