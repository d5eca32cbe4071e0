// Syntax tree -> canonical text: one spelling for each tree, with as few brackets as it takes.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "reference/language/syntax.h"

namespace reference::language {

// "parameters(m)", "a * (b + c)", "x[0, 1:]", "-x ** 2". Parsing it gives the same tree.
std::string print(const Expression& expression);

// The same in pieces: `replace` is asked about every sub-expression from the outside in; where it
// returns true it has put something of its own in the place of it (an atom: it gets no brackets).
using Emit = std::function<void(std::string_view)>;
using Replace = std::function<bool(const Expression&)>;
void print(const Expression& expression, const Emit& emit, const Replace& replace);

}  // namespace reference::language
