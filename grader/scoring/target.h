// What a response is marked against: a key with what its rules need to know.
#pragma once

#include <optional>
#include <vector>

#include "grader/graph/evaluate.h"
#include "grader/scoring/number_key.h"

namespace grader {

struct Target {
  Value key;
  std::vector<NumberKey> entries;  // of a number, of all of an array; none for tables and texts
  std::vector<NumberKey> terms;    // of a key that is a plain sum, for `working`
  // One an entry: what a plain decimal must lie within to be right. Empty where more than the size
  // of a number decides, and where a key is not finite.
  std::vector<Accepted> plain;

  bool finite() const;  // all numbers are; true of tables and texts
};

// Whether the size of a plain decimal decides alone under this scheme (else: figures, rounding).
bool decided_by_size(const Scheme& scheme);

// A key that stands by itself, or in place of that of `beside`: where it has the same shape, an
// update counts as as long as there, and rounding of intermediate results does as much.
Target make_target(Value key, const Scheme& scheme, const Target* beside = nullptr);

// The key of a quantity. Requires: solution[quantity] holds a value. `edits` are those in force in
// `solution`, and `base` is the evaluation without edits; they matter to `working_digits` alone.
Target make_target(const Graph& graph, QuantityIndex quantity, const Scheme& scheme,
                   Solution& solution, std::span<const Edit> edits, const Evaluation& base);

}  // namespace grader
