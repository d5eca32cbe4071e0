// SplitMix64, a generator of 64 bits a step that is the same on every machine: Sebastiano Vigna's
// splitmix64.c (public domain, https://prng.di.unimi.it/splitmix64.c).
#pragma once

#include <cstdint>

namespace reference::probes {

class SplitMix64 {
 public:
  explicit SplitMix64(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }

  // 0 .. count - 1, from the upper 32 bits; count is at most 2^31.
  std::int64_t below(std::int64_t count) {
    return static_cast<std::int64_t>(((next() >> 32U) * static_cast<std::uint64_t>(count)) >> 32U);
  }

 private:
  std::uint64_t state_;
};

}  // namespace reference::probes
