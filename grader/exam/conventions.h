// Conventions are data: every switch that can change a number is stated, inherited or defaulted,
// and stands in the graph as a given quantity, so that flipping it is an edit.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grader/base/place.h"

namespace grader {

struct Switch {
  std::string_view name;                 // "bias"
  std::vector<std::string_view> values;  // the first is the default
  std::string_view meaning;              // a sentence for the documentation
};

// "conventions.bias": the quantity that holds a switch.
std::string convention_quantity(std::string_view switch_name);

}  // namespace grader
