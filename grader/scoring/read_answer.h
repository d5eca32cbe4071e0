// How an answer is read, in words and without a verdict.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grader/answers/outcome.h"
#include "grader/scoring/response.h"

namespace grader {

struct ReadAnswer {
  // correct: it was read, whatever it is worth; else blank, unreadable, wrong_type or nonfinite.
  Outcome outcome = Outcome::correct;
  std::string read;                // "163,328", "[[1, 2], [3, ?]]"; empty if it was not read
  std::string shape;               // "2 x 3" of a list; else empty
  std::vector<std::string> notes;  // why not, what was assumed, and entries that were not read
};

// `key` is what `reader` was made for; only its type and labels matter.
ReadAnswer read_answer(const ResponseReader& reader, const Value& key, std::string_view text);

}  // namespace grader
