// Leaf by leaf: what was typed, what was expected, what became of it.
#pragma once

#include <string_view>

#include "grader/exam/problem.h"
#include "grader/report/templates.h"
#include "grader/scoring/verdict.h"

namespace grader {

// How an outcome looks: the class of the style sheet.
std::string_view look(Outcome outcome);

const OutcomeWords& words(Outcome outcome, const Strings& strings);

struct ComparisonInput {
  const Part& part;
  const std::vector<LeafVerdict>& leaves;
  const Value* key = nullptr;  // its type and shape lay the leaves out; null: unknown
  std::string title;           // a heading above it, or empty
  bool with_answer = true;     // a single leaf shows what was typed
};

// Adds the comparison to a part's page: a list of pairs for a single leaf, else a table laid out as
// the key is: rows, or rows and columns.
void add_comparison(Dictionary& page, const ComparisonInput& input, const Strings& strings);

}  // namespace grader
