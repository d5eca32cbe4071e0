// The problems behind a path: a problem file, an exam file or a folder of problems.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grader/base/diagnostics.h"
#include "grader/base/files.h"
#include "grader/exam/kind.h"
#include "grader/exam/problem.h"

namespace grader {

// A file that has `problems:` is an exam, any other a problem. A folder is its exam, if it has an
// exam.yaml or exam.yml, and all further problems in it; problems of an exam inherit its
// conventions. Empty iff an error was reported.
std::optional<std::vector<Problem>> load_bank(const Files& files, const std::string& path,
                                              const Reference& reference, Diagnostics& diagnostics);

}  // namespace grader
