// Where a derivative is taken at a corner: a relu of 0, the larger of two equal numbers, a tie in
// pooling. The convention chosen there decides, and central differences mean nothing.
#pragma once

#include <string_view>
#include <vector>

#include "reference/steps/trace.h"

namespace reference::steps {

struct Kink {
  std::string_view function;
  language::Position where;
};

// The functions in an expression whose arguments lie within about 1e-12 of a corner, or within 64
// units in the last place of their largest number. Only what `active` inputs reach counts.
// Arguments of more than 100,000 entries are not looked at.
std::vector<Kink> kinks(const Trace& trace, const std::vector<bool>& active);

}  // namespace reference::steps
