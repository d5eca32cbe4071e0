#include "reference/ndarray/half.h"

namespace reference::ndarray {
namespace {

constexpr std::uint64_t double_mantissa = (std::uint64_t{1} << 52U) - 1;
constexpr std::uint32_t dropped = 52 - 10;  // bits of the mantissa

// value / 2^shift, half to even. Requires: 0 < shift < 64.
std::uint64_t rounded_shift(std::uint64_t value, std::uint32_t shift) {
  const std::uint64_t quotient = value >> shift;
  const std::uint64_t rest = value & ((std::uint64_t{1} << shift) - 1);
  const std::uint64_t half = std::uint64_t{1} << (shift - 1);
  return quotient + (rest > half || (rest == half && (quotient & 1U) != 0) ? 1 : 0);
}

}  // namespace

Half::Half(double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value);
  const auto sign = static_cast<std::uint16_t>((bits >> 48U) & 0x8000U);
  const auto exponent = static_cast<std::int32_t>((bits >> 52U) & 0x7FFU) - 1023;
  const std::uint64_t mantissa = bits & double_mantissa;
  std::uint64_t size = 0;
  if (exponent > 15) {
    const bool nan = exponent == 1024 && mantissa != 0;
    // A NaN keeps what fits of its bits, but stays one.
    size = nan ? 0x7C00U | (mantissa >> dropped) : 0x7C00U;
    if (size == 0x7C00U && nan) ++size;
  } else if (exponent >= -14) {
    // A carry out of the mantissa runs into the exponent as it should.
    const auto biased = static_cast<std::uint64_t>(exponent + 15) << 52U;
    size = rounded_shift(biased | mantissa, dropped);
  } else if (exponent >= -25) {
    const auto shift = static_cast<std::uint32_t>(-14 - exponent) + dropped;
    size = rounded_shift((std::uint64_t{1} << 52U) | mantissa, shift);
  }
  bits_ = static_cast<std::uint16_t>(sign | size);
}

}  // namespace reference::ndarray
