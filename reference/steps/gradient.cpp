#include "reference/steps/gradient.h"

#include <fmt/core.h>

#include <algorithm>

#include "grader/graph/evaluate.h"
#include "reference/steps/backward.h"

namespace reference::steps {
namespace {

using grader::Graph;
using grader::Quantity;
using grader::QuantityIndex;

// An expression with the arguments of the routine that are its inputs.
struct Expression {
  std::shared_ptr<const Operation> operation;
  std::vector<std::size_t> slots;
  std::vector<bool> active;  // of each input: whether the derivative goes through it
};

// The shortcut of a step, good as long as `over` gives the value that is in `slot`.
struct Jump {
  Expression expression;
  Expression over;
  std::size_t slot = 0;
};

struct Node {
  Expression expression;
  std::optional<Jump> jump;
  std::size_t slot = 0;  // its value among the arguments; not of the last node
};

std::vector<const Value*> chosen(const Expression& expression, Inputs arguments) {
  std::vector<const Value*> values;
  values.reserve(expression.slots.size());
  for (const std::size_t slot : expression.slots) values.push_back(arguments[slot]);
  return values;
}

bool same_numbers(const Value& a, const Value& b) {
  return grader::shape_of(a) == grader::shape_of(b) && grader::numbers(a) == grader::numbers(b);
}

class GradientRoutine final : public Routine {
 public:
  GradientRoutine(std::vector<Node> nodes, std::string of, std::size_t by, std::size_t arguments)
      : nodes_(std::move(nodes)), of_(std::move(of)), by_(by), arguments_(arguments) {}

  Result<Value> run(Inputs arguments) const override {
    const auto variable = View::of(*arguments[by_]);
    if (!variable) return not_numbers("grad", *arguments[by_]);
    Cotangents cotangents(arguments_);
    if (nodes_.empty()) return whole(*variable, 1);  // of a number by itself
    for (std::size_t i = nodes_.size(); i-- > 0;) {
      const Node& node = nodes_[i];
      const bool last = i + 1 == nodes_.size();
      if (!last && !cotangents[node.slot]) continue;
      const Value* const value = last ? nullptr : arguments[node.slot];
      const Value cotangent = last ? Value(1.0) : *cotangents[node.slot];
      const auto passed = pass(node, arguments, value, cotangent, cotangents);
      if (!passed) return passed.error();
    }
    if (!cotangents[by_]) return whole(*variable, 0);
    return as_reals(std::move(*cotangents[by_]));
  }

 private:
  static Value whole(const View& like, double number) {
    if (like.is_scalar()) return number;
    Array array;
    array.shape.assign(like.shape().begin(), like.shape().end());
    array.data.assign(like.size(), number);
    return array;
  }

  static Value as_reals(Value value) {
    if (auto* array = std::get_if<Array>(&value)) array->counts = false;
    if (const auto* count = std::get_if<Count>(&value)) return static_cast<double>(*count);
    return value;
  }

  // Whether the shortcut holds: what it jumps over has its own value.
  static bool holds(const Jump& jump, Inputs arguments) {
    const auto value = jump.over.operation->run(chosen(jump.over, arguments));
    return value && same_numbers(*value, *arguments[jump.slot]);
  }

  // Adds what `cotangent` of the node's value gives for its inputs. `value`: the one that stands
  // for the computed one, or null.
  Result<void> pass(const Node& node, Inputs arguments, const Value* value, const Value& cotangent,
                    Cotangents& cotangents) const {
    const bool jumps = node.jump && holds(*node.jump, arguments);
    const Expression& expression = jumps ? node.jump->expression : node.expression;
    const auto inputs = chosen(expression, arguments);
    const auto traced = trace(*expression.operation, inputs);
    if (!traced) return Failure{traced.error().message};
    if (value == nullptr && !grader::shape_of(*traced->value).empty()) {
      return Failure{fmt::format("`grad` takes the derivative of a number, and `{}` is {}", of_,
                                 grader::describe(*traced->value))};
    }
    Cotangents own(expression.slots.size());
    const auto done = backward(*traced, value, cotangent, expression.active, own);
    if (!done) return done.error();
    for (std::size_t i = 0; i < own.size(); ++i) {
      if (own[i]) add_to(cotangents[expression.slots[i]], std::move(*own[i]));
    }
    return {};
  }

  std::vector<Node> nodes_;  // in order, the last one gives the number
  std::string of_;
  std::size_t by_;
  std::size_t arguments_;
};

// Makes the routine, or says why there is none.
class Planner {
 public:
  Planner(const Graph& graph, QuantityIndex of, QuantityIndex by)
      : graph_(graph), of_(of), by_(by), on_the_way_(between(graph, of, by)) {}

