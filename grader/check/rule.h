// A rule over one problem of a bank. Each has its own file and a line in rules.cpp.
#pragma once

#include <span>
#include <string_view>

#include "grader/base/diagnostics.h"
#include "grader/exam/problem.h"

namespace grader {

struct Rule {
  std::string_view id;  // stable; users name it to choose or suppress
  std::string_view title;
  // Reports findings about one problem. `evaluation` is of its graph, without edits.
  void (*run)(const Problem& problem, const Evaluation& evaluation, Diagnostics& findings);
};

// All rules, in the order in which they are run.
std::span<const Rule> rules();

// Runs every rule over a problem.
void check_problem(const Problem& problem, Diagnostics& findings);

}  // namespace grader
