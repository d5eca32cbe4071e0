// Marks one reading against one key under one scheme, leaf by leaf.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/scoring/compare.h"
#include "grader/scoring/response.h"
#include "grader/scoring/verdict.h"

namespace grader {

// What a reading is marked against.
struct Target {
  Value key;
  std::optional<Value> before;  // of the key's shape: for `of: change`
  std::vector<double> noise;    // an entry each: for `working_digits`; empty: none
  std::vector<Value> terms;     // of a key that is a plain sum: for `working`
};

struct Marked {
  Outcome outcome = Outcome::blank;
  Fraction credit = 0;
  std::vector<LeafVerdict> leaves;
  std::vector<std::string> notes;
};

// Requires: `response` was read for a key of target.key's type and shape.
Marked mark_value(const Response& response, std::string_view text, const Target& target,
                  const Scheme& scheme);

}  // namespace grader
