#include "reference/probes/probes.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "grader/base/sha256.h"
#include "reference/probes/random.h"

namespace reference::probes {

TEST_SUITE_BEGIN("probes");

namespace {

std::string checksum(const Image& image) {
  const std::string bytes(image.pixels.begin(), image.pixels.end());
  return grader::sha256(bytes).substr(0, 16);
}

std::string checksums(const Probe& probe) {
  return fmt::format("{} {} {}", checksum(probe.img), checksum(probe.img2), checksum(probe.mask));
}

std::set<int> values(const Image& image, std::int64_t channel) {
  std::set<int> all;
  for (std::int64_t y = 0; y < image.height; ++y) {
    for (std::int64_t x = 0; x < image.width; ++x) all.insert(image.at(y, x, channel));
  }
  return all;
}

const Probe& named(const std::vector<Probe>& all, std::string_view name) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Probe& probe) { return probe.name == name; });
  REQUIRE(found != all.end());
  return *found;
}

// The image turned: by (flip y, flip x, transpose).
Image turned(const Image& image, bool down, bool right, bool transpose) {
  Image other = transpose ? black(image.width, image.height, image.channels)
                          : black(image.height, image.width, image.channels);
  for (std::int64_t y = 0; y < image.height; ++y) {
    for (std::int64_t x = 0; x < image.width; ++x) {
      const std::int64_t to_y = down ? image.height - 1 - y : y;
      const std::int64_t to_x = right ? image.width - 1 - x : x;
      for (std::int64_t c = 0; c < image.channels; ++c) {
        (transpose ? other.at(to_x, to_y, c) : other.at(to_y, to_x, c)) = image.at(y, x, c);
      }
    }
  }
  return other;
}

