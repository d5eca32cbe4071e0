// A mark scheme in words.
#pragma once

#include <string>
#include <vector>

#include "grader/exam/scheme.h"
#include "grader/graph/graph.h"

namespace grader {

// A sentence a rule that has a say in marking `key`, without a full stop: how it is compared first,
// then how credit is shared, then follow-through where it is not the default. `graph` names the
// quantities that rules refer to.
std::vector<std::string> rules_in_words(const Scheme& scheme, const Value& key, const Graph& graph);

}  // namespace grader
