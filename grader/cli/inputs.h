// What several commands read in the same way.
#pragma once

#include <optional>
#include <string>

#include "grader/cli/env.h"
#include "grader/exam/exam.h"

namespace grader {

// The exam at `path` (a file or a folder). Prints every message about it; empty iff one is an error
// (the command then ends with exit_code::refused).
std::optional<Exam> load_exam_for(Env& env, const std::string& path);

}  // namespace grader
