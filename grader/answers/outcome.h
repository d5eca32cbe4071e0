// What became of an answer, of a whole part or of one leaf (a scalar, an entry of an array, a row
// of a table).
#pragma once

#include <string_view>

namespace grader {

enum class Outcome {
  correct,
  partly_correct,
  incorrect,
  blank,
  unreadable,   // no number (or no table) could be read
  wrong_type,   // a table where a number was asked for, ...
  wrong_shape,  // readable numbers in another shape
  nonfinite,    // infinity or NaN where the key is finite
  pending,      // a person has yet to mark it
  not_marked,   // a failure of ours; never held against the student
};

// The stable name, as in results.jsonl: "partly_correct".
std::string_view to_text(Outcome outcome);

// Whether there was something to compare with a key: correct, partly_correct or incorrect.
bool was_compared(Outcome outcome);

}  // namespace grader
