// A compiled expression: a tree of functions over resolved inputs. No text is looked at any more.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "reference/language/position.h"
#include "reference/steps/view.h"

namespace reference::steps {

// A function that carries more than its arguments: a gradient knows the steps that it goes through.
class Routine {
 public:
  virtual ~Routine() = default;
  virtual Result<Value> run(Inputs arguments) const = 0;
};

struct Operation {
  enum class Kind {
    absent,  // an argument that was left out
    input,
    constant,
    call,
    routine,
    choice,  // condition, then, otherwise: only one of the last two is computed
    all_of,  // `and`: the first operand that is 0, or the last one
    any_of,  // `or`: the first operand that is not 0, or the last one
  };
  Kind kind = Kind::absent;
  std::size_t input = 0;  // of Kind::input
  Value constant;
  Callable function = nullptr;
  Pullback pullback = nullptr;  // null: no derivative
  std::string_view name;        // of the function or operator, for messages
  language::Position where;     // in the text of the expression
  std::shared_ptr<const Routine> routine;
  std::vector<Operation> arguments;

  static Operation of_input(std::size_t index);
  static Operation of_constant(Value value);
  static Operation of_call(Callable function, Pullback pullback, std::string_view name,
                           std::vector<Operation> arguments);

  // Recursion is as deep as the tree (language::max_height at most).
  Result<Value> run(Inputs inputs) const;
};

// The same expression where input i is input `slots[i]`.
Operation with_inputs(Operation operation, const std::vector<std::size_t>& slots);

// The place of a quantity among the inputs of an expression, at the end if it is new there.
std::size_t slot_of(std::vector<grader::QuantityIndex>& inputs, grader::QuantityIndex quantity);

// Whether a condition holds: a number that is not 0.
Result<bool> truth(const Value& condition);

// The function of a quantity that is a compiled expression: what it does can be found again.
class StepFunction {
 public:
  explicit StepFunction(Operation operation)
      : operation_(std::make_shared<const Operation>(std::move(operation))) {}

  Result<Value> operator()(Inputs inputs) const { return operation_->run(inputs); }
  const std::shared_ptr<const Operation>& operation() const { return operation_; }

 private:
  std::shared_ptr<const Operation> operation_;
};

// The expression behind a function; null for one that is no StepFunction.
std::shared_ptr<const Operation> operation_of(const grader::Function& function);

}  // namespace reference::steps
