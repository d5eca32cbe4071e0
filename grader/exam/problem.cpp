#include "grader/exam/problem.h"

#include <algorithm>

namespace grader {

const Part* Problem::find(std::string_view part_id) const {
  const auto found = std::find_if(parts.begin(), parts.end(),
                                  [&](const Part& part) { return part.id == part_id; });
  return found == parts.end() ? nullptr : &*found;
}

Fraction points(const Problem& problem) {
  Fraction sum = 0;
  for (const Part& part : problem.parts) sum += part.points;
  return sum;
}

Evaluation evaluate(const Problem& problem, const Part& part, const Evaluation& base) {
  if (part.conventions.empty()) return base;
  return evaluate(problem.graph, part.conventions, &base);
}

}  // namespace grader
