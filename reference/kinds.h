// What the loader is handed: the kinds of problems and the author's language.
#pragma once

#include "grader/exam/kind.h"

namespace reference {

// Every kind that the grader knows. What it points to lives as long as the program.
grader::Reference kinds();

}  // namespace reference
