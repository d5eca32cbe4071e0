// Loads one problem within an exam. Internal to grader/exam.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grader/base/diagnostics.h"
#include "grader/base/files.h"
#include "grader/exam/kind.h"
#include "grader/exam/problem.h"
#include "grader/exam/rules.h"

namespace grader {

// What an exam hands to its problems.
struct Inherited {
  Rules rules;
  std::vector<StatedSwitch>
      switches;  // those that a problem's kind does not have are of no concern
};

struct LoadedProblem {
  Problem problem;
  Place id;  // where the id stands
};

// A file that was read; `text` is the whole content.
struct ProblemText {
  std::string path;
  std::string text;
};

// Empty iff it reported.
std::optional<LoadedProblem> load_problem_text(const Files& files, ProblemText text,
                                               const Inherited& inherited,
                                               const Reference& reference,
                                               Diagnostics& diagnostics);

// False iff it reported that the format is missing or unknown.
bool read_format(yaml::MapReader& reader);

// An id: letters, digits, `-` and `_`. Empty iff it reported.
std::optional<std::string> read_id(yaml::MapReader& reader, std::string_view key);

}  // namespace grader