  Result<Gradient, GradientError> plan() {
    if (!on_the_way_[of_]) {
      return GradientError{
          fmt::format("`{}` does not depend on `{}`", graph_[of_].name, graph_[by_].name),
          "its derivative would be 0"};
    }
    const std::size_t by = slot_of(by_);
    std::vector<Node> nodes;
    for (QuantityIndex i = by_ + 1; i <= of_; ++i) {
      if (!on_the_way_[i]) continue;
      if (auto error = add(i, nodes)) return std::move(*error);
    }
    const std::size_t arguments = inputs_.size();
    return Gradient{
        std::make_shared<const GradientRoutine>(std::move(nodes), graph_[of_].name, by, arguments),
        inputs_};
  }

 private:
  std::optional<GradientError> add(QuantityIndex index, std::vector<Node>& nodes) {
    const Quantity& quantity = graph_[index];
    auto operation = operation_of(quantity.function);
    if (!operation) return no_expression(quantity);
    Node node;
    node.expression = expression(std::move(operation), quantity.inputs);
    if (auto error = check(quantity, node.expression)) return error;
    if (quantity.shortcut) node.jump = jump(*quantity.shortcut);
    if (index != of_) node.slot = slot_of(index);
    nodes.push_back(std::move(node));
    return std::nullopt;
  }

  // Not where the derivative by what is jumped over is wanted.
  std::optional<Jump> jump(const grader::Shortcut& shortcut) {
    const Quantity& over = graph_[shortcut.unless_edited];
    auto operation = operation_of(shortcut.function);
    auto jumped = operation_of(over.function);
    if (shortcut.unless_edited == by_ || !operation || !jumped) return std::nullopt;
    return Jump{expression(std::move(operation), shortcut.inputs),
                expression(std::move(jumped), over.inputs), slot_of(shortcut.unless_edited)};
  }

  Expression expression(std::shared_ptr<const Operation> operation,
                        const std::vector<QuantityIndex>& inputs) {
    Expression result;
    result.operation = std::move(operation);
    for (const QuantityIndex input : inputs) {
      result.slots.push_back(slot_of(input));
      result.active.push_back(on_the_way_[input]);
    }
    return result;
  }

  std::optional<GradientError> no_expression(const Quantity& quantity) const {
    return GradientError{
        fmt::format("`{}` lies between `{}` and `{}` and is no expression with a derivative",
                    quantity.name, graph_[by_].name, graph_[of_].name),
        ""};
  }

  std::optional<GradientError> check(const Quantity& quantity, const Expression& expression) const {
    const Operation* obstacle = without_derivative(*expression.operation, expression.active);
    if (obstacle == nullptr) return std::nullopt;
    const grader::Place place = language::within(quantity.where, obstacle->where);
    std::string where = fmt::format("in `{}`", quantity.name);
    if (place.line > 0) where += fmt::format(" (line {})", place.line);
    if (obstacle->kind == Operation::Kind::routine) {
      return GradientError{fmt::format("`grad` {} depends on `{}`: there is no derivative of a "
                                       "derivative",
                                       where, graph_[by_].name),
                           "write the gradient as a formula there"};
    }
    return GradientError{
        fmt::format("`{}` {} has no derivative", obstacle->name, where),
        fmt::format("it lies between `{}` and `{}`", graph_[by_].name, graph_[of_].name)};
  }

  std::size_t slot_of(QuantityIndex index) { return steps::slot_of(inputs_, index); }

  const Graph& graph_;
  QuantityIndex of_;
  QuantityIndex by_;
  std::vector<bool> on_the_way_;
  std::vector<QuantityIndex> inputs_;
};

}  // namespace

std::vector<bool> between(const Graph& graph, QuantityIndex of, QuantityIndex by) {
  std::vector<bool> both(graph.size());
  if (by > of) return both;
  const std::vector<bool> leads = grader::ancestors(graph, of);
  both[by] = leads[by];
  for (QuantityIndex i = by + 1; i <= of; ++i) {
    const auto& inputs = graph[i].inputs;
    const bool reached =
        std::any_of(inputs.begin(), inputs.end(), [&](QuantityIndex input) { return both[input]; });
    both[i] = reached && leads[i];
  }
  return both;
}

Result<Gradient, GradientError> gradient(const Graph& graph, QuantityIndex of, QuantityIndex by) {
  return Planner(graph, of, by).plan();
}

}  // namespace reference::steps
