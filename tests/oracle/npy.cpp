#include "tests/oracle/npy.h"

#include <charconv>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace oracle {
namespace {

using namespace reference::ndarray;

// What stands behind `'key': ` up to `end`.
std::string_view field(std::string_view header, std::string_view key, char end) {
  const auto at = header.find(key);
  if (at == std::string_view::npos) throw std::runtime_error("a header without a field");
  header.remove_prefix(at + key.size());
  return header.substr(0, header.find(end));
}

}  // namespace

// https://numpy.org/doc/1.24/reference/generated/numpy.lib.format.html, version 1.0.
NDArray read_npy(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream content;
  content << file.rdbuf();
  const std::string bytes = content.str();
  if (bytes.size() < 10 || !bytes.starts_with(std::string_view("\x93NUMPY\x01\0", 8))) {
    throw std::runtime_error(path.string() + ": no array in version 1.0");
  }
  const auto length =
      static_cast<unsigned char>(bytes[8]) + 256U * static_cast<unsigned char>(bytes[9]);
  const std::string_view header = std::string_view(bytes).substr(10, length);
  const std::string_view data = std::string_view(bytes).substr(10 + length);

  std::string_view descr = field(header, "'descr': '", '\'');
  if (descr.starts_with('|')) descr.remove_prefix(1);
  const auto dtype = dtype_named(descr == "b1" ? "bool" : descr);
  if (!dtype || field(header, "'fortran_order': ", ',') != "False") {
    throw std::runtime_error(path.string() + ": not as answer.py writes it");
  }
  Extents shape;
  std::string_view numbers = field(header, "'shape': (", ')');
  while (!numbers.empty()) {
    std::int64_t extent = 0;
    const auto end = std::from_chars(numbers.data(), numbers.data() + numbers.size(), extent).ptr;
    shape.push_back(extent);
    numbers.remove_prefix(static_cast<std::size_t>(end - numbers.data()));
    while (!numbers.empty() && (numbers[0] == ',' || numbers[0] == ' ')) numbers.remove_prefix(1);
  }
  NDArray array = make(Budget(), *dtype, shape);
  if (data.size() != static_cast<std::size_t>(array.size() * item_size(*dtype))) {
    throw std::runtime_error(path.string() + ": another size than its header says");
  }
  std::memcpy(array.data(), data.data(), data.size());
  return array;
}

}  // namespace oracle
