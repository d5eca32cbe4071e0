#include "reference/language/characters.h"

#include <algorithm>
#include <iterator>

namespace reference::language {
namespace {

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};

constexpr Range letters[] = {
    {0xAA, 0xAA},      {0xB5, 0xB5},     {0xBA, 0xBA},     {0xC0, 0xD6},     {0xD8, 0xF6},
    {0xF8, 0x2C1},     {0x300, 0x374},   {0x376, 0x377},   {0x37B, 0x37D},   {0x37F, 0x37F},
    {0x386, 0x386},    {0x388, 0x3F5},   {0x3F7, 0x481},   {0x48A, 0x559},   {0x561, 0x587},
    {0x5D0, 0x5EA},    {0x620, 0x669},   {0x671, 0x6D3},   {0x904, 0x939},   {0xE01, 0xE30},
    {0x10A0, 0x10FA},  {0x1E00, 0x1FBC}, {0x2071, 0x2071}, {0x207F, 0x207F}, {0x2090, 0x209C},
    {0x2102, 0x2102},  {0x210A, 0x2113}, {0x2115, 0x2115}, {0x211D, 0x211D}, {0x3041, 0x3096},
    {0x30A1, 0x30FA},  {0x3105, 0x312F}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xAC00, 0xD7A3},
    {0x1D400, 0x1D6C0}};

constexpr Range not_printable[] = {
    {0x0, 0x1F},      {0x7F, 0xA0},     {0xAD, 0xAD},       {0x1680, 0x1680}, {0x180E, 0x180E},
    {0x2000, 0x200F}, {0x2028, 0x202F}, {0x205F, 0x206F},   {0x3000, 0x3000}, {0xD800, 0xF8FF},
    {0xFEFF, 0xFEFF}, {0xFFF0, 0xFFFB}, {0xE0000, 0x10FFFF}};

template <std::size_t N>
bool within(const Range (&ranges)[N], std::uint32_t value) {
  return std::any_of(std::begin(ranges), std::end(ranges), [&](const Range& range) {
    return value >= range.first && value <= range.last;
  });
}

struct LookAlike {
  std::string_view text;
  std::string_view hint;
};

constexpr LookAlike look_alikes[] = {
    {"\u2212", "write `-`"},  {"\u2013", "write `-`"},  {"\u2010", "write `-`"},
    {"\u00d7", "write `*`"},  {"\u00b7", "write `*`"},  {"\u00f7", "write `/`"},
    {"\u2264", "write `<=`"}, {"\u2265", "write `>=`"}, {"\u2260", "write `!=`"},
    {"\u2018", "write `'`"},  {"\u2019", "write `'`"},  {"\u201c", "write `\"`"},
    {"\u201d", "write `\"`"},
};

}  // namespace

CodePoint code_point(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const std::uint32_t lead = byte(0);
  if (lead < 0x80U) return {lead, 1, true};
  const std::size_t size = lead >= 0xF0U ? 4 : lead >= 0xE0U ? 3 : 2;
  if (lead < 0xC2U || lead > 0xF4U) return {lead, 1, false};
  std::uint32_t value = lead & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {lead, 1, false};
    value = value << 6U | (byte(i) & 0x3FU);
  }
  return {value, size, true};
}

bool is_letter(std::uint32_t code_point) { return within(letters, code_point); }

bool is_printable(std::uint32_t code_point) { return !within(not_printable, code_point); }

std::string_view look_alike(std::string_view text) {
  for (const LookAlike& known : look_alikes) {
    if (text.starts_with(known.text)) return known.hint;
  }
  return "";
}

}  // namespace reference::language
