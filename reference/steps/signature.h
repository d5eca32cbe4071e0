// Puts the arguments of a call in the order of the function's parameters.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "reference/language/syntax.h"
#include "reference/steps/builtin.h"

namespace reference::steps {

// What a parameter gets: the argument, or the default as the table words it.
struct Bound {
  const language::Expression* argument = nullptr;
  std::string_view fallback;
};

struct BindError {
  language::Position where;
  std::string message;
  std::string hint;
};

// `object`, if not null, is the first argument: x in `x.sum(axis=0)`. None, given for a parameter
// that may be left out, leaves it out.
Result<std::vector<Bound>, BindError> bind(const Builtin& builtin,
                                           const language::Expression* object,
                                           const language::Call& call, language::Position where);

}  // namespace reference::steps
