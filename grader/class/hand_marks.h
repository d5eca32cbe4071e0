// Marks given by hand, joined with what the students handed in.
#pragma once

#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "grader/base/diagnostics.h"
#include "grader/exam/exam.h"
#include "grader/submission/submission.h"

namespace grader {

class HandMarks {
 public:
  explicit HandMarks(const Exam& exam);  // `exam` must outlive it

  // The marks that hold for a submission: those of marks.csv and those of its own sheet. Reports
  // as errors, and leaves out: a mark given to another answer, points that are no number or that
  // the part does not allow, two different marks for one part.
  std::vector<Mark> for_submission(const Submission& submission, Diagnostics& diagnostics);

  // The marks of a student who handed in nothing.
  std::vector<Mark> for_student(const std::string& student);

  // Marks of marks.csv for students whom nobody has asked for.
  std::vector<const Mark*> unused() const;

 private:
  std::span<const Mark* const> of(const std::string& student);
  void add_from_sheet(const HandPoints& given, const std::string& student, std::vector<Mark>& marks,
                      Diagnostics& diagnostics) const;

  const Exam& exam_;
  std::unordered_map<std::string, std::vector<const Mark*>> by_student_;
  std::set<std::string> asked_;
};

}  // namespace grader
