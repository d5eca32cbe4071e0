// Follow-through: an error costs once (marking.md, section 7). The student's own values become
// edits of the graph, and the part is marked against what follows from them.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "grader/exam/problem.h"
#include "grader/scoring/response.h"
#include "grader/scoring/verdict.h"

namespace grader {

// A value that the student gave for a quantity.
struct OwnValue {
  QuantityIndex quantity;
  Value value;
  bool right;  // it agrees with the key under its own rules: at most rounded
};

// Whether a value may feed follow-through: not all zeros, not a given of the same shape, and not
// the value of a given quantity itself.
bool worth_following(const Graph& graph, const Evaluation& base, QuantityIndex quantity,
                     const Value& value);

// The part marked against what follows from the own values that it depends on; empty if there are
// none or the graph has no value for them.
std::optional<Followed> follow(const Problem& problem, const Part& part, const Evaluation& base,
                               std::span<const OwnValue> own, const Response& response,
                               std::string_view text);

// The part's credit after follow-through: `original` against the key, `followed` against the own
// values. Cap and penalty hold unless the used values were themselves right.
Fraction credit_after(const Fraction& original, const Followed& followed, const Scheme& scheme);

}  // namespace grader
