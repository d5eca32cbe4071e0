// What a run over a class yields, student by student.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "grader/base/diagnostics.h"
#include "grader/base/result.h"
#include "grader/exam/exam.h"
#include "grader/scoring/verdict.h"

namespace grader {

enum class Status {
  graded,
  pending,     // a part waits for a person
  missing,     // handed in nothing
  error,       // handed in something that could not be graded
  excused,     // from every part
  unknown_id,  // graded (or pending), but not on the roster
};

// The stable name, as in grades.csv: "unknown_id".
std::string_view to_text(Status status);

struct StudentResult {
  std::string input;  // "answers.csv:12"; empty for who handed in nothing
  std::string submitted;
  Status status = Status::graded;
  Score score;  // id and name always; no parts if nothing was marked
  std::vector<Diagnostic> diagnostics;
};

// A message about an input, for errors.csv.
struct Incident {
  std::string input;
  std::string student;  // whose it seems to be; may be empty
  Diagnostic diagnostic;
};

// Takes the results of a run in input order; those who handed in nothing come last, in the
// roster's order. A failure (a full disk) ends the run.
class ResultSink {
 public:
  virtual ~ResultSink() = default;
  virtual Result<void> add(const StudentResult& result) = 0;
  virtual Result<void> add(const Incident& incident) = 0;
};

struct RunSummary {
  std::map<Status, std::size_t> students;  // how many of each status
  std::size_t submissions = 0;             // that were read and marked
  std::size_t not_graded = 0;              // inputs, students or marks that errors cost
  std::size_t warnings = 0;
  Fraction points = 0;       // sum over `complete`
  std::size_t complete = 0;  // students with final points
  bool interrupted = false;

  std::size_t count(Status status) const;
};

}  // namespace grader
