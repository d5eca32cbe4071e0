#include "grader/class/selection.h"

#include <algorithm>

namespace grader {

bool matches_glob(std::string_view text, std::string_view glob) {
  std::size_t t = 0, g = 0;
  std::size_t star = std::string_view::npos, after_star = 0;
  while (t < text.size()) {
    if (g < glob.size() && glob[g] == '*') {
      star = g++;
      after_star = t;
    } else if (g < glob.size() && (glob[g] == '?' || glob[g] == text[t])) {
      ++g;
      ++t;
    } else if (star != std::string_view::npos) {
      g = star + 1;
      t = ++after_star;
    } else {
      return false;
    }
  }
  return glob.find_first_not_of('*', g) == std::string_view::npos;
}

Selection::Selection(const Exam& exam, std::string_view glob) : all_(false) {
  for (std::size_t p = 0; p < exam.problems.size(); ++p) {
    const Problem& problem = exam.problems[p];
    std::vector<bool>& row = selected_.emplace_back();
    for (std::size_t i = 0; i < problem.parts.size(); ++i) {
      row.push_back(matches_glob(problem.id, glob) || matches_glob(part_name(exam, p, i), glob));
    }
  }
}

bool Selection::empty() const {
  if (all_) return false;
  return std::none_of(selected_.begin(), selected_.end(), [](const std::vector<bool>& row) {
    return std::find(row.begin(), row.end(), true) != row.end();
  });
}

bool Selection::contains(std::size_t problem, std::size_t part) const {
  return all_ || selected_[problem][part];
}

void Selection::restrict(Score& score, const Exam& exam) const {
  if (all_) return;
  std::erase_if(score.parts,
                [&](const PartScore& part) { return !contains(part.problem, part.part); });
  std::erase_if(score.extra, [&](const ExtraAnswer& extra) {
    const std::vector<bool>& row = selected_[extra.problem];
    return std::find(row.begin(), row.end(), true) == row.end();
  });
  score.points = score.by_hand = score.possible = 0;
  score.pending = score.failed = false;
  score.final_points.reset();
  score.grade.clear();
  for (const auto& [problem, part, verdict] : score.parts) {
    if (verdict.excused) continue;
    score.possible += points(exam, problem, part);
    score.points += verdict.points;
    if (verdict.hand_marked) score.by_hand += verdict.points;
    score.pending = score.pending || verdict.outcome == Outcome::pending;
    score.failed = score.failed || verdict.outcome == Outcome::not_marked;
  }
}

}  // namespace grader
