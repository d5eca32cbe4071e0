#include "grader/answers/characters.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace grader {
namespace {

struct Replacement {
  char32_t from;
  std::string_view to;
};

// Sorted by code point.
constexpr Replacement replacements[] = {
    {0x24, ""},  // $ of LaTeX
    {0xAD, ""},
    {0x61C, ""},
    {0x1D40, "^T"},
    {0x200B, ""},
    {0x200C, ""},
    {0x200D, ""},
    {0x200E, ""},
    {0x200F, ""},
    {0x2026, "..."},
    {0x202A, ""},
    {0x202B, ""},
    {0x202C, ""},
    {0x202D, ""},
    {0x202E, ""},
    {0x2060, ""},
    {0x2066, ""},
    {0x2067, ""},
    {0x2068, ""},
    {0x2069, ""},
    {0x2192, "->"},
    {0x21A6, "->"},
    {0x21D2, "->"},
    {0x221E, "inf"},
    {0x22A4, "T"},  // the transposed sign, as in
                    // `^⊤`
    {0x22EF, "..."},
    {0x2794, "->"},
    {0x279C, "->"},
    {0x279E, "->"},
    {0x27F6, "->"},
    {0xFEFF, ""},
    {0xFF04, ""},  // full-width $
};

struct Vulgar {
  char32_t from;
  VulgarFraction fraction;
};

constexpr Vulgar vulgar_fractions[] = {
    {0xBC, {1, 4}},    {0xBD, {1, 2}},   {0xBE, {3, 4}},   {0x2150, {1, 7}}, {0x2151, {1, 9}},
    {0x2152, {1, 10}}, {0x2153, {1, 3}}, {0x2154, {2, 3}}, {0x2155, {1, 5}}, {0x2156, {2, 5}},
    {0x2157, {3, 5}},  {0x2158, {4, 5}}, {0x2159, {1, 6}}, {0x215A, {5, 6}}, {0x215B, {1, 8}},
    {0x215C, {3, 8}},  {0x215D, {5, 8}}, {0x215E, {7, 8}}, {0x2189, {0, 3}}};

struct Likeness {
  char32_t first, last;
  char to;
};

// Sorted, without overlaps; all of [first, last] look like `to`. The parts of high brackets, ⎡ and
// its kin, stand around rows on lines, which need none.
constexpr Likeness likenesses[] = {
    {0x09, 0x09, ' '},     {0x0B, 0x0C, ' '},      {0x85, 0x85, '\n'},     {0xA0, 0xA0, ' '},
    {0xB4, 0xB4, '\''},    {0xB7, 0xB7, '*'},      {0xD7, 0xD7, '*'},      {0xF7, 0xF7, '/'},
    {0x2C6, 0x2C6, '^'},   {0x66B, 0x66B, '.'},    {0x66C, 0x66C, ','},    {0x1680, 0x1680, ' '},
    {0x2000, 0x200A, ' '}, {0x2010, 0x2015, '-'},  {0x2018, 0x2019, '\''}, {0x201C, 0x201E, '"'},
    {0x2022, 0x2022, '*'}, {0x2028, 0x2029, '\n'}, {0x202F, 0x202F, ' '},  {0x2032, 0x2032, '\''},
    {0x2043, 0x2043, '-'}, {0x2044, 0x2044, '/'},  {0x205F, 0x205F, ' '},  {0x2062, 0x2062, '*'},
    {0x2212, 0x2212, '-'}, {0x2215, 0x2215, '/'},  {0x2217, 0x2217, '*'},  {0x2219, 0x2219, '*'},
    {0x223C, 0x223C, '~'}, {0x2243, 0x2243, '~'},  {0x2245, 0x2245, '~'},  {0x2248, 0x2248, '~'},
    {0x2252, 0x2252, '~'}, {0x22C5, 0x22C5, '*'},  {0x2329, 0x2329, '<'},  {0x232A, 0x232A, '>'},
    {0x239B, 0x23A6, ' '}, {0x2502, 0x2503, '|'},  {0x250C, 0x250C, ' '},  {0x2510, 0x2510, ' '},
    {0x2514, 0x2514, ' '}, {0x2518, 0x2518, ' '},  {0x2715, 0x2716, '*'},  {0x27E8, 0x27E8, '<'},
    {0x27E9, 0x27E9, '>'}, {0x2A2F, 0x2A2F, '*'},  {0x3000, 0x3000, ' '},  {0x3001, 0x3001, ','},
    {0x3008, 0x3008, '<'}, {0x3009, 0x3009, '>'},  {0xFE58, 0xFE58, '-'},  {0xFE63, 0xFE63, '-'},
};

struct Run {
  char32_t zero;  // ten digits follow
};
constexpr Run digit_runs[] = {{0x660}, {0x6F0}, {0x966}};

constexpr char32_t bold_digits_first = 0x1D7CE;  // five alphabets of ten
constexpr char32_t bold_digits_last = 0x1D7FF;

char ascii_digit(char32_t c) {
  for (const Run& run : digit_runs) {
    if (c >= run.zero && c < run.zero + 10) return static_cast<char>('0' + (c - run.zero));
  }
  if (c >= bold_digits_first && c <= bold_digits_last) {
    return static_cast<char>('0' + (c - bold_digits_first) % 10);
  }
  return '\0';
}

int continuation_bytes(unsigned char lead) {
  if (lead >= 0xC2 && lead <= 0xDF) return 1;
  if (lead >= 0xE0 && lead <= 0xEF) return 2;
  if (lead >= 0xF0 && lead <= 0xF4) return 3;
  return -1;
}

bool encodes_badly(char32_t c, int bytes) {
  constexpr std::array<char32_t, 4> smallest = {0, 0x80, 0x800, 0x10000};
  return c < smallest[static_cast<std::size_t>(bytes)] || (c >= 0xD800 && c <= 0xDFFF) ||
         c > 0x10FFFF;
}

}  // namespace

