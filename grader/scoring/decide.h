// What the answers to one problem earn, and why: against the key, with follow-through (marking.md,
// section 7) and known mistakes (section 8). Values only; the words come later.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "grader/scoring/marked.h"
#include "grader/scoring/problem_key.h"

namespace grader {

// A student's answer to a quantity that no part asks for.
struct QuantityText {
  QuantityIndex quantity;
  std::string_view text;
};

struct ProblemTexts {
  std::vector<std::string_view> parts;  // one a part; empty where nothing was answered
  std::vector<QuantityText> extra;
};

// A value that the student gave for a quantity.
struct OwnValue {
  QuantityIndex quantity;
  Value value;
  bool right;  // it agrees with the key under its own rules: at most rounded
  // It is wrong, no part asks for it, and no part has lost anything by it yet. The first part that
  // depends on it does not follow it, or the error would cost nothing.
  bool uncharged = false;
};

// The part marked against what follows from what went before: the student's own values, or an
// earlier mistake that stays in place, or both.
struct Carried {
  std::vector<QuantityIndex> from;  // whose values were the student's own
  bool used_right = false;          // these values were right, at most rounded
  const KnownMistake* mistake = nullptr;
  Target target;
  Marked marked;
};

struct Decision {
  std::optional<Response> response;                // with Reading::full, if the part has a key
  Marked original;                                 // against the key or the best of `any_of`
  const AlternativeTarget* alternative = nullptr;  // if one of `any_of` counted
  std::optional<Carried> carried;                  // if it counts instead
  const KnownMistake* mistake = nullptr;           // that explains the answer, where it shows first
  bool unsolvable = false;  // nothing can be computed from the student's own values
  // Wrong values along the way that cost points here, so that later parts may follow them.
  std::vector<QuantityIndex> charged;
  Outcome outcome = Outcome::blank;
  Fraction credit = 0;
};

// What a decision's original mark was made against: the key, or one of `any_of`. Requires: the part
// has a key.
struct Against {
  const Target& target;
  const Scheme& scheme;
};
Against original_against(const ProblemKey& key, std::size_t part, const Decision& decision);

// Whether responses are read for decisions alone, or also to be told about. The decisions are the
// same.
enum class Reading { fast, full };

// One decision a part.
std::vector<Decision> decide(const ProblemKey& key, const ProblemTexts& texts, Reading reading);

// A quantity that no part asks for, read and compared under the problem's own rules; the key
// correctly rounded, to however few figures, is right.
struct ExtraReading {
  Response response;
  Target target;
  Marked marked;
};
// Empty if the graph has no value for it.
std::optional<ExtraReading> read_extra(const ProblemKey& key, const QuantityText& answer);

}  // namespace grader
