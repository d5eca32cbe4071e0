// IEEE 754 binary16, as NumPy's float16: stored in 16 bits, computed in float.
#pragma once

#include <cstdint>

namespace reference::ndarray {

class Half {
 public:
  Half() = default;
  // Rounded once, half to even, also from double.
  explicit Half(double value);
  explicit operator float() const;
  explicit operator double() const { return static_cast<double>(static_cast<float>(*this)); }

  std::uint16_t bits() const { return bits_; }
  static Half from_bits(std::uint16_t bits);

 private:
  std::uint16_t bits_ = 0;
};

}  // namespace reference::ndarray
