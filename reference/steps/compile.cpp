#include "reference/steps/compile.h"

#include <fmt/core.h>

#include <algorithm>
#include <limits>
#include <unordered_map>

#include "grader/base/words.h"
#include "reference/language/parser.h"
#include "reference/language/printer.h"
#include "reference/steps/arithmetic.h"
#include "reference/steps/builtin.h"
#include "reference/steps/indexing.h"
#include "reference/steps/operation.h"
#include "reference/steps/products.h"
#include "reference/steps/signature.h"

namespace reference::steps {
namespace {

using grader::Diagnostics;
using grader::Graph;
using grader::Place;
using grader::QuantityIndex;
using language::Child;
using language::Expression;

// Goes on after an error to find more: an expression that failed becomes Kind::absent.
class Compiler {
 public:
  Compiler(const Place& where, const Graph& graph, Diagnostics& diagnostics)
      : where_(where), graph_(graph), diagnostics_(diagnostics) {}

  Operation compile(const Expression& expression) {
    if (auto input = quantity(expression)) return std::move(*input);
    return std::visit([&](const auto& node) { return (*this)(node, expression); }, expression.node);
  }

  bool failed() const { return failed_; }
  const std::vector<QuantityIndex>& inputs() const { return inputs_; }
  // The input that an expression is, if it is one.
  std::optional<std::size_t> input_of(const Expression& expression) const {
    const auto found = resolved_.find(&expression);
    if (found == resolved_.end()) return std::nullopt;
    return found->second;
  }

  Operation operator()(const language::Integer& node, const Expression& whole) {
    constexpr auto largest = std::numeric_limits<std::int64_t>::max();
    if (node.value > static_cast<std::uint64_t>(largest)) {
      return report(grader::code::bad_expression, whole.where,
                    fmt::format("`{}` does not fit 64 bits", node.value), "");
    }
    return Operation::of_constant(Count{static_cast<std::int64_t>(node.value)});
  }
  Operation operator()(const language::Real& node, const Expression&) {
    return Operation::of_constant(Real{node.value});
  }
  Operation operator()(const language::String& node, const Expression&) {
    return Operation::of_constant(Text{node.text});
  }
  Operation operator()(const language::Name& node, const Expression& whole) {
    return unknown(whole, node.name);
  }
  Operation operator()(const language::Attribute& node, const Expression& whole) {
    if (node.name == "T") return call(transpose, *node.object);
    return unknown(whole, language::print(whole));
  }
  Operation operator()(const language::Call& node, const Expression& whole) {
    const std::string name = language::print(*node.function);
    const Builtin* builtin = find_builtin(name);
    if (builtin == nullptr) return unknown_call(whole, name);
    const auto bound = bind(*builtin, node, whole.where);
    if (!bound) {
      return report(grader::code::bad_expression, bound.error().where, bound.error().message,
                    bound.error().hint);
    }
    std::vector<Operation> arguments;
    for (const Bound& one : *bound) {
      arguments.push_back(one.argument ? compile(*one.argument) : fallback(one.fallback));
    }
    return Operation::of_call(builtin->function, std::move(arguments));
  }
  Operation operator()(const language::Slice&, const Expression& whole) {
    return report(grader::code::bad_expression, whole.where, "a slice is no value");
  }
  Operation operator()(const language::Subscript& node, const Expression&) {
    std::vector<Operation> arguments;
    arguments.push_back(compile(*node.object));
    if (const auto* tuple = std::get_if<language::Tuple>(&node.index->node)) {
      for (const Child& index : tuple->items) add_index(arguments, *index);
    } else {
      add_index(arguments, *node.index);
    }
    return Operation::of_call(subscript, std::move(arguments));
  }
  Operation operator()(const language::Unary& node, const Expression& whole) {
    if (!supported(node.op)) return not_supported(whole, language::symbol(node.op));
    return call(operation(node.op), *node.operand);
  }
  Operation operator()(const language::Binary& node, const Expression& whole) {
    if (!supported(node.op)) {
      return not_supported(whole, language::symbol(node.op),
                           node.op == language::BinaryOperator::bit_xor ? "a power is `**`" : "");
    }
    std::vector<Operation> arguments;
    arguments.push_back(compile(*node.left));
    arguments.push_back(compile(*node.right));
    return Operation::of_call(operation(node.op), std::move(arguments));
  }
  Operation operator()(const language::Comparison& node, const Expression& whole) {
    for (const auto& link : node.rest) {
      if (!supported(link.first)) return not_supported(whole, language::symbol(link.first));
    }
    std::vector<Operation> arguments;
    arguments.push_back(compile(*node.first));
    for (const auto& [op, operand] : node.rest) {
      arguments.push_back(Operation::of_constant(static_cast<Count>(op)));
      arguments.push_back(compile(*operand));
    }
    return Operation::of_call(compare, std::move(arguments));
  }
  Operation operator()(const language::List& node, const Expression&) { return list(node.items); }
  Operation operator()(const language::Tuple& node, const Expression&) { return list(node.items); }

