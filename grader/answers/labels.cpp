#include "grader/answers/labels.h"

#include <algorithm>

#include "grader/answers/characters.h"
#include "grader/answers/number.h"
#include "grader/answers/tables.h"
#include "grader/answers/text.h"
#include "grader/base/words.h"

namespace grader {
namespace {

constexpr std::string_view inner_separators = ":=-></.()[]{}\"'`|";

void append(std::string& text, char32_t c) {
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else if (c < 0x800) {
    text += static_cast<char>(0xC0 | (c >> 6));
    text += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    text += static_cast<char>(0xE0 | (c >> 12));
    text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    text += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    text += static_cast<char>(0xF0 | (c >> 18));
    text += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    text += static_cast<char>(0x80 | (c & 0x3F));
  }
}

std::string lower_case(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const CodePoint next = decode(text);
    append(result, lower(next.value));
    text.remove_prefix(next.size);
  }
  return result;
}

// Whether quotes stand around the whole, and nowhere else.
bool in_quotes(std::string_view text) {
  if (text.size() < 3 || text.front() != text.back()) return false;
  const char quote = text.front();
  return (quote == '"' || quote == '\'' || quote == '`') && text.find(quote, 1) == text.size() - 1;
}

}  // namespace

std::vector<LabelWord> label_words(std::string_view folded, std::size_t most) {
  std::vector<LabelWord> words;
  LabelWord::Gap gap = LabelWord::Gap::glued;
  bool line = false;
  int bracket = 0;
  int brackets = 0;
  std::size_t at = 0;
  const auto separator = [](char c) {
    return ascii::space(c) || c == ',' || c == ';' ||
           inner_separators.find(c) != std::string_view::npos;
  };
  while (at < folded.size() && words.size() < most) {
    const char c = folded[at];
    if (separator(c)) {
      if (c == '(') bracket = ++brackets;
      if (c == ')') bracket = 0;
      line = line || c == '\n';
      const auto seen = c == ' '                            ? LabelWord::Gap::space
                        : c == ',' || c == ';' || c == '\n' ? LabelWord::Gap::hard
                                                            : LabelWord::Gap::inner;
      gap = std::max(gap, seen);
      ++at;
      continue;
    }
    const std::size_t from = at;
    while (at < folded.size() && !separator(folded[at])) ++at;
    words.push_back({lower_case(folded.substr(from, at - from)), from, at, gap, line, bracket});
    gap = LabelWord::Gap::glued;
    line = false;
  }
  return words;
}

std::string joined_words(std::string_view label) {
  std::string joined;
  for (const LabelWord& word : label_words(fold(label))) {
    if (!joined.empty()) joined += ' ';
    joined += word.text;
  }
  return joined;
}

Labels::Labels(const std::vector<std::string>& labels) {
  for (std::size_t i = 0; i < labels.size(); ++i) {
    std::string words = joined_words(labels[i]);
    const auto spaces = static_cast<std::size_t>(std::count(words.begin(), words.end(), ' '));
    most_words_ = std::max(most_words_, spaces + 1);
    single_ = single_ && code_points(words) == 1;
    // A sign in front tells labels apart that have the same words.
    const std::string folded = fold_label(labels[i]);
    const bool signed_label =
        !folded.empty() && std::string_view("+-<>=").find(folded[0]) != std::string_view::npos;
    if (words.empty() || signed_label) distinct_ = false;
    if (spaces == 0 && !words.empty()) sizes_.push_back(words.size());
    if (!index_.emplace(std::move(words), i).second) distinct_ = false;
  }
  std::sort(sizes_.begin(), sizes_.end(), std::greater<>());
  sizes_.erase(std::unique(sizes_.begin(), sizes_.end()), sizes_.end());
}

std::optional<std::size_t> Labels::find(const std::string& words) const {
  const auto found = index_.find(words);
  if (found == index_.end()) return std::nullopt;
  return found->second;
}

std::optional<std::size_t> Labels::prefix(std::string_view text, std::size_t& size) const {
  for (const std::size_t candidate : sizes_) {
    if (candidate > text.size()) continue;
    if (const auto found = find(std::string(text.substr(0, candidate)))) {
      size = candidate;
      return found;
    }
  }
  return std::nullopt;
}

std::string fold_label(std::string_view label) { return folded_label(fold(label)); }

std::string folded_label(std::string_view text) {
  std::string folded;
  for (const char c : lower_case(ascii::trim(text))) {
    const bool space = ascii::space(c);
    if (space && (folded.empty() || folded.back() == ' ')) continue;
    folded += space ? ' ' : c;
  }
  while (true) {
    constexpr std::string_view dropped = " ()./";
    const auto first = folded.find_first_not_of(dropped);
    if (first == std::string::npos) return folded;
    folded = folded.substr(first, folded.find_last_not_of(dropped) - first + 1);
    if (!in_quotes(folded)) return folded;
    folded = folded.substr(1, folded.size() - 2);
  }
}

}  // namespace grader