CodePoint decode(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return {lead, 1};
  const int more = continuation_bytes(lead);
  if (more < 0 || text.size() <= static_cast<std::size_t>(more)) return {replacement_character, 1};
  char32_t value = lead & (0x3FU >> more);
  for (int i = 1; i <= more; ++i) {
    const auto byte = static_cast<unsigned char>(text[static_cast<std::size_t>(i)]);
    if ((byte & 0xC0U) != 0x80U) return {replacement_character, 1};
    value = (value << 6) | (byte & 0x3FU);
  }
  if (encodes_badly(value, more)) return {replacement_character, 1};
  return {value, static_cast<std::size_t>(more) + 1};
}

std::optional<std::string_view> look_alike(char32_t c) {
  const auto at = std::lower_bound(std::begin(replacements), std::end(replacements), c,
                                   [](const Replacement& r, char32_t x) { return r.from < x; });
  if (at == std::end(replacements) || at->from != c) return std::nullopt;
  return at->to;
}

char folded_ascii(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return static_cast<char>(c - 0xFEE0);
  const auto at = std::lower_bound(std::begin(likenesses), std::end(likenesses), c,
                                   [](const Likeness& l, char32_t x) { return l.last < x; });
  if (at != std::end(likenesses) && at->first <= c) return at->to;
  return c >= 0x80 ? ascii_digit(c) : '\0';
}

std::optional<VulgarFraction> vulgar_fraction(char32_t c) {
  const auto found = std::find_if(std::begin(vulgar_fractions), std::end(vulgar_fractions),
                                  [&](const Vulgar& v) { return v.from == c; });
  if (found == std::end(vulgar_fractions)) return std::nullopt;
  return found->fraction;
}

std::string_view superscript(char32_t c) {
  constexpr std::string_view digits = "0123456789";
  if (c == 0xB9) return "1";
  if (c == 0xB2) return "2";
  if (c == 0xB3) return "3";
  if (c == 0x2070 || (c >= 0x2074 && c <= 0x2079)) return digits.substr(c - 0x2070, 1);
  if (c == 0x207A) return "+";
  if (c == 0x207B) return "-";
  return "";
}

char32_t lower(char32_t c) {
  if (c >= 'A' && c <= 'Z') return c + 32;
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
  if (c >= 0x391 && c <= 0x3A9 && c != 0x3A2) return c + 32;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  return c;
}

}  // namespace grader
