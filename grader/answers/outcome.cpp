#include "grader/answers/outcome.h"

namespace grader {

std::string_view to_text(Outcome outcome) {
  switch (outcome) {
    case Outcome::correct:
      return "correct";
    case Outcome::partly_correct:
      return "partly_correct";
    case Outcome::incorrect:
      return "incorrect";
    case Outcome::blank:
      return "blank";
    case Outcome::unreadable:
      return "unreadable";
    case Outcome::wrong_type:
      return "wrong_type";
    case Outcome::wrong_shape:
      return "wrong_shape";
    case Outcome::nonfinite:
      return "nonfinite";
    case Outcome::pending:
      return "pending";
    case Outcome::not_marked:
      return "not_marked";
  }
  return "not_marked";
}

bool was_compared(Outcome outcome) {
  return outcome == Outcome::correct || outcome == Outcome::partly_correct ||
         outcome == Outcome::incorrect;
}

}  // namespace grader
