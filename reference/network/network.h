#pragma once

#include "grader/exam/kind.h"

namespace reference::network {

const grader::ProblemKind& kind();

}  // namespace reference::network
