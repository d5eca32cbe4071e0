// The wrong ways that serve every part (grader/exam/mistake.h), found in a response.
#pragma once

#include <utility>
#include <vector>

#include "grader/exam/mistake.h"
#include "grader/scoring/mark_value.h"

namespace grader {

// The wrong values that a mistake makes of a key, in the key's type; a response that is right for
// one of them is explained. Empty for those that need to see the response.
std::vector<std::pair<CommonMistake, Value>> common_wrong_values(const Value& key);

// The first of the mistakes that need to see the response which explains it. `response` is not
// right for `target`; a single number was read in full.
std::optional<CommonMistake> find_in_response(const Response& response, const Target& target,
                                              const Scheme& scheme);

}  // namespace grader
