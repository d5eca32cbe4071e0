#include "reference/steps/compiler.h"

#include <fmt/core.h>

#include <limits>

#include "reference/language/printer.h"
#include "reference/steps/arithmetic.h"
#include "reference/steps/attributes.h"
#include "reference/steps/derivative.h"
#include "reference/steps/indexing.h"

namespace reference::steps {

using grader::QuantityIndex;
using language::Child;

namespace {

Operation at(Operation operation, const language::Expression& whole) {
  operation.where = whole.where;
  return operation;
}

Operation branches(Operation::Kind kind, std::vector<Operation> arguments,
                   const language::Expression& whole) {
  Operation operation;
  operation.kind = kind;
  operation.arguments = std::move(arguments);
  return at(std::move(operation), whole);
}

// The array with an axis of extent 1 more.
Operation with_axis(Operation array, Count axis) {
  const Builtin& expand = *find_builtin("np.expand_dims");
  std::vector<Operation> arguments;
  arguments.push_back(std::move(array));
  arguments.push_back(Operation::of_constant(axis));
  return Operation::of_call(expand.function, expand.pullback, expand.name, std::move(arguments));
}

}  // namespace

Operation Compiler::compile(const Expression& expression) {
  if (auto input = quantity(expression)) return std::move(*input);
  return std::visit([&](const auto& one) { return node(one, expression); }, expression.node);
}

std::optional<std::size_t> Compiler::input_of(const Expression& expression) const {
  const auto found = resolved_.find(&expression);
  if (found == resolved_.end()) return std::nullopt;
  return found->second;
}

Operation Compiler::node(const language::Integer& node, const Expression& whole) {
  constexpr auto largest = std::numeric_limits<std::int64_t>::max();
  if (node.value > static_cast<std::uint64_t>(largest)) {
    return report(grader::code::bad_expression, whole.where,
                  fmt::format("`{}` does not fit 64 bits", node.value), "");
  }
  return Operation::of_constant(Count{static_cast<std::int64_t>(node.value)});
}

Operation Compiler::node(const language::Real& node, const Expression&) {
  return Operation::of_constant(Real{node.value});
}

Operation Compiler::node(const language::String& node, const Expression&) {
  return Operation::of_constant(Text{node.text});
}

Operation Compiler::node(const language::Boolean& node, const Expression&) {
  return Operation::of_constant(Count{node.value ? 1 : 0});
}

Operation Compiler::node(const language::None&, const Expression& whole) {
  return not_supported(whole, "None", "it stands for an argument that is left out");
}

Operation Compiler::node(const language::Slice&, const Expression& whole) {
  return report(grader::code::bad_expression, whole.where, "a slice is no value");
}

// `x[i, 1:]`; None among the indices makes an axis of extent 1 there. Where that is can only be
// said as long as what stands before it keeps its axis: a slice or another None.
Operation Compiler::node(const language::Subscript& node, const Expression& whole) {
  std::vector<const Expression*> indices;
  if (const auto* tuple = std::get_if<language::Tuple>(&node.index->node)) {
    for (const Child& index : tuple->items) indices.push_back(index.get());
  } else {
    indices.push_back(node.index.get());
  }
  std::vector<Operation> arguments;
  arguments.push_back(compile(*node.object));
  std::vector<Count> new_axes;
  bool known = true;
  for (std::size_t i = 0; i < indices.size(); ++i) {
    if (std::holds_alternative<language::None>(indices[i]->node)) {
      if (!known) {
        return not_supported(*indices[i], "None", "put it before the indices that take an axis");
      }
      new_axes.push_back(static_cast<Count>(i));
      continue;
    }
    known = known && std::holds_alternative<language::Slice>(indices[i]->node);
    add_index(arguments, *indices[i]);
  }
  Operation result =
      at(Operation::of_call(subscript, subscript_pullback, "[..]", std::move(arguments)), whole);
  for (const Count axis : new_axes) result = at(with_axis(std::move(result), axis), whole);
  return result;
}

Operation Compiler::node(const language::Unary& node, const Expression& whole) {
  std::vector<Operation> arguments;
  if (node.op == language::UnaryOperator::logical_not) {
    arguments.push_back(compile(*node.operand));
    return at(Operation::of_call(logical_not, no_cotangents, "not", std::move(arguments)), whole);
  }
  if (!supported(node.op)) return not_supported(whole, language::symbol(node.op));
  arguments.push_back(compile(*node.operand));
  return at(Operation::of_call(operation(node.op), pullback_of(node.op), language::symbol(node.op),
                               std::move(arguments)),
            whole);
}

Operation Compiler::node(const language::Binary& node, const Expression& whole) {
  if (!supported(node.op)) {
    return not_supported(whole, language::symbol(node.op),
                         node.op == language::BinaryOperator::bit_xor ? "a power is `**`" : "");
  }
  std::vector<Operation> arguments;
  arguments.push_back(compile(*node.left));
  arguments.push_back(compile(*node.right));
  return at(Operation::of_call(operation(node.op), pullback_of(node.op), language::symbol(node.op),
                               std::move(arguments)),
            whole);
}

Operation Compiler::node(const language::Comparison& node, const Expression& whole) {
  for (const auto& link : node.rest) {
    if (!supported(link.first)) return not_supported(whole, language::symbol(link.first));
  }
  std::vector<Operation> arguments;
  arguments.push_back(compile(*node.first));
  for (const auto& [op, operand] : node.rest) {
    arguments.push_back(Operation::of_constant(static_cast<Count>(op)));
    arguments.push_back(compile(*operand));
  }
  return at(Operation::of_call(compare, compare_pullback, language::symbol(node.rest.front().first),
                               std::move(arguments)),
            whole);
}

Operation Compiler::node(const language::Logical& node, const Expression& whole) {
  std::vector<Operation> arguments;
  for (const Child& operand : node.operands) arguments.push_back(compile(*operand));
  const bool all = node.op == language::LogicalOperator::logical_and;
  return branches(all ? Operation::Kind::all_of : Operation::Kind::any_of, std::move(arguments),
                  whole);
}

Operation Compiler::node(const language::Conditional& node, const Expression& whole) {
  std::vector<Operation> arguments;
  arguments.push_back(compile(*node.condition));
  arguments.push_back(compile(*node.then));
  arguments.push_back(compile(*node.otherwise));
  return branches(Operation::Kind::choice, std::move(arguments), whole);
}

Operation Compiler::node(const language::List& node, const Expression& whole) {
  return list(node.items, whole);
}

Operation Compiler::node(const language::Tuple& node, const Expression& whole) {
  return list(node.items, whole);
}

Operation Compiler::node(const language::Imaginary&, const Expression& whole) {
  return not_supported(whole, language::print(whole));
}

Operation Compiler::node(const language::Ellipsis&, const Expression& whole) {
  return not_supported(whole, "...");
}

Operation Compiler::node(const language::Starred&, const Expression& whole) {
  return not_supported(whole, "*");
}

Operation Compiler::node(const language::Comprehension&, const Expression& whole) {
  return not_supported(whole, "for");
}

Operation Compiler::list(const std::vector<Child>& items, const Expression& whole) {
  std::vector<Operation> arguments;
  for (const Child& item : items) arguments.push_back(compile(*item));
  return at(Operation::of_call(make_list, make_list_pullback, "[..]", std::move(arguments)), whole);
}

void Compiler::add_index(std::vector<Operation>& arguments, const Expression& index) {
  if (std::holds_alternative<language::Comparison>(index.node)) {  // it would take entries 0 and 1
    report(grader::code::bad_expression, index.where,
           "a comparison is no index: there are no masks",
           "write `np.where(condition, x, 0)`, or `np.sum(x * condition)`");
    return;
  }
  const auto* slice = std::get_if<language::Slice>(&index.node);
  arguments.push_back(slice ? Operation() : compile(index));
  if (slice == nullptr) {
    arguments.resize(arguments.size() + 3);
    return;
  }
  for (const Child* bound : {&slice->start, &slice->stop, &slice->step}) {
    arguments.push_back(*bound ? compile(**bound) : Operation());
  }
}

Operation Compiler::report(const grader::Code& code, language::Position position,
                           std::string message, std::string hint) {
  failed_ = true;
  diagnostics_.error(code, language::within(where_, position), std::move(message), std::move(hint));
  return {};
}

Operation Compiler::not_supported(const Expression& whole, std::string_view what,
                                  std::string hint) {
  return report(grader::code::bad_expression, whole.where,
                fmt::format("`{}` is not supported here", what), std::move(hint));
}

}  // namespace reference::steps
