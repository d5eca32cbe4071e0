#include "reference/steps/operation.h"

#include <boost/container/small_vector.hpp>

namespace reference::steps {

Operation Operation::of_input(std::size_t index) {
  Operation operation;
  operation.kind = Kind::input;
  operation.input = index;
  return operation;
}

Operation Operation::of_constant(Value value) {
  Operation operation;
  operation.kind = Kind::constant;
  operation.constant = std::move(value);
  return operation;
}

Operation Operation::of_call(Callable function, std::vector<Operation> arguments) {
  Operation operation;
  operation.kind = Kind::call;
  operation.function = function;
  operation.arguments = std::move(arguments);
  return operation;
}

Result<Value> Operation::run(Inputs inputs) const {
  if (kind == Kind::input) return *inputs[input];
  if (kind == Kind::constant) return constant;
  boost::container::small_vector<const Value*, 4> values;
  boost::container::small_vector<Value, 2> own;  // what calls returned; never grows beyond this
  values.reserve(arguments.size());
  own.reserve(arguments.size());
  for (const Operation& argument : arguments) {
    switch (argument.kind) {
      case Kind::input:
        values.push_back(inputs[argument.input]);
        break;
      case Kind::constant:
        values.push_back(&argument.constant);
        break;
      case Kind::absent:
        values.push_back(nullptr);
        break;
      case Kind::call: {
        Result<Value> value = argument.run(inputs);
        if (!value) return value;
        own.push_back(std::move(*value));
        values.push_back(&own.back());
        break;
      }
    }
  }
  return function({values.data(), values.size()});
}

}  // namespace reference::steps
