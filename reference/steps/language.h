#pragma once

#include "grader/exam/kind.h"

namespace reference::steps {

// The author's language over a graph; see compile.h for what it offers.
const grader::ExpressionLanguage& language();

}  // namespace reference::steps
