// Small tests of characters, without a locale.
#pragma once

#include <array>
#include <string_view>

namespace grader::ascii {

constexpr bool digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
// Of a code point beyond ASCII: a letter as far as words are concerned.
constexpr bool beyond(char c) { return static_cast<unsigned char>(c) >= 0x80; }
constexpr bool wordy(char c) { return letter(c) || beyond(c); }
constexpr bool space(char c) { return c == ' ' || c == '\n'; }
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

constexpr bool equal_folded(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (lower(a[i]) != lower(b[i])) return false;
  }
  return true;
}

constexpr std::string_view trim(std::string_view text) {
  while (!text.empty() && space(text.front())) text.remove_prefix(1);
  while (!text.empty() && space(text.back())) text.remove_suffix(1);
  return text;
}

// The first byte of `text` that is one of `characters`; npos if there is none. Unlike
// find_first_of, which searches `characters` at every byte, fast on long texts.
constexpr std::size_t find_any(std::string_view text, std::string_view characters) {
  std::array<bool, 256> wanted{};
  for (const char c : characters) wanted[static_cast<unsigned char>(c)] = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (wanted[static_cast<unsigned char>(text[i])]) return i;
  }
  return std::string_view::npos;
}

}  // namespace grader::ascii
