// A verdict in plain words, for a terminal.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "grader/cli/env.h"

namespace grader {

// `verdict` is what json_verdict() makes, as it stands in results.jsonl; `rules` are sentences.
void print_verdict(Env& env, const boost::json::object& verdict,
                   const std::vector<std::string>& rules);

}  // namespace grader
