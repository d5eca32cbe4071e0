#include "reference/probes/natural.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "reference/probes/random.h"

namespace reference::probes {

namespace {

// One number a pixel, of no fixed range.
struct Field {
  std::int64_t height;
  std::int64_t width;
  std::vector<std::int64_t> values;

  Field(std::int64_t rows, std::int64_t columns)
      : height(rows), width(columns), values(static_cast<std::size_t>(rows * columns), 0) {}
  std::int64_t& at(std::int64_t y, std::int64_t x) {
    return values[static_cast<std::size_t>(y * width + x)];
  }
};

// 0 .. 256 between two points of the lattice, smoothly: 3 t^2 - 2 t^3.
std::int64_t smooth(std::int64_t place, std::int64_t cell) {
  const std::int64_t t = place * 256 / cell;
  return t * t * (768 - 2 * t) >> 16U;
}

// Value noise: random numbers below `amplitude` at every `cell` pixels, smooth between them.
void add_noise(Field& field, std::int64_t cell, std::int64_t amplitude, SplitMix64& random) {
  const std::int64_t columns = field.width / cell + 2;
  const std::int64_t rows = field.height / cell + 2;
  std::vector<std::int64_t> lattice;
  for (std::int64_t i = 0; i < rows * columns; ++i) lattice.push_back(random.below(amplitude));
  std::vector<std::int64_t> weights;
  for (std::int64_t i = 0; i < cell; ++i) weights.push_back(smooth(i, cell));
  std::vector<std::int64_t> line(static_cast<std::size_t>(columns));
  for (std::int64_t y = 0; y < field.height; ++y) {
    const std::int64_t down = weights[static_cast<std::size_t>(y % cell)];
    const auto above = static_cast<std::size_t>(y / cell * columns);
    for (std::size_t i = 0; i < line.size(); ++i) {
      line[i] = lattice[above + i] * (256 - down) + lattice[above + line.size() + i] * down;
    }
    std::int64_t x = 0;
    for (std::size_t i = 0; x < field.width; ++i) {
      for (std::int64_t k = 0; k < cell && x < field.width; ++k, ++x) {
        const std::int64_t right = weights[static_cast<std::size_t>(k)];
        field.at(y, x) += (line[i] * (256 - right) + line[i + 1] * right) >> 16U;
      }
    }
  }
}

// A size in pixels of `share` 64ths of the smaller side, 2 at least.
std::int64_t cell_of(const Field& field, std::int64_t share) {
  return std::max<std::int64_t>(2, std::min(field.height, field.width) * share / 64);
}

using Offsets = std::array<std::int64_t, 3>;

Offsets random_offsets(SplitMix64& random) {
  const std::int64_t common = random.below(36'000) - 18'000;
  Offsets offsets{};
  for (std::int64_t& offset : offsets) offset = common + random.below(16'000) - 8'000;
  return offsets;
}

void add(std::vector<Field>& channels, std::int64_t y, std::int64_t x, const Offsets& offsets) {
  for (std::size_t c = 0; c < channels.size(); ++c) channels[c].at(y, x) += offsets[c];
}

// An ellipse with a hard edge; places and sizes are those of the image times 256.
void add_ellipse(std::vector<Field>& channels, SplitMix64& random) {
  const std::int64_t height = channels[0].height;
  const std::int64_t width = channels[0].width;
  const std::int64_t y0 = random.below(height * 256);
  const std::int64_t x0 = random.below(width * 256);
  const std::int64_t a = height * 256 / 8 + random.below(height * 256 / 4) + 1;
  const std::int64_t b = width * 256 / 8 + random.below(width * 256 / 4) + 1;
  const Offsets offsets = random_offsets(random);
  constexpr std::int64_t edge = std::int64_t{1024} * 1024;
  std::vector<std::int64_t> across;
  for (std::int64_t x = 0; x < width; ++x) {
    const std::int64_t dx = (x * 256 - x0) * 1024 / b;
    across.push_back(dx * dx);
  }
  for (std::int64_t y = 0; y < height; ++y) {
    const std::int64_t dy = (y * 256 - y0) * 1024 / a;
    for (std::int64_t x = 0; x < width; ++x) {
      if (across[static_cast<std::size_t>(x)] + dy * dy < edge) add(channels, y, x, offsets);
    }
  }
}

// What lies on one side of a slanting line, or in a band along it (`bar`).
void add_edge(std::vector<Field>& channels, bool bar, SplitMix64& random) {
  const std::int64_t height = channels[0].height;
  const std::int64_t width = channels[0].width;
  const std::int64_t across = 40 + random.below(180);
  const std::int64_t down = 40 + random.below(180);
  const std::int64_t lean = random.below(2) == 0 ? across : -across;
  const std::int64_t middle = down * height / 2 + lean * width / 2;
  const std::int64_t size = (down * height + across * width) / 8;
  const std::int64_t level = middle - size + random.below(2 * size + 1);
  const Offsets offsets = random_offsets(random);
  for (std::int64_t y = 0; y < height; ++y) {
    for (std::int64_t x = 0; x < width; ++x) {
      const std::int64_t distance = down * y + lean * x - level;
      if (distance > 0 && (!bar || distance < size / 2)) add(channels, y, x, offsets);
    }
  }
}

// The least value becomes 0, the greatest 255, what is between 1 .. 254. The values lie less than
// 2^24 apart.
std::uint8_t stretched(std::int64_t value, std::int64_t least, std::int64_t greatest) {
  if (value == least) return 0;
  const auto above = static_cast<std::uint32_t>(value - least);
  const auto range = static_cast<std::uint32_t>(greatest - least);
  return static_cast<std::uint8_t>(1 + above * 254 / range);
}

}  // namespace

Image black(std::int64_t height, std::int64_t width, std::int64_t channels) {
  return {height, width, channels,
          std::vector<std::uint8_t>(static_cast<std::size_t>(height * width * channels), 0)};
}

Image natural(std::int64_t height, std::int64_t width, std::int64_t channels, std::uint64_t seed) {
  Image image = black(height, width, channels);
  if (image.pixels.empty()) return image;
  SplitMix64 random(seed);
  Field shading(height, width);
  add_noise(shading, cell_of(shading, 32), 40'000, random);
  add_noise(shading, cell_of(shading, 11), 14'000, random);
  add_noise(shading, 3, 6'000, random);
  std::vector<Field> fields(static_cast<std::size_t>(channels), shading);
  for (int i = 0; i < 4; ++i) add_ellipse(fields, random);
  add_edge(fields, false, random);
  add_edge(fields, true, random);
  for (std::int64_t c = 0; c < channels; ++c) {
    Field& field = fields[static_cast<std::size_t>(c)];
    add_noise(field, cell_of(field, 24), 16'000, random);
    for (std::int64_t& value : field.values) value = value * 16 + random.below(40'000);
    const auto [least, greatest] = std::minmax_element(field.values.begin(), field.values.end());
    const std::int64_t from = *least;
    const std::int64_t to = *greatest;
    for (std::size_t i = 0; i < field.values.size(); ++i) {
      image.pixels[i * static_cast<std::size_t>(channels) + static_cast<std::size_t>(c)] =
          stretched(field.values[i], from, to);
    }
  }
  return image;
}

Image blobs(std::int64_t height, std::int64_t width, std::int64_t levels, std::int64_t step,
            std::uint64_t seed) {
  Image image = black(height, width, 1);
  if (image.pixels.empty()) return image;
  SplitMix64 random(seed);
  Field field(height, width);
  add_noise(field, cell_of(field, 16), 60'000, random);
  add_noise(field, cell_of(field, 5), 12'000, random);
  const auto [least, greatest] = std::minmax_element(field.values.begin(), field.values.end());
  const std::int64_t from = *least;
  const std::int64_t range = *greatest - from + 1;
  for (std::size_t i = 0; i < field.values.size(); ++i) {
    image.pixels[i] = static_cast<std::uint8_t>((field.values[i] - from) * levels / range * step);
  }
  return image;
}

}  // namespace reference::probes
