// What a student handed in: raw text a part. Reading it as numbers is grader/answers' matter.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "grader/base/diagnostics.h"
#include "grader/base/files.h"
#include "grader/exam/exam.h"

namespace grader {

struct Answer {
  std::string problem;  // id
  std::string name;     // id of a part, or name of a quantity that no part asks for
  std::string text;     // as typed; lists and maps of YAML as one line of flow style
  Place where;
};

// Points given by hand in an answer sheet (a column `opencv-numpy.meaning!`).
struct HandPoints {
  std::string problem;
  std::string part;
  std::string text;  // as typed, not blank: a number or `EX`
  Place where;
};

struct Submission {
  std::string student;  // id; never empty
  std::string name;
  std::string submitted;  // as given, or empty
  std::vector<Answer> answers;
  std::vector<HandPoints> hand_points;
  // False for the row of a sheet in which nothing is filled in: a student who was not there, as far
  // as the sheet knows.
  bool handed_in = true;
  Place where;
};

// One thing that the input held: a submission, or an input that could not be read as one. Messages
// that do not cost the submission (an unknown part) come with it; with neither a submission nor an
// error, they concern a whole sheet (an unknown column).
struct Received {
  std::optional<Submission> submission;
  std::string input;    // "answers.csv:12", "s0042.yaml": what errors.csv names
  std::string student;  // whose it seems to be, also when it cannot be read; may be empty
  Diagnostics diagnostics;
};

// A file that was read, for run.json.
struct InputFile {
  std::string name;  // without the folders above the path that was asked for
  std::string sha256;
};

// A class in input order. Not all in memory: one at a time.
class SubmissionReader {
 public:
  virtual ~SubmissionReader() = default;
  virtual std::optional<Received> next() = 0;  // empty at the end
  // The files opened so far, in order.
  virtual const std::vector<InputFile>& inputs() const = 0;
};

// Opens paths in the order given; a folder yields its *.yaml, *.yml and *.csv files in name order.
// What cannot be opened is received as an input with an error, so that the class goes on.
std::unique_ptr<SubmissionReader> open_submissions(const Files& files,
                                                   std::vector<std::string> paths,
                                                   const Exam& exam);

}  // namespace grader
