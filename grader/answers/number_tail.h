// What stands behind a number: the quantity's own words, remarks, and what does not belong there.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/answers/calculation.h"
#include "grader/answers/folded.h"
#include "grader/answers/number.h"
#include "grader/answers/segments.h"

namespace grader {

struct Tail {
  std::string reason;         // why the number cannot be taken; empty: nothing speaks against it
  std::size_t failed_at = 0;  // byte of the folded text
  std::vector<std::string> notes;
};

// The tail of `span`, whose front was calculated.
Tail read_tail(const Folded& folded, Span span, const Calculation& calculation,
               const NumberRules& rules);

// Brackets behind a space at the end of a span, with something in front of them: `163328 (159.5K)`.
std::optional<Span> bracketed_end(std::string_view text, Span span);

// The word of a remark that says how a number was written, as in `(rounded to 3 decimals)`.
enum class Wording { none, exact, approximate };
Wording wording(std::string_view remark);

// The bytes of the dots at the end of `0.3711...`, or 0.
std::size_t trailing_dots(std::string_view text);

}  // namespace grader
