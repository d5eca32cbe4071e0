#pragma once

#include "grader/exam/kind.h"

namespace reference::matching {

const grader::ProblemKind& kind();

}  // namespace reference::matching
