#include "grader/answers/suffix.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "grader/answers/number.h"
#include "grader/answers/text.h"

namespace grader {
namespace {

struct BuiltIn {
  std::string_view name;
  std::int64_t factor;
  bool any_case;
};

constexpr std::int64_t thousand = 1000;
constexpr std::int64_t kibi = 1024;

constexpr BuiltIn built_in[] = {
    {"k", thousand, true},
    {"thousand", thousand, true},
    {"M", thousand* thousand, false},
    {"mil", thousand* thousand, true},
    {"million", thousand* thousand, true},
    {"G", thousand* thousand* thousand, false},
    {"B", thousand* thousand* thousand, false},
    {"bn", thousand* thousand* thousand, true},
    {"billion", thousand* thousand* thousand, true},
    {"T", thousand* thousand* thousand* thousand, false},
    {"trillion", thousand* thousand* thousand* thousand, true},
    {"Ki", kibi, false},
    {"Mi", kibi* kibi, false},
    {"Gi", kibi* kibi* kibi, false},
    {"Ti", kibi* kibi* kibi* kibi, false},
};

bool word_ends(std::string_view text, std::size_t at) {
  if (at >= text.size() || at == 0) return true;
  const auto part_of_word = [](char c) { return ascii::wordy(c) || ascii::digit(c) || c == '_'; };
  return !part_of_word(text[at - 1]) || !part_of_word(text[at]);
}

bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(), ascii::beyond);
}

// The size of `name` at the front of `text`; 0 if it is not there.
std::size_t match(std::string_view text, const std::string& name) {
  if (is_ascii(name)) return text.starts_with(name) ? name.size() : 0;
  const std::string folded = fold(name);
  return text.starts_with(folded) ? folded.size() : 0;
}

std::optional<Suffix> declared_suffix(std::string_view text, const Units& units) {
  std::optional<Suffix> best;
  for (const auto& [name, factor] : units.declared) {
    const std::size_t size = match(text, name);
    if (size == 0 || !word_ends(text, size) || (best && best->size >= size)) continue;
    best = Suffix{size, Fraction(factor)};
  }
  if (best) return best;
  for (const auto& [name, factor] : units.declared) {  // one letter in the other case
    if (name.size() == 1 && ascii::letter(name[0]) && !text.empty() &&
        ascii::lower(text[0]) == ascii::lower(name[0]) && word_ends(text, 1)) {
      return Suffix{1, Fraction(factor)};
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Suffix> read_suffix(std::string_view text, const Units& units, bool count) {
  if (text.empty()) return std::nullopt;
  if (auto declared = declared_suffix(text, units)) return declared;
  if (text[0] == '%') return Suffix{1, Fraction(1, 100)};
  std::size_t size = 0;
  while (size < text.size() && ascii::letter(text[size])) ++size;
  if (size == 0 || size > 8 || !word_ends(text, size)) return std::nullopt;
  const std::string_view word = text.substr(0, size);
  if (count && word == "m") return Suffix{1, Fraction(thousand * thousand), true};
  const auto found = std::find_if(std::begin(built_in), std::end(built_in), [&](const BuiltIn& u) {
    return u.name == word || (u.any_case && ascii::equal_folded(u.name, word));
  });
  if (found == std::end(built_in)) return std::nullopt;
  return Suffix{size, Fraction(found->factor)};
}

}  // namespace grader