  // What only snippets have.
  Operation operator()(const language::Imaginary&, const Expression& whole) {
    return not_supported(whole, language::print(whole));
  }
  Operation operator()(const language::Boolean&, const Expression& whole) {
    return not_supported(whole, language::print(whole));
  }
  Operation operator()(const language::None&, const Expression& whole) {
    return not_supported(whole, "None");
  }
  Operation operator()(const language::Ellipsis&, const Expression& whole) {
    return not_supported(whole, "...");
  }
  Operation operator()(const language::Starred&, const Expression& whole) {
    return not_supported(whole, "*");
  }
  Operation operator()(const language::Logical& node, const Expression& whole) {
    return not_supported(whole, language::symbol(node.op));
  }
  Operation operator()(const language::Conditional&, const Expression& whole) {
    return not_supported(whole, "if");
  }
  Operation operator()(const language::Comprehension&, const Expression& whole) {
    return not_supported(whole, "for");
  }

 private:
  std::optional<Operation> quantity(const Expression& expression) {
    const bool may_be_name = std::holds_alternative<language::Name>(expression.node) ||
                             std::holds_alternative<language::Attribute>(expression.node) ||
                             std::holds_alternative<language::Call>(expression.node) ||
                             std::holds_alternative<language::Subscript>(expression.node);
    if (!may_be_name) return std::nullopt;
    const auto index = graph_.find(language::print(expression));
    if (!index) return std::nullopt;
    const std::size_t slot = slot_of(*index);
    resolved_.emplace(&expression, slot);
    return Operation::of_input(slot);
  }

  std::size_t slot_of(QuantityIndex index) {
    const auto found = std::find(inputs_.begin(), inputs_.end(), index);
    const auto slot = static_cast<std::size_t>(found - inputs_.begin());
    if (found == inputs_.end()) inputs_.push_back(index);
    return slot;
  }

  Operation call(Callable function, const Expression& argument) {
    std::vector<Operation> arguments;
    arguments.push_back(compile(argument));
    return Operation::of_call(function, std::move(arguments));
  }

  Operation list(const std::vector<Child>& items) {
    std::vector<Operation> arguments;
    for (const Child& item : items) arguments.push_back(compile(*item));
    return Operation::of_call(make_list, std::move(arguments));
  }

