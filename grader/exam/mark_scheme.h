// A mark scheme by itself: a typed key and rules, without an exam around them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "grader/base/diagnostics.h"
#include "grader/exam/problem.h"

namespace grader {

// The rules of `accept` (a map in YAML or JSON; blank: none) on top of the defaults, for a key of
// the type of `key`. Empty iff it reported; `name` stands for the text in messages.
std::optional<Scheme> load_scheme(const std::string& name, std::string_view accept,
                                  const Value& key, Diagnostics& diagnostics);

// A key in YAML or JSON: a number, a list, a map of a table, a text. Empty iff it reported.
std::optional<Value> load_key(const std::string& name, std::string_view key,
                              Diagnostics& diagnostics);

// A problem with one part, `answer`, that has this key. A whole number is a count only if the
// scheme says so.
Problem problem_of(Value key, Scheme scheme);

}  // namespace grader
