// One YAML file a student.
#pragma once

#include <string>

#include "grader/submission/names.h"
#include "grader/submission/submission.h"

namespace grader {

// Reads `student: {id, name}`, `submitted` and `answers: {problem: {part: answer}}`. What is wrong
// with the student or the shape of the file costs the submission; a problem or part that the exam
// does not have is a warning and costs nothing else. `path` is named in messages, `input` is what
// Received::input becomes.
Received read_student_file(const std::string& path, const std::string& input, std::string text,
                           const AnswerNames& names);

}  // namespace grader
