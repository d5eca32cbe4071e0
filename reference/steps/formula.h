// What a compiled expression looks like. Internal to reference/steps.
#pragma once

#include "reference/steps/compiler.h"

namespace reference::steps {

// The canonical text, with holes where the inputs stand.
grader::Formula formula_of(const language::Expression& expression, const Compiler& compiler);

// The quantities that a plain sum of at least two adds up, in order; else nothing.
std::vector<grader::QuantityIndex> terms_of(const language::Expression& expression,
                                            const Compiler& compiler);

}  // namespace reference::steps
