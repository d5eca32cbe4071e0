// Marking single answers by a typed key and rules: `grader mark`.
#pragma once

#include <boost/json.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/cli/env.h"
#include "grader/exam/problem.h"
#include "grader/scoring/decide.h"
#include "grader/scoring/problem_key.h"
#include "grader/scoring/verdict.h"

namespace grader {

// A typed key with its rules, made ready.
class TypedScheme {
 public:
  TypedScheme(Value key, Scheme scheme);

  // `key` and `accept` in YAML or JSON. Null iff it reported.
  static std::unique_ptr<TypedScheme> load(std::string_view key, std::string_view accept,
                                           Diagnostics& diagnostics);

  Verdict mark(std::string_view answer) const;
  // {"outcome", "credit", "value", "low", "high", "notes", "mistakes"}; low and high are null where
  // no interval decides, and lists for a list.
  boost::json::object mark_json(std::string_view answer,
                                boost::json::storage_ptr storage = {}) const;
  std::vector<std::string> rules() const;  // in words

 private:
  // The reading of a number that was compared; null if none was.
  const Number* counted_reading(const Decision& decision, const Response& response) const;

  Problem problem_;
  ProblemKey key_;
};

// JSON Lines from stdin to `env.out`. A line that cannot be marked gives {"error"}, and the code is
// then exit_code::ungraded.
int mark_lines(Env& env);

}  // namespace grader
