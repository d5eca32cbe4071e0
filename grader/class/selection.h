// A part of an exam's parts: `--only last-layers.*`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grader/exam/exam.h"
#include "grader/scoring/verdict.h"

namespace grader {

// True iff `text` matches `glob`: `*` any run of characters, `?` any one byte; all else itself.
bool matches_glob(std::string_view text, std::string_view glob);

class Selection {
 public:
  // All parts.
  Selection() = default;
  // The parts whose name (`last-layers.ii`) or problem (`last-layers`) matches.
  Selection(const Exam& exam, std::string_view glob);

  bool empty() const;
  bool contains(std::size_t problem, std::size_t part) const;

  // Leaves only the selected parts in a score, with the points of these. Every part was marked as
  // in a whole run (follow-through included); final points and grade need the whole exam and go.
  void restrict(Score& score, const Exam& exam) const;

 private:
  bool all_ = true;
  std::vector<std::vector<bool>> selected_;  // problem, part
};

}  // namespace grader
