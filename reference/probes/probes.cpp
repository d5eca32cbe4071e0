#include "reference/probes/probes.h"

#include <algorithm>
#include <utility>

#include "reference/probes/natural.h"
#include "reference/probes/random.h"

namespace reference::probes {

namespace {

Image noise(std::int64_t height, std::int64_t width, std::int64_t channels, std::uint64_t seed) {
  Image image = black(height, width, channels);
  SplitMix64 random(seed);
  for (std::uint8_t& pixel : image.pixels) pixel = static_cast<std::uint8_t>(random.next() >> 56U);
  return image;
}

Image mask(const Image& image, std::uint64_t seed) {
  return blobs(image.height, image.width, 2, 255, seed);
}

Probe natural_probe(std::string name, std::int64_t height, std::int64_t width,
                    std::int64_t channels, std::uint64_t seed) {
  Image img = natural(height, width, channels, seed);
  Image img2 = natural(height, width, channels, seed + 1);
  Image spots = mask(img, seed + 2);
  return {std::move(name), false, std::move(img), std::move(img2), std::move(spots)};
}

Probe random_probe(std::string name, std::int64_t height, std::int64_t width, std::int64_t channels,
                   std::uint64_t seed) {
  Image img = noise(height, width, channels, seed);
  Image img2 = noise(height, width, channels, seed + 1);
  Image spots = mask(img, seed + 2);
  return {std::move(name), false, std::move(img), std::move(img2), std::move(spots)};
}

Probe declared(Probe probe) {
  probe.declared_size = true;
  return probe;
}

// The mask holds labels, as cv2.connectedComponents and cv2.distanceTransform's friends give them.
Probe labels(std::int64_t channels) {
  Probe probe = natural_probe("labels", 30, 44, channels, 500);
  probe.mask = blobs(30, 44, 3, 1, 502);
  return probe;
}

Probe dark(std::int64_t channels) {
  Probe probe = natural_probe("dark", 40, 48, channels, 600);
  for (Image* image : {&probe.img, &probe.img2}) {
    for (std::uint8_t& pixel : image->pixels) pixel = static_cast<std::uint8_t>(pixel * 60 / 255);
  }
  return probe;
}

// 0 .. 255 from one side or corner to the other: each channel in a direction of its own.
Image ramps(std::int64_t height, std::int64_t width, std::int64_t channels, std::int64_t turn) {
  Image image = black(height, width, channels);
  for (std::int64_t y = 0; y < height; ++y) {
    for (std::int64_t x = 0; x < width; ++x) {
      for (std::int64_t c = 0; c < channels; ++c) {
        const std::int64_t across = (c + turn) % 3 == 1 ? 0 : 1;
        const std::int64_t down = (c + turn) % 3 == 0 ? 0 : 2;
        const std::int64_t end = across * (width - 1) + down * (height - 1);
        image.at(y, x, c) = static_cast<std::uint8_t>((across * x + down * y) * 255 / end);
      }
    }
  }
  return image;
}

Probe gradient(std::int64_t channels) {
  Image img = ramps(50, 64, channels, 0);
  Image spots = mask(img, 802);
  return {"gradient", false, std::move(img), ramps(50, 64, channels, 1), std::move(spots)};
}

// Single pixels of 200 .. 255 on an even ground: what a filter answers to each is its kernel.
Image spikes(std::int64_t height, std::int64_t width, std::int64_t channels, std::uint8_t ground,
             std::uint64_t seed) {
  Image image = black(height, width, channels);
  std::fill(image.pixels.begin(), image.pixels.end(), ground);
  SplitMix64 random(seed);
  for (std::int64_t i = 0; i < height * width / 90; ++i) {
    const std::int64_t y = random.below(height);
    const std::int64_t x = random.below(width);
    for (std::int64_t c = 0; c < channels; ++c) {
      image.at(y, x, c) = static_cast<std::uint8_t>(200 + random.below(56));
    }
  }
  return image;
}

Probe impulses(std::int64_t channels) {
  Image img = spikes(45, 60, channels, 0, 900);
  Image spots = mask(img, 902);
  return {"impulses", false, std::move(img), spikes(45, 60, channels, 17, 901), std::move(spots)};
}

// A quarter of img2 is 0: for divisions, logarithms and comparisons.
Probe zeros(std::int64_t channels) {
  Probe probe = random_probe("zeros", 36, 52, channels, 1000);
  SplitMix64 random(1003);
  for (std::uint8_t& pixel : probe.img2.pixels) {
    if (random.below(4) == 0) pixel = 0;
  }
  return probe;
}

}  // namespace

std::vector<Probe> probes(std::int64_t height, std::int64_t width, std::int64_t channels) {
  std::vector<Probe> all;
  all.push_back(declared(natural_probe("natural", height, width, channels, 100)));
  all.push_back(declared(random_probe("random", height, width, channels, 200)));
  all.push_back(natural_probe("natural_other", 72, 56, channels, 300));
  all.push_back(natural_probe("tiny", 8, 12, channels, 400));
  all.push_back(labels(channels));
  all.push_back(dark(channels));
  all.push_back(natural_probe("odd", 47, 63, channels, 700));
  all.push_back(gradient(channels));
  all.push_back(impulses(channels));
  all.push_back(zeros(channels));
  all.push_back(natural_probe("wide", 24, 96, channels, 1100));
  return all;
}

}  // namespace reference::probes
