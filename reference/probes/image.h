// An image of bytes, without any library's type.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace reference::probes {

// Row-major, channels interleaved (blue, green, red); 1 or 3 channels.
struct Image {
  std::int64_t height = 0;
  std::int64_t width = 0;
  std::int64_t channels = 0;
  std::vector<std::uint8_t> pixels;

  std::uint8_t& at(std::int64_t y, std::int64_t x, std::int64_t channel = 0) {
    return pixels[static_cast<std::size_t>((y * width + x) * channels + channel)];
  }
  std::uint8_t at(std::int64_t y, std::int64_t x, std::int64_t channel = 0) const {
    return pixels[static_cast<std::size_t>((y * width + x) * channels + channel)];
  }
  bool operator==(const Image&) const = default;
};

// An image of zeros.
Image black(std::int64_t height, std::int64_t width, std::int64_t channels);

}  // namespace reference::probes
