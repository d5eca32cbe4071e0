// Steps that depend on each other in a circle.
#pragma once

#include "reference/compute/block.h"

namespace reference::compute {

// Reports the first circle of steps: "`a` needs `b`, which needs `a`". False iff it reported.
bool has_no_cycle(const Block& block, grader::Diagnostics& diagnostics);

}  // namespace reference::compute
