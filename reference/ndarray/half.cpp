#include "reference/ndarray/half.h"

#include <bit>
#include <cmath>

namespace reference::ndarray {
namespace {

constexpr int mantissa_bits = 10;
constexpr int largest_exponent = 15;
constexpr int smallest_exponent = -14;  // of normal numbers
constexpr std::uint16_t infinity = 0x7C00;
constexpr std::uint16_t quiet_nan = 0x7E00;

}  // namespace

Half::Half(double value) {
  const std::uint16_t sign = std::signbit(value) ? 0x8000U : 0U;
  const double size = std::fabs(value);
  if (std::isnan(value)) {
    bits_ = sign | quiet_nan;
    return;
  }
  int exponent = 0;
  std::frexp(size, &exponent);  // size in [2^(exponent-1), 2^exponent)
  --exponent;
  if (std::isinf(size) || exponent > largest_exponent) {
    bits_ = sign | infinity;
    return;
  }
  // In units of the last place; a carry out of the mantissa runs into the exponent as it should.
  const bool normal = size > 0 && exponent >= smallest_exponent;
  const int unit = (normal ? exponent : smallest_exponent) - mantissa_bits;
  const auto units = static_cast<std::uint32_t>(std::nearbyint(std::ldexp(size, -unit)));
  const std::uint32_t base =
      normal ? static_cast<std::uint32_t>(exponent - smallest_exponent) << mantissa_bits : 0U;
  bits_ = static_cast<std::uint16_t>(sign | (base + units));
}

Half::operator float() const {
  const int exponent = (bits_ & infinity) >> mantissa_bits;
  const int mantissa = bits_ & 0x3FF;
  const float sign = (bits_ & 0x8000U) != 0 ? -1.0F : 1.0F;
  if (exponent == 0) return sign * std::ldexp(static_cast<float>(mantissa), -24);
  if (exponent == 31) {
    const std::uint32_t high = (bits_ & 0x8000U) != 0 ? 0x80000000U : 0U;
    return std::bit_cast<float>(high | 0x7F800000U | static_cast<std::uint32_t>(mantissa) << 13U);
  }
  return sign * std::ldexp(static_cast<float>(mantissa + 1024), exponent - 25);
}

Half Half::from_bits(std::uint16_t bits) {
  Half half;
  half.bits_ = bits;
  return half;
}

}  // namespace reference::ndarray