  void add_index(std::vector<Operation>& arguments, const Expression& index) {
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

  // A default: a quantity that the graph may have, or nothing.
  Operation fallback(std::string_view name) {
    const auto index = graph_.find(name);
    return index ? Operation::of_input(slot_of(*index)) : Operation();
  }

  Operation report(const grader::Code& code, language::Position position, std::string message,
                   std::string hint = "") {
    failed_ = true;
    diagnostics_.error(code, language::within(where_, position), std::move(message),
                       std::move(hint));
    return {};
  }

  Operation not_supported(const Expression& whole, std::string_view what, std::string hint = "") {
    return report(grader::code::bad_expression, whole.where,
                  fmt::format("`{}` is not supported here", what), std::move(hint));
  }

  Operation unknown(const Expression& whole, const std::string& name) {
    return report(grader::code::unknown_name, whole.where, fmt::format("unknown name `{}`", name),
                  grader::suggestion(name, graph_.names()));
  }

  // A quantity that is written like a call, or a function.
  Operation unknown_call(const Expression& whole, const std::string& function) {
    const std::string name = language::print(whole);
    std::optional<std::string> meant = grader::closest(name, graph_.names());
    if (!meant) meant = closest_function(function);
    return report(grader::code::unknown_name, whole.where, fmt::format("unknown name `{}`", name),
                  meant ? fmt::format("did you mean `{}`?", *meant) : "");
  }

  static std::optional<std::string> closest_function(const std::string& function) {
    std::vector<std::string> names = builtin_names();
    if (!function.starts_with("np.")) {
      for (std::string& name : names) {
        if (name.starts_with("np.")) name.erase(0, 3);
      }
    }
    return grader::closest(function, names);
  }

  const Place& where_;
  const Graph& graph_;
  Diagnostics& diagnostics_;
  bool failed_ = false;
  std::vector<QuantityIndex> inputs_;
  std::unordered_map<const Expression*, std::size_t> resolved_;
};

grader::Formula formula_of(const Expression& expression, const Compiler& compiler) {
  grader::Formula formula;
  const auto emit = [&](std::string_view piece) {
    if (formula.empty() || !std::holds_alternative<std::string>(formula.back())) {
      formula.emplace_back(std::string());
    }
    std::get<std::string>(formula.back()) += piece;
  };
  const auto replace = [&](const Expression& part) {
    const auto input = compiler.input_of(part);
    if (input) formula.emplace_back(*input);
    return input.has_value();
  };
  language::print(expression, emit, replace);
  return formula;
}

std::vector<QuantityIndex> terms_of(const Expression& expression, const Compiler& compiler) {
  std::vector<QuantityIndex> terms;
  const Expression* rest = &expression;
  for (;;) {
    if (const auto input = compiler.input_of(*rest)) {
      terms.push_back(compiler.inputs()[*input]);
      break;
    }
    const auto* sum = std::get_if<language::Binary>(&rest->node);
    if (sum == nullptr || sum->op != language::BinaryOperator::add) return {};
    const auto last = compiler.input_of(*sum->right);
    if (!last) return {};
    terms.push_back(compiler.inputs()[*last]);
    rest = sum->left.get();
  }
  if (terms.size() < 2) return {};
  std::reverse(terms.begin(), terms.end());
  return terms;
}

grader::Function function_of(Operation operation) {
  if (operation.kind == Operation::Kind::input) {
    return [slot = operation.input](Inputs inputs) -> Result<Value> { return *inputs[slot]; };
  }
  auto shared = std::make_shared<const Operation>(std::move(operation));
  return [shared = std::move(shared)](Inputs inputs) { return shared->run(inputs); };
}

}  // namespace

std::optional<Compiled> compile(std::string_view text, const Place& where, const Graph& graph,
                                Diagnostics& diagnostics) {
  const auto expression = language::parse_expression(text);
  if (!expression) {
    diagnostics.error(grader::code::bad_expression,
                      language::within(where, expression.error().where), expression.error().message,
                      expression.error().hint);
    return std::nullopt;
  }
  Compiler compiler(where, graph, diagnostics);
  Operation operation = compiler.compile(**expression);
  if (compiler.failed()) return std::nullopt;
  Compiled compiled;
  compiled.definition.inputs = compiler.inputs();
  compiled.definition.formula = formula_of(**expression, compiler);
  compiled.definition.function = function_of(std::move(operation));
  compiled.terms = terms_of(**expression, compiler);
  return compiled;
}

}  // namespace reference::steps
