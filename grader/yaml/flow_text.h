// A YAML list or map as one line of text, such as a student would type.
#pragma once

#include <string>

#include "grader/yaml/node.h"

namespace grader::yaml {

// A scalar's own text; nothing for a null; `[[-0.093, 0.062], [1, 2]]` for lists and `{a: 3, b: 1}`
// for maps. Entries that hold more than letters, digits and . + - * / ^ % _ are put in double
// quotes, with \" and \\ inside; a null entry is left blank.
std::string flow_text(const Node& node);

}  // namespace grader::yaml
