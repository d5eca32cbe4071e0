// A student's result as one line of results.jsonl.
#pragma once

#include <string>

#include "grader/class/results.h"

namespace grader {

// Everything that is known about the student's result, without a line break.
std::string result_line(const Exam& exam, const StudentResult& result);

}  // namespace grader
