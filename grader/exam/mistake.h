// Known wrong ways to an answer (marking.md, section 8).
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "grader/base/fraction.h"
#include "grader/base/place.h"
#include "grader/graph/evaluate.h"

namespace grader {

// What a wrong way does to the quantities, or the wrong answer of one part that it leads to.
struct Mistake {
  std::string id;  // stable: reports count it
  std::vector<Edit> edits;
  std::optional<std::size_t> part;  // the only part that it concerns
  Fraction credit = 0;              // of a part that it explains
  std::string message;              // a sentence for the student, or empty
  Place where;                      // unknown for a mistake of the kind
};

// Wrong ways that serve every part, whatever is asked.
enum class CommonMistake {
  sign,
  transposed,
  percent,
  power_of_ten,
  factor_two,
  reciprocal,
  thousand,
  truncated,
  permuted,
};
inline constexpr std::size_t common_mistake_count = 9;

struct CommonMistakeWords {
  std::string_view id;
  std::string_view message;
};

// In the order of CommonMistake, which is also the order in which they are tried.
std::span<const CommonMistakeWords, common_mistake_count> common_mistake_words();

// What a problem says about one. By itself such a mistake only speaks: its credit is 0.
struct CommonMistakeRule {
  Fraction credit = 0;
  std::string message;  // in place of the usual one; empty: that one
};
using CommonMistakes = std::array<CommonMistakeRule, common_mistake_count>;

}  // namespace grader
