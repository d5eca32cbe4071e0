// The names that answers may have: the parts of an exam and the quantities of its problems.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "grader/exam/exam.h"

namespace grader {

// What a name in a submission stands for.
struct AnswerName {
  std::string problem;
  std::string name;  // of a part or a quantity
};

// Const use is thread-safe. `exam` must outlive it.
class AnswerNames {
 public:
  explicit AnswerNames(const Exam& exam);

  const Problem* problem(std::string_view id) const;
  bool has(const Problem& problem, std::string_view name) const;

  // "last-layers.ii", "last-layers.p": of a part or a quantity, problem and name joined by a point.
  // One in another case ("P.L" for "p.l") counts if it can mean one name only.
  std::optional<AnswerName> resolve(std::string_view joined) const;

  // "did you mean ..." or what is known.
  std::string suggest_problem(std::string_view id) const;
  std::string suggest_name(const Problem& problem, std::string_view name) const;
  std::string suggest_joined(std::string_view joined) const;
  // True iff a joined name looks like a slip of a known one.
  bool resembles(std::string_view joined) const;

 private:
  std::optional<AnswerName> resolve_exactly(std::string_view joined) const;

  const Exam& exam_;
  std::vector<std::string> problem_ids_;
  std::vector<std::string> joined_;                                  // every part
  std::unordered_map<std::string, std::vector<AnswerName>> folded_;  // by the name in lower case
};

}  // namespace grader
