#pragma once

#include <functional>

#include "reference/language/syntax.h"

namespace reference::language {

// Calls visit(part) for the expression and every sub-expression, from the outside in.
void for_each_part(const Expression& expression,
                   const std::function<void(const Expression&)>& visit);

}  // namespace reference::language
