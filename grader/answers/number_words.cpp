#include "grader/answers/number_words.h"

#include <algorithm>
#include <limits>

#include "grader/answers/text.h"

namespace grader {

std::optional<double> nonfinite_word(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text = ascii::trim(text.substr(1));
  constexpr std::string_view prefixes[] = {"np.", "numpy.", "math.", "torch.", "."};
  for (const std::string_view prefix : prefixes) {
    if (text.starts_with(prefix)) {
      text.remove_prefix(prefix.size());
      break;
    }
  }
  constexpr std::string_view infinities[] = {"inf", "infinity", "infinite", "infty"};
  for (const std::string_view word : infinities) {
    if (ascii::equal_folded(text, word)) {
      const double infinity = std::numeric_limits<double>::infinity();
      return negative ? -infinity : infinity;
    }
  }
  if (ascii::equal_folded(text, "nan")) return std::numeric_limits<double>::quiet_NaN();
  return std::nullopt;
}

bool is_label(std::string_view text) { return label_begins(text) != std::string_view::npos; }

std::size_t label_begins(std::string_view text) {
  constexpr std::size_t none = std::string_view::npos;
  std::size_t at = 0;
  while (at < text.size() && ascii::space(text[at])) ++at;
  if (at < text.size() && text[at] == '#') return at;
  // A letter that stands before any digit: `L`, `dL/dW`, `(ii) x_1`, `|W|`, but not `3 K`.
  while (at < text.size() && !ascii::wordy(text[at]) && !ascii::digit(text[at])) ++at;
  return at < text.size() && ascii::wordy(text[at]) ? at : none;
}

std::size_t approximately(std::string_view text) {
  constexpr std::string_view words[] = {"approximately", "approx.", "approx", "about",
                                        "roughly",       "around",  "circa",  "ca."};
  for (const std::string_view word : words) {
    if (text.size() > word.size() && ascii::equal_folded(text.substr(0, word.size()), word) &&
        !ascii::wordy(text[word.size()])) {
      return word.size();
    }
  }
  return 0;
}

std::size_t part_label(std::string_view text) {
  std::size_t i = text.starts_with('(') ? 1 : 0;
  const std::size_t from = i;
  while (i < text.size() && ascii::letter(text[i])) ++i;
  if (i == from || i - from > 4 || i + 1 >= text.size()) return 0;
  return text[i] == ')' && ascii::space(text[i + 1]) ? i + 1 : 0;
}

std::size_t own_word(std::string_view text, const std::vector<std::string>& own_words) {
  std::size_t best = 0;
  for (std::string_view word : own_words) {
    if (word.empty() || text.size() < word.size() ||
        !ascii::equal_folded(text.substr(0, word.size()), word)) {
      if (!word.ends_with('s')) continue;
      word.remove_suffix(1);
      if (word.empty() || !ascii::equal_folded(text.substr(0, word.size()), word)) continue;
    }
    std::size_t size = word.size();
    if (size < text.size() && ascii::lower(text[size]) == 's') ++size;
    if (size < text.size() && (ascii::wordy(text[size]) || ascii::digit(text[size]))) continue;
    best = std::max(best, size);
  }
  return best;
}

bool names_quantity(std::string_view label, const std::vector<std::string>& own_words) {
  return std::any_of(own_words.begin(), own_words.end(), [&](const std::string& word) {
    for (std::size_t i = label.size(); !word.empty() && i > 0; --i) {
      const bool word_begins = i == 1 || !ascii::wordy(label[i - 2]);
      const std::string_view rest = label.substr(i - 1);
      if (rest.size() > word.size() + 1) return false;
      if (word_begins && own_word(rest, {word}) == rest.size()) return true;
    }
    return false;
  });
}

}  // namespace grader
