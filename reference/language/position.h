// Where something stands in a text.
#pragma once

#include "grader/base/place.h"

namespace reference::language {

// From 1, columns in code points, within the text that was parsed.
struct Position {
  int line = 1;
  int column = 1;
};

// Where `position` of an expression stands in the file in which the expression begins at `where`
// (behind a quote, see yaml::Node::text_place). Its further lines are those of a block, indented as
// the first one is.
grader::Place within(const grader::Place& where, Position position);

}  // namespace reference::language
