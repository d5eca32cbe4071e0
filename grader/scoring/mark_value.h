// Marks one response against one key under one scheme, leaf by leaf.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "grader/scoring/compare.h"
#include "grader/scoring/marked.h"
#include "grader/scoring/response.h"
#include "grader/scoring/target.h"

namespace grader {

// Requires: `response` was read for a key of target.key's type (and, if plain, of its shape).
Marked mark_value(const Response& response, const Target& target, const Scheme& scheme);

// Whether the response is right in every leaf, whatever the rules give for less.
bool is_right(const Response& response, const Target& target, const Scheme& scheme);

// The reading of one number beside its key: what became of it, and which of two readings counted.
struct NumberMark {
  LeafMark mark;
  const Number* read = nullptr;  // null: none was compared
  Comparison comparison;
};
NumberMark mark_number(const NumberReading& reading, const NumberKey& key, const Scheme& scheme);

// A row of a table as it was read. What any choice would have earned makes it no partly right one.
LeafMark mark_row(const TableRow& row, const Table& key, std::size_t index);

// The terms of a working beside the reference's: by value, in any order, each used once.
struct WorkingTerms {
  int right = 0;
  int extra = 0;  // terms that do not belong
  int reference = 0;
};
WorkingTerms compare_terms(const Working& working, const Target& target, const Scheme& scheme);

// The credit of a written working behind a wrong result; 0 where none was read or asked for.
Fraction working_credit(const NumberReading& reading, const Target& target, const Scheme& scheme);

// Whether the response holds the key's number of readable entries, but in another shape.
bool has_other_shape(const ArrayReading& reading, const Target& target, const Scheme& scheme);

}  // namespace grader
