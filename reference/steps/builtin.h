// The functions of the language: one explicit table, a family a file.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reference/steps/view.h"

namespace reference::steps {

struct Builtin {
  // "softmax", or "np.exp", which may also be written `exp`.
  std::string_view name;
  // As in Python: "x, axis=None". A default is None (the function gets null) or the name of a
  // quantity that is passed if the graph has it: "p, y, base=conventions.log". "*" takes any
  // positive number of positional arguments.
  std::string_view parameters;
  Callable function;
  Pullback pullback = nullptr;  // none: the function has no derivative
};

// The function that is written so, or null.
const Builtin* find_builtin(std::string_view name);

std::vector<std::string> builtin_names();

// The families.
std::span<const Builtin> elementwise_functions();
std::span<const Builtin> reductions();
std::span<const Builtin> products();
std::span<const Builtin> losses();

}  // namespace reference::steps