std::int64_t differing(const Image& a, const Image& b) {
  std::int64_t count = 0;
  for (std::size_t i = 0; i < a.pixels.size(); ++i) count += a.pixels[i] != b.pixels[i] ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE("the generator gives the numbers of splitmix64.c") {
  SplitMix64 random(1234567);
  CHECK(random.next() == 6457827717110365317U);
  CHECK(random.next() == 3203168211198807973U);
  CHECK(random.next() == 9817491932198370423U);
}

TEST_CASE("probes are the same bytes on every machine") {
  struct Case {
    const char* name;
    const char* of_img_img2_mask;
  };
  const std::array<Case, 11> cases{{
      {"natural", "63cdb2e8f28241c6 56d216cd6ad9aae4 3d2ea66d8a27f4ff"},
      {"random", "891100d80b2f1823 375e12fb397483da 705cce34156f5a4d"},
      {"natural_other", "1120097aa5335f5e 849716261a4387e9 0e106cfb75aac890"},
      {"tiny", "3ed3ed2aa346aadc 2f15579a6d8d8740 361ecae84db8fb1b"},
      {"labels", "41a2b98fee10005a c3e986958aecb78a c5e1d2e0cbc246a6"},
      {"dark", "4db8b386226c4c94 9ac9e0122dfe0ec3 c21b2e31a607452d"},
      {"odd", "fbcaaaedfc08766e ac568c6702272d4a 74e88458be6bb98c"},
      {"gradient", "d188d057d342d14b e54206c2231ce96d d96a875b80a66306"},
      {"impulses", "eea26d4760eba701 720e18c1b5cb52fd 70871f85403419d7"},
      {"zeros", "ee37f4b0db926d0c d285ec7bd88491d5 bc7ba262cebc2d1d"},
      {"wide", "33f7de54bd150df3 6d24e3abd39cee14 e8b4796a86ad0247"},
  }};
  const auto all = probes(100, 100, 3);
  REQUIRE(all.size() == cases.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    CHECK(all[i].name == cases[i].name);
    CHECK(checksums(all[i]) == cases[i].of_img_img2_mask);
  }
}

TEST_CASE("the first two have the declared size, the others sizes of their own") {
  for (const auto& [height, width, channels] : {std::array{100, 90, 3}, std::array{17, 40, 1},
                                                std::array{1, 1, 3}, std::array{2, 300, 1}}) {
    const auto all = probes(height, width, channels);
    const auto others = probes(50, 50, channels);
    for (std::size_t i = 0; i < all.size(); ++i) {
      CAPTURE(all[i].name);
      CHECK(all[i].declared_size == (i < 2));
      if (i < 2) {
        CHECK(all[i].img.height == height);
        CHECK(all[i].img.width == width);
      } else {
        CHECK(checksums(all[i]) == checksums(others[i]));
      }
    }
  }
}

TEST_CASE("img2 and mask have the size of img; img2 is another image") {
  for (const std::int64_t channels : {1, 3}) {
    for (const Probe& probe : probes(33, 20, channels)) {
      CAPTURE(probe.name);
      CHECK(probe.img.channels == channels);
      CHECK(probe.img2.channels == channels);
      CHECK(probe.mask.channels == 1);
      for (const Image* image : {&probe.img, &probe.img2, &probe.mask}) {
        CHECK(image->height == probe.img.height);
        CHECK(image->width == probe.img.width);
        CHECK(image->pixels.size() ==
              static_cast<std::size_t>(image->height * image->width * image->channels));
      }
      const bool sparse = probe.name == "impulses";
      const auto size = static_cast<std::int64_t>(probe.img.pixels.size());
      CHECK(differing(probe.img, probe.img2) * (sparse ? 100 : 2) > size);
    }
  }
}

TEST_CASE("masks are 0 and 255, those of `labels` 0, 1 and 2, each in many pixels") {
  for (const Probe& probe : probes(100, 100, 3)) {
    CAPTURE(probe.name);
    const std::set<int> wanted =
        probe.name == "labels" ? std::set<int>{0, 1, 2} : std::set<int>{0, 255};
    CHECK(values(probe.mask, 0) == wanted);
    for (const int value : wanted) {
      const auto count = std::count(probe.mask.pixels.begin(), probe.mask.pixels.end(), value);
      CHECK(count * 8 > static_cast<std::int64_t>(probe.mask.pixels.size()));
    }
  }
}

TEST_CASE("`natural` uses the whole range in each channel, with one 0 and one 255") {
  const auto all = probes(100, 100, 3);
  for (const Image& image : {all[0].img, all[0].img2}) {
    for (std::int64_t c = 0; c < 3; ++c) {
      const std::set<int> seen = values(image, c);
      CHECK(*seen.begin() == 0);
      CHECK(*seen.rbegin() == 255);
      CHECK(seen.size() > 230);
      for (const int end : {0, 255}) {
        int count = 0;
        for (std::size_t i = c; i < image.pixels.size(); i += 3) {
          count += image.pixels[i] == end ? 1 : 0;
        }
        CHECK(count == 1);
      }
    }
  }
}

TEST_CASE("`natural` differs between its channels, and from its flips and rotations, widely") {
  const auto all = probes(100, 100, 3);
  const Image& image = all[0].img;
  for (const auto& [a, b] : {std::pair{0, 1}, std::pair{1, 2}, std::pair{0, 2}}) {
    int far = 0;
    for (std::int64_t y = 0; y < 100; ++y) {
      for (std::int64_t x = 0; x < 100; ++x) {
        const int difference = image.at(y, x, a) - image.at(y, x, b);
        far += difference > 10 || difference < -10 ? 1 : 0;
      }
    }
    CHECK(far > 5000);
  }
  for (int turn = 1; turn < 8; ++turn) {
    CAPTURE(turn);
    const Image other = turned(image, turn % 2 != 0, turn / 2 % 2 != 0, turn / 4 != 0);
    CHECK(differing(image, other) > 25'000);
  }
}

TEST_CASE("the other probes show what they are for") {
  const auto all = probes(100, 100, 3);
  for (std::int64_t c = 0; c < 3; ++c) {
    CHECK(*values(named(all, "dark").img, c).rbegin() == 60);
    CHECK(values(named(all, "impulses").img, c).size() < 30);
  }
  const Image& gradient = named(all, "gradient").img;
  CHECK(gradient.at(0, 0, 0) == 0);
  CHECK(gradient.at(49, 63, 2) == 255);
  CHECK(differing(gradient, turned(gradient, true, false, false)) > 0);
  const Image& zeros = named(all, "zeros").img2;
  const auto count = std::count(zeros.pixels.begin(), zeros.pixels.end(), 0);
  CHECK(count * 5 > static_cast<std::int64_t>(zeros.pixels.size()));
}

TEST_SUITE_END();

}  // namespace reference::probes
