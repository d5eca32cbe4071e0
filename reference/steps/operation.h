// A compiled expression: a tree of functions over resolved inputs. No text is looked at any more.
#pragma once

#include <vector>

#include "reference/steps/view.h"

namespace reference::steps {

struct Operation {
  enum class Kind { input, constant, call, absent };
  Kind kind = Kind::absent;
  std::size_t input = 0;  // of Kind::input
  Value constant;
  Callable function = nullptr;
  std::vector<Operation> arguments;

  static Operation of_input(std::size_t index);
  static Operation of_constant(Value value);
  static Operation of_call(Callable function, std::vector<Operation> arguments);

  // Recursion is as deep as the tree (language::max_height at most).
  Result<Value> run(Inputs inputs) const;
};

}  // namespace reference::steps
