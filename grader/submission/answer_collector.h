// Keeps what a submission hands in within bounds: a file made to be large costs its author, not the
// class.
#pragma once

#include <cstddef>

#include "grader/base/diagnostics.h"
#include "grader/submission/submission.h"

namespace grader {

class AnswerCollector {
 public:
  // Answers are appended to `submission`; both must outlive it.
  AnswerCollector(Submission& submission, Diagnostics& diagnostics)
      : submission_(submission), diagnostics_(diagnostics) {}

  // `asked`: a part asks for it. A text too long to be read is cut (and still too long); of the
  // answers that no part asks for, the first `most_extra` are kept. Both with a warning.
  void add(Answer answer, bool asked);

  static constexpr std::size_t most_extra = 100;

 private:
  Submission& submission_;
  Diagnostics& diagnostics_;
  std::size_t extra_ = 0;
};

}  // namespace grader
