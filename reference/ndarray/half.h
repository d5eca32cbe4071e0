// IEEE 754 binary16, as NumPy's float16: stored in 16 bits, computed in float.
#pragma once

#include <bit>
#include <cstdint>

namespace reference::ndarray {

class Half {
 public:
  Half() = default;
  // Rounded once, half to even, also from double.
  explicit Half(double value);
  explicit operator float() const {
    // Shifted into place, the exponent is too small by 127 - 15; multiplying mends it, and
    // subnormal numbers on the way.
    const std::uint32_t sign = (bits_ & 0x8000U) << 16U;
    const std::uint32_t size = (bits_ & 0x7FFFU) << 13U;
    const auto value = std::bit_cast<std::uint32_t>(std::bit_cast<float>(size) * 0x1p112F);
    const bool finite = (bits_ & 0x7C00U) != 0x7C00U;
    return std::bit_cast<float>(sign | (finite ? value : size | 0x7F800000U));
  }
  explicit operator double() const { return static_cast<double>(static_cast<float>(*this)); }

  std::uint16_t bits() const { return bits_; }
  static Half from_bits(std::uint16_t bits) {
    Half half;
    half.bits_ = bits;
    return half;
  }

 private:
  std::uint16_t bits_ = 0;
};

}  // namespace reference::ndarray
