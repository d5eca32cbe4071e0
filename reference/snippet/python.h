// Python's own functions and the methods of its lists, tuples and texts.
#pragma once

#include "reference/snippet/builtin.h"

namespace reference::snippet {

std::span<const Builtin> python_functions();
std::span<const Builtin> sequence_methods();
// Python's builtins and the methods of its types, all of them.
std::span<const std::string_view> python_names();

}  // namespace reference::snippet
