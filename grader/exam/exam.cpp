#include "grader/exam/exam.h"

#include <algorithm>

namespace grader {

const RosterEntry* Roster::find(std::string_view id) const {
  const auto found = std::find_if(students.begin(), students.end(),
                                  [&](const RosterEntry& entry) { return entry.id == id; });
  return found == students.end() ? nullptr : &*found;
}

Fraction points(const Exam& exam, std::size_t problem, std::size_t part) {
  return exam.problems[problem].parts[part].points * exam.scale[problem];
}

Fraction points(const Exam& exam) {
  Fraction sum = 0;
  for (std::size_t i = 0; i < exam.problems.size(); ++i) {
    sum += points(exam.problems[i]) * exam.scale[i];
  }
  return sum;
}

std::optional<PartIndex> find_part(const Exam& exam, std::string_view name) {
  const auto point = name.find('.');
  if (point == std::string_view::npos) return std::nullopt;
  for (std::size_t i = 0; i < exam.problems.size(); ++i) {
    const Problem& problem = exam.problems[i];
    if (problem.id != name.substr(0, point)) continue;
    const Part* part = problem.find(name.substr(point + 1));
    if (!part) return std::nullopt;
    return PartIndex{i, static_cast<std::size_t>(part - problem.parts.data())};
  }
  return std::nullopt;
}

std::string part_name(const Exam& exam, std::size_t problem, std::size_t part) {
  return exam.problems[problem].id + "." + exam.problems[problem].parts[part].id;
}

}  // namespace grader
