// (Exam, submission) -> score. Knows values and rules; no kind of problem, no file.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "grader/exam/exam.h"
#include "grader/scoring/follow.h"
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
  ~Marker();

  // Marks one student. `marks` are the marks by hand that concern the student; they override.
  // Never throws for what a student wrote: a problem that we fail at is not_marked.
  Score mark(const std::string& student, const std::string& name,
             std::span<const RawAnswer> answers, std::span<const Mark> marks) const;

  // The key of a part (its conventions applied); null for a written part and where solving failed.
  const Value* key(std::size_t problem, std::size_t part) const;

  // All quantities of a problem, without edits.
  const Evaluation& evaluation(std::size_t problem) const;

 private:
  struct ProblemKeys;

  void mark_problem(std::size_t index, std::span<const RawAnswer> answers, Score& score) const;
  // Values for quantities that no part asks for; they are recorded as extra answers.
  std::vector<OwnValue> own_extra_values(std::size_t index, std::span<const RawAnswer> answers,
                                         Score& score) const;
  static void apply_follow(const Problem& problem, const Part& part, const Evaluation& base,
                           std::span<const OwnValue> own, const Response& response,
                           std::string_view text, Verdict& verdict);
  void sum_up(Score& score) const;

  const Exam& exam_;
  std::vector<ProblemKeys> keys_;  // a problem each
};

}  // namespace grader
