// Arrays written down in tests, and said back as text.
#pragma once

#include <fmt/core.h>

#include <cmath>
#include <initializer_list>
#include <string>
#include <vector>

#include "reference/ndarray/convert.h"
#include "reference/ndarray/raised.h"
#include "reference/ndarray/ufunc.h"
#include "reference/ndarray/views.h"

namespace reference::ndarray {

inline NDArray row(const Rules& rules, DType dtype, std::initializer_list<double> values) {
  const std::vector<double> list(values);
  return cast(rules.budget, make_vector<double>(rules.budget, std::span<const double>(list)),
              dtype);
}

// 0, 1, 2, .. in this shape.
inline NDArray counted(const Rules& rules, DType dtype, const Extents& shape) {
  NDArray array = make(rules.budget, DType::int64, shape);
  std::int64_t next = 0;
  for (std::int64_t& element : elements<std::int64_t>(array)) element = next++;
  return cast(rules.budget, array, dtype);
}

inline Operand python(const Rules& rules, std::int64_t value) {
  return {make_scalar(rules.budget, value), true};
}
inline Operand python(const Rules& rules, double value) {
  return {make_scalar(rules.budget, value), true};
}
inline Operand scalar(const Rules& rules, DType dtype, double value) {
  return {cast(rules.budget, make_scalar(rules.budget, value), dtype), false};
}

// "uint8 (3,) 1 2 3"; "scalar" in front of a NumPy scalar.
inline std::string text_of(const Rules& rules, const NDArray& array) {
  std::string text = fmt::format("{}{} {}", array.scalar ? "scalar " : "", name(array.dtype),
                                 shape_text(array.shape));
  const NDArray dense = as_contiguous(rules.budget, array);
  for (std::int64_t i = 0; i < dense.size(); ++i) {
    const std::byte* at = dense.data() + i * item_size(dense.dtype);
    text += visit_dtype(dense.dtype, [&](auto type) {
      using T = decltype(type);
      const T value = load<T>(at);
      if constexpr (std::is_same_v<T, Complex>) {
        return fmt::format(" {}{:+}j", value.real(), value.imag());
      } else if constexpr (std::is_same_v<T, Half>) {
        return fmt::format(" {}", static_cast<float>(value));
      } else if constexpr (std::is_floating_point_v<T>) {
        return std::isnan(value) ? " nan" : fmt::format(" {}", value);
      } else {
        return fmt::format(" {}", static_cast<std::int64_t>(value));
      }
    });
  }
  return text;
}

// The text of what f returns, or "Type: message" of what it raises.
template <typename F>
std::string outcome(const Rules& rules, F f) {
  try {
    return text_of(rules, f());
  } catch (const Raised& raised) {
    return raised.type + ": " + raised.message;
  }
}

}  // namespace reference::ndarray
