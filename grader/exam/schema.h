// The JSON Schema of problem, exam and answer files, for editors and other validators.
#pragma once

#include <string>

#include "grader/exam/kind.h"

namespace grader {

// JSON Schema 2020-12 as indented JSON, with the blocks and conventions of the kinds at hand.
std::string schema_json(const Reference& reference);

}  // namespace grader
