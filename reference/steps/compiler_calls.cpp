// Names, attributes and calls.
#include <fmt/core.h>

#include <algorithm>

#include "grader/base/words.h"
#include "reference/language/printer.h"
#include "reference/steps/attributes.h"
#include "reference/steps/compiler.h"
#include "reference/steps/gradient.h"
#include "reference/steps/signature.h"

namespace reference::steps {

using grader::QuantityIndex;
using language::Child;

namespace {

constexpr std::string_view gradient_name = "grad";

Operation at(Operation operation, language::Position where) {
  operation.where = where;
  return operation;
}

std::optional<std::string> closest_function(const std::string& function) {
  std::vector<std::string> names = builtin_names();
  names.emplace_back(gradient_name);
  if (!function.starts_with("np.")) {
    for (std::string& name : names) {
      if (name.starts_with("np.")) name.erase(0, 3);
    }
  }
  return grader::closest(function, names);
}

// Of the quantities, without the conventions unless there is nothing else.
std::vector<std::string> names_of(const grader::Graph& graph) {
  std::vector<std::string> names = graph.names();
  std::vector<std::string> own = names;
  std::erase_if(own, [](const std::string& name) { return name.starts_with("conventions."); });
  return own.empty() ? names : own;
}

}  // namespace

std::optional<QuantityIndex> Compiler::find(const Expression& expression) const {
  const bool may_be_name = std::holds_alternative<language::Name>(expression.node) ||
                           std::holds_alternative<language::Attribute>(expression.node) ||
                           std::holds_alternative<language::Call>(expression.node) ||
                           std::holds_alternative<language::Subscript>(expression.node);
  if (!may_be_name) return std::nullopt;
  return graph_.find(language::print(expression));
}

std::optional<Operation> Compiler::quantity(const Expression& expression) {
  const auto index = find(expression);
  if (!index) return std::nullopt;
  const std::size_t slot = slot_of(*index);
  resolved_.emplace(&expression, slot);
  return Operation::of_input(slot);
}

std::size_t Compiler::slot_of(QuantityIndex index) { return steps::slot_of(inputs_, index); }

Operation Compiler::node(const language::Name& node, const Expression& whole) {
  return unknown(whole, node.name);
}

Operation Compiler::node(const language::Attribute& node, const Expression& whole) {
  const Attribute* attribute = find_attribute(node.name);
  if (attribute == nullptr) {
    const std::string name = language::print(whole);
    if (const auto constant = find_constant(name)) return Operation::of_constant(Real{*constant});
    return unknown(whole, name);
  }
  std::vector<Operation> arguments;
  arguments.push_back(compile(*node.object));
  return at(Operation::of_call(attribute->function, attribute->pullback, attribute->name,
                               std::move(arguments)),
            whole.where);
}

Operation Compiler::node(const language::Call& node, const Expression& whole) {
  const std::string name = language::print(*node.function);
  if (name == gradient_name) return grad(node, whole);
  if (const Builtin* builtin = find_builtin(name)) {
    return call_builtin(*builtin, nullptr, node, whole);
  }
  const auto* method = std::get_if<language::Attribute>(&node.function->node);
  if (method != nullptr && is_method(method->name) && !name.starts_with("np.")) {
    const Builtin* builtin = find_builtin("np." + method->name);
    if (builtin != nullptr) return call_builtin(*builtin, method->object.get(), node, whole);
  }
  return unknown_call(whole, name);
}

Operation Compiler::call_builtin(const Builtin& builtin, const Expression* object,
                                 const language::Call& node, const Expression& whole) {
  const auto bound = bind(builtin, object, node, whole.where);
  if (!bound) {
    return report(grader::code::bad_expression, bound.error().where, bound.error().message,
                  bound.error().hint);
  }
  std::vector<Operation> arguments;
  for (const Bound& one : *bound) {
    arguments.push_back(one.argument ? compile(*one.argument) : fallback(one.fallback));
  }
  return at(
      Operation::of_call(builtin.function, builtin.pullback, builtin.name, std::move(arguments)),
      whole.where);
}

// A default: a quantity that the graph may have, or nothing.
Operation Compiler::fallback(std::string_view name) {
  const auto index = graph_.find(name);
  return index ? Operation::of_input(slot_of(*index)) : Operation();
}

Operation Compiler::grad(const language::Call& node, const Expression& whole) {
  if (node.arguments.size() != 2 || !node.keywords.empty()) {
    return report(grader::code::bad_expression, whole.where,
                  "`grad` takes two arguments: a number and what it is derived by",
                  "write `grad(L, W)`");
  }
  const auto of = grad_argument(*node.arguments[0]);
  const auto by = grad_argument(*node.arguments[1]);
  if (!of || !by) return {};
  const auto made = gradient(graph_, *of, *by);
  if (!made) {
    return report(grader::code::bad_expression, whole.where, made.error().message,
                  made.error().hint);
  }
  gradients_.emplace_back(*of, *by);
  Operation operation;
  operation.kind = Operation::Kind::routine;
  operation.name = gradient_name;
  operation.where = whole.where;
  operation.routine = made->routine;
  for (const QuantityIndex input : made->inputs) {
    operation.arguments.push_back(Operation::of_input(slot_of(input)));
  }
  return operation;
}

std::optional<QuantityIndex> Compiler::grad_argument(const Expression& argument) {
  if (const auto index = find(argument)) return index;
  if (const auto* name = std::get_if<language::Name>(&argument.node)) {
    unknown(argument, name->name);
  } else {
    report(grader::code::bad_expression, argument.where,
           fmt::format("`grad` takes names of quantities, not `{}`", language::print(argument)),
           "make it a step of its own");
  }
  return std::nullopt;
}

bool Compiler::is_later(const Expression& whole, const std::string& name) {
  const auto found = std::find_if(later_.begin(), later_.end(),
                                  [&](const auto& one) { return one.first == name; });
  if (found == later_.end()) return false;
  report(grader::code::unknown_name, whole.where,
         fmt::format("`{}` is computed by a later step", name),
         found->second.line > 0 ? fmt::format("put this one behind line {}", found->second.line)
                                : "steps are computed in order");
  return true;
}

Operation Compiler::unknown(const Expression& whole, const std::string& name) {
  if (is_later(whole, name)) return {};
  return report(grader::code::unknown_name, whole.where, fmt::format("unknown name `{}`", name),
                grader::suggestion(name, names_of(graph_)));
}

// A quantity that is written like a call, or a function.
Operation Compiler::unknown_call(const Expression& whole, const std::string& function) {
  const std::string name = language::print(whole);
  std::optional<std::string> meant = grader::closest(name, graph_.names());
  if (!meant) meant = closest_function(function);
  return report(grader::code::unknown_name, whole.where, fmt::format("unknown name `{}`", name),
                meant ? fmt::format("did you mean `{}`?", *meant) : "");
}

}  // namespace reference::steps
