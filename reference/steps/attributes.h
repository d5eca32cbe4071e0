// What an array has behind a point, and `not`. Internal to reference/steps.
#pragma once

#include <string_view>

#include "reference/steps/view.h"

namespace reference::steps {

struct Attribute {
  std::string_view name;
  Callable function;
  Pullback pullback;
};

// `T`, `shape`, `size`, `ndim`, or null.
const Attribute* find_attribute(std::string_view name);

// Whether NumPy's arrays have the function of this name as a method.
bool is_method(std::string_view name);

// 1 for a number that is 0, and 0 for another.
Result<Value> logical_not(Inputs arguments);

}  // namespace reference::steps
