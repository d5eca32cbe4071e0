// For the oracle in Python: writes the probes of 100 x 100 as .npy files, a folder a probe, with
// img, img2, mask, and gray and gray2, the green channels of img and img2.
//   write_probes FOLDER
#include <cstdint>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <ios>
#include <stdexcept>
#include <string>

#include "reference/probes/probes.h"

namespace {

using reference::probes::Image;

// https://numpy.org/doc/1.24/reference/generated/numpy.lib.format.html, version 1.0: the header is
// padded so that the data begins at a multiple of 64.
void write(const std::filesystem::path& path, const Image& image) {
  std::string header = "{'descr': '|u1', 'fortran_order': False, 'shape': (" +
                       std::to_string(image.height) + ", " + std::to_string(image.width) +
                       (image.channels == 1 ? "" : ", " + std::to_string(image.channels)) + "), }";
  while ((10 + header.size() + 1) % 64 != 0) header += ' ';
  header += '\n';
  std::ofstream file(path, std::ios::binary);
  file << "\x93NUMPY\x01";
  file.put('\0');
  file.put(static_cast<char>(header.size() % 256));
  file.put(static_cast<char>(header.size() / 256));
  file << header;
  file.write(reinterpret_cast<const char*>(image.pixels.data()),
             static_cast<std::streamsize>(image.pixels.size()));
  if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}

Image green(const Image& image) {
  Image plane = reference::probes::black(image.height, image.width, 1);
  for (std::int64_t y = 0; y < image.height; ++y) {
    for (std::int64_t x = 0; x < image.width; ++x) plane.at(y, x) = image.at(y, x, 1);
  }
  return plane;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: write_probes FOLDER\n", stderr);
    return 2;
  }
  try {
    for (const auto& probe : reference::probes::probes(100, 100, 3)) {
      const std::filesystem::path folder = std::filesystem::path(argv[1]) / probe.name;
      std::filesystem::create_directories(folder);
      write(folder / "img.npy", probe.img);
      write(folder / "img2.npy", probe.img2);
      write(folder / "mask.npy", probe.mask);
      write(folder / "gray.npy", green(probe.img));
      write(folder / "gray2.npy", green(probe.img2));
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "write_probes: %s\n", error.what());
    return 1;
  }
}
