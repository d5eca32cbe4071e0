// Questions with several right answers that a kind of problem computes: beside its quantity `q`
// stands `solutions(q)`, an array with a row for each of them. Every row is as good as the key.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grader/graph/value.h"

namespace grader {

// "solutions(q)"
std::string solutions_quantity(std::string_view name);

// The rows of an array that are not `key`; none where rows are of another shape than the key.
std::vector<Value> other_solutions(const Value& key, const Value& solutions);

}  // namespace grader
