// A run over a class: submissions stream in, results stream out in the same order.
#pragma once

#include <functional>
#include <set>
#include <string>

#include "grader/class/results.h"
#include "grader/class/selection.h"
#include "grader/scoring/score.h"
#include "grader/submission/submission.h"

namespace grader {

struct RunOptions {
  Selection selection;
  std::set<std::string> students;             // only these; empty: all
  std::function<bool()> interrupted;          // asked before each submission; may be empty
  std::function<void(std::size_t)> progress;  // called with the number of submissions done
};

// Marks what `reader` yields and gives it to `sink`; then come the students of the roster who
// handed in nothing. One student's fault, or our failure at one student, costs that student only
// and is counted in RunSummary::not_graded. Of an input's messages the first 20 are kept. Fails iff
// the sink does.
Result<RunSummary> run_class(const Exam& exam, const Marker& marker, SubmissionReader& reader,
                             const RunOptions& options, ResultSink& sink);

}  // namespace grader
