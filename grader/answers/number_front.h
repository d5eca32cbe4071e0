// What stands in front of a number: labels, and words and signs for "approximately".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grader/answers/segments.h"

namespace grader {

struct NumberFront {
  Segment segment;                 // the number and what stands behind it
  std::vector<std::string> notes;  // of what was left out
};

// The segment without its front; also without the dots of `0.3711...`, which make it approximate.
NumberFront without_front(std::string_view text, Segment segment, bool in_list);

}  // namespace grader
