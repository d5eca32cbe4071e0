// Formulas of worked steps as MathML, which browsers set without any script.
#pragma once

#include <string>
#include <string_view>

namespace grader {

// A line of a working, such as `(p - y) / 2`, `W.T @ dz` or `1 x 1 x 192 x 64`, as <math> elements,
// one a term, since browsers break lines between them only: fractions, powers, subscripts
// (`W_next`), matrices (`[[1, 2], [3, 4]]`). Everything that is no mathematics is escaped text, so
// any line gives well-formed markup. They are in a <span> whose title is the line itself.
std::string mathml(std::string_view line);

}  // namespace grader
