// (Exam, submission) -> score. Knows values and rules; no kind of problem, no file.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "grader/exam/exam.h"
#include "grader/scoring/verdict.h"

namespace grader {

// A raw answer to a part or a quantity of a problem.
struct RawAnswer {
  std::size_t problem;
  std::string name;
  std::string text;
};

// Keys and rules of an exam, solved once and used for every student. Thread-safe for const use.
class Marker {
 public:
  explicit Marker(const Exam& exam);  // `exam` must outlive it

  // Marks one student. `marks` are the marks by hand that concern the student; they override.
  // Never throws: a part that we fail at is not_marked.
  Score mark(const std::string& student, const std::string& name,
             std::span<const RawAnswer> answers, std::span<const Mark> marks) const;

  // The key of a part (its conventions applied), or why it has none.
  const Solved& key(std::size_t problem, std::size_t part) const;

 private:
  const Exam& exam_;
  std::vector<std::vector<Evaluation>> keys_;  // problem, part
};

}  // namespace grader
