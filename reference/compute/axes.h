// Names of axes: for messages, and a check of the givens.
#pragma once

#include "reference/compute/block.h"

namespace reference::compute {

// "out 2 x in 3" with names, else "2 x 3"; "a number" of none.
std::string named_shape(const grader::Value& value, const std::vector<std::string>& axes);

// Reports axes of one name and different extents.
void axes_agree(const Block& block, grader::Diagnostics& diagnostics);

}  // namespace reference::compute
