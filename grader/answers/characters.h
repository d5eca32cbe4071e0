// Unicode characters that look like, or stand for, the characters of the language of answers.
#pragma once

#include <optional>
#include <string_view>

namespace grader {

inline constexpr char32_t replacement_character = 0xFFFD;

struct CodePoint {
  char32_t value;    // replacement_character for an invalid byte
  std::size_t size;  // bytes it takes, at least 1
};

// The first code point of a text that is not empty.
CodePoint decode(std::string_view text);

// What a character is replaced by where that is not one other character: dropped ("") for
// zero-width characters, `->` for arrows.
std::optional<std::string_view> look_alike(char32_t c);

// The ASCII character that `c` looks like: `-` for every dash, `*` for ×, the ASCII form of a
// full-width one. NUL if there is none.
char folded_ascii(char32_t c);

struct VulgarFraction {
  int numerator, denominator;
};

// 1 and 2 for ½.
std::optional<VulgarFraction> vulgar_fraction(char32_t c);

// The character that `c` is a superscript of ("2", "-"); empty if it is none.
std::string_view superscript(char32_t c);

// The lower case of Latin, Greek and Cyrillic capitals; anything else stays.
char32_t lower(char32_t c);

}  // namespace grader
