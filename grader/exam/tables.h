// Rosters and marks. Internal to grader/exam.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grader/base/diagnostics.h"
#include "grader/exam/exam.h"

namespace grader {

// A CSV with the columns `id` and `name` and any others, which grades.csv carries along and which
// therefore have none of its names (`status`, a part of `exam`, ...). Empty iff it reported.
std::optional<Roster> read_roster(std::string name, std::string text, const Exam& exam,
                                  Diagnostics& diagnostics);

// A CSV with the columns student, part, points, by, reason and, if wished, answer; against the
// parts and the roster of `exam`. Returns false iff it reported.
bool read_marks(std::string name, std::string text, Exam& exam, Diagnostics& diagnostics);

}  // namespace grader
