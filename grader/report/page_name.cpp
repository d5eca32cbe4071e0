#include "grader/report/page_name.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "grader/base/sha256.h"

namespace grader {
namespace {

constexpr std::size_t longest_name =
    200;  // file systems allow 255 bytes; the extension comes on top
constexpr std::size_t kept_of_long = 100;

std::string escaped(char c) { return fmt::format("~{:02x}", static_cast<unsigned char>(c)); }

std::string encode(std::string_view id) {
  std::string name;
  for (const char c : id) {
    if (c >= 'A' && c <= 'Z') {
      name += '_';
      name += static_cast<char>(c - 'A' + 'a');
    } else if (c == '_') {
      name += "__";
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.') {
      name += c;
    } else {
      name += escaped(c);
    }
  }
  return name;
}

// Reserved whatever follows the first point.
bool is_reserved(std::string_view name) {
  constexpr std::array<std::string_view, 4> words = {"con", "prn", "aux", "nul"};
  const std::string_view stem = name.substr(0, name.find('.'));
  if (std::find(words.begin(), words.end(), stem) != words.end()) return true;
  return stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) &&
         stem[3] >= '0' && stem[3] <= '9';
}

}  // namespace

std::string page_name(std::string_view student) {
  std::string name = encode(student);
  if (name.empty()) return "~";
  if (is_reserved(name)) name.replace(2, 1, escaped(name[2]));
  if (name.back() == '.') name.replace(name.size() - 1, 1, escaped('.'));
  if (name.front() == '.') name.replace(0, 1, escaped('.'));
  if (name.front() == '-') name.replace(0, 1, escaped('-'));
  if (name.size() <= longest_name) return name;
  return name.substr(0, kept_of_long) + "~-" + sha256(student);
}

}  // namespace grader
