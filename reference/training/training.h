#pragma once

#include "grader/exam/kind.h"

namespace reference::training {

const grader::ProblemKind& kind();

}  // namespace reference::training
