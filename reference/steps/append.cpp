#include "reference/steps/append.h"

#include "reference/steps/arithmetic.h"
#include "reference/steps/operation.h"

namespace reference::steps {
namespace {

using grader::Diagnostics;
using grader::Graph;
using grader::Place;
using grader::QuantityIndex;

// "a + b + c" of the inputs up to `shown`, or "0".
grader::Formula joined(std::size_t shown, const std::string& with) {
  grader::Formula formula;
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) formula.emplace_back(with);
    formula.emplace_back(i);
  }
  if (formula.empty()) formula.emplace_back("0");
  return formula;
}

// Counts are folded exactly; a student's value may be any number.
grader::Function folding(Callable function, Count start) {
  return [=](Inputs inputs) {
    Result<Value> all = Value(start);
    for (std::size_t i = 0; i < inputs.size() && all; ++i) {
      const Value* const both[] = {&*all, inputs[i]};
      all = function(Inputs(both));
    }
    return all;
  };
}

}  // namespace

grader::Quantity quantity_of(std::string name, Compiled compiled, const Place& where) {
  grader::Quantity quantity;
  quantity.name = std::move(name);
  quantity.inputs = std::move(compiled.definition.inputs);
  quantity.function = std::move(compiled.definition.function);
  quantity.formula = std::move(compiled.definition.formula);
  quantity.terms = std::move(compiled.terms);
  quantity.shortcut = std::move(compiled.shortcut);
  quantity.where = where;
  return quantity;
}

std::optional<QuantityIndex> add_step(Graph& graph, std::string name, std::string_view text,
                                      const Place& where, Diagnostics& diagnostics) {
  auto compiled = compile(text, where, graph, diagnostics);
  if (!compiled) return std::nullopt;
  return graph.add(quantity_of(std::move(name), std::move(*compiled), where));
}

QuantityIndex add_sum(Graph& graph, std::string name, std::vector<QuantityIndex> inputs,
                      std::size_t shown, const Place& where) {
  grader::Quantity quantity;
  quantity.name = std::move(name);
  quantity.formula = joined(shown, " + ");
  if (shown >= 2) quantity.terms.assign(inputs.begin(), inputs.begin() + static_cast<long>(shown));
  quantity.inputs = std::move(inputs);
  quantity.function = folding(operation(language::BinaryOperator::add), 0);
  quantity.where = where;
  return graph.add(std::move(quantity));
}

QuantityIndex add_product(Graph& graph, std::string name, std::vector<QuantityIndex> inputs,
                          const Place& where) {
  grader::Quantity quantity;
  quantity.name = std::move(name);
  quantity.formula = joined(inputs.size(), " x ");
  quantity.inputs = std::move(inputs);
  quantity.function = folding(operation(language::BinaryOperator::multiply), 1);
  quantity.where = where;
  return graph.add(std::move(quantity));
}

QuantityIndex add_alias(Graph& graph, std::string name, QuantityIndex other, const Place& where) {
  grader::Quantity quantity;
  quantity.name = std::move(name);
  quantity.inputs = {other};
  quantity.formula = {std::size_t{0}};
  quantity.function = StepFunction(Operation::of_input(0));
  quantity.where = where;
  return graph.add(std::move(quantity));
}

}  // namespace reference::steps
