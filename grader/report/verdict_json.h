// A verdict as JSON, with all that explains it.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "grader/scoring/verdict.h"

namespace grader {

// `name` as the nearest double and `name_exact` as a fraction: 0.6666666666666666 and "2/3".
void add_fraction(boost::json::object& object, const std::string& name, const Fraction& value);

boost::json::array json_texts(const std::vector<std::string>& texts);

// What stands in results.jsonl for a part, but for the part's own name and points.
boost::json::object json_verdict(const Verdict& verdict);

}  // namespace grader
