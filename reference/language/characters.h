// What a character may be part of. Internal to reference/language.
#pragma once

#include <cstdint>
#include <string_view>

namespace reference::language {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
constexpr bool is_name_part(char c) { return is_name_start(c) || is_digit(c); }
constexpr bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80U; }

struct CodePoint {
  std::uint32_t value = 0;
  std::size_t size = 1;  // in bytes
  bool valid = false;    // or one byte that is no UTF-8
};

// The first one of `text`. Requires: not empty.
CodePoint code_point(std::string_view text);

// In a name of Python, which takes more than ours: letters of the common scripts and marks on them.
bool is_letter(std::uint32_t code_point);
// Python's str.isprintable, for the ones that are met in pasted text.
bool is_printable(std::uint32_t code_point);

// What to write in place of the symbol that `text` begins with, as a hint; or empty.
std::string_view look_alike(std::string_view text);

}  // namespace reference::language
