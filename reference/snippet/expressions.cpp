#include "reference/snippet/conversions.h"
#include "reference/snippet/interpreter.h"
#include "reference/snippet/operators.h"
#include "reference/snippet/subscripts.h"

namespace reference::snippet {
namespace {

using language::Child;
using language::Expression;

constexpr std::size_t max_unpacked = 50'000;  // arguments of a call are not charged
constexpr std::ptrdiff_t max_stack = std::ptrdiff_t{4} * 1024 * 1024;

}  // namespace

Interpreter::Interpreter(const Catalogue& catalogue, Environment environment,
                         std::vector<std::string> forbidden)
    : catalogue_(catalogue),
      environment_(std::move(environment)),
      forbidden_(std::move(forbidden)) {
  environment_.invoke = [this](const Object& function, std::vector<Object> arguments) {
    return call(function, std::move(arguments), {});
  };
  globals_ = scopes_.make(nullptr);
  scope_ = globals_;
  for (const std::string_view module : {"np", "cv2"}) {
    if (const std::string_view path = catalogue_.module(module); !path.empty()) {
      globals_->assign(module, {Module{path}});
    }
  }
}

void Interpreter::enter() {
  const char here = 0;
  stack_ = &here;
  scope_ = globals_;
  calls_ = 0;
}

void Interpreter::check_stack() const {
  const char here = 0;
  if (stack_ - &here < max_stack) return;
  ndarray::raise("RecursionError", "maximum recursion depth exceeded");
}

struct Interpreter::Evaluate {
  Interpreter& self;
  const Expression& whole;

  const Budget& budget() const { return self.budget(); }
  const Rules& rules() const { return self.environment_.rules; }
  void here() const { self.at_ = whole.begin; }

  Object operator()(const language::Integer& node) const { return of_unsigned(node.value); }
  Object operator()(const language::Real& node) const { return of_float(node.value); }
  Object operator()(const language::Imaginary& node) const { return {Complex(0, node.value)}; }
  Object operator()(const language::Boolean& node) const { return of_bool(node.value); }
  Object operator()(const language::String& node) const {
    charge_text(self.budget(), static_cast<std::int64_t>(node.text.size()));
    return of(node.text);
  }
  Object operator()(const language::None&) const { return {}; }
  Object operator()(const language::Ellipsis&) const { return {Ellipsis{}}; }

  Object operator()(const language::Name& node) const {
    here();
    if (const Object* value = self.scope_->find(node.name)) return *value;
    if (const Builtin* function = self.catalogue_.function(node.name)) return {function};
    if (self.catalogue_.exists(node.name) || node.name.starts_with("__")) {
      ndarray::not_supported(node.name);
    }
    ndarray::raise("NameError", "name '{}' is not defined", node.name);
  }

  Object operator()(const language::Attribute& node) const {
    const Object object = self.evaluate(*node.object);
    here();
    return self.attribute(object, node.name);
  }

  Object operator()(const language::Call& node) const {
    const Object function = self.evaluate(*node.function);
    std::vector<Object> arguments = self.evaluate_all(node.arguments);
    std::vector<std::pair<std::string_view, Object>> keywords;
    for (const language::Keyword& keyword : node.keywords) {
      keywords.emplace_back(keyword.name, self.evaluate(*keyword.value));
    }
    here();
    return self.call(function, std::move(arguments), std::move(keywords));
  }

  Object operator()(const language::Slice& node) const {
    const auto bound = [&](const Child& child) { return child ? self.evaluate(*child) : Object{}; };
    SliceBounds bounds;
    bounds.start = bound(node.start);
    bounds.stop = bound(node.stop);
    bounds.step = bound(node.step);
    return make_slice(std::move(bounds));
  }

  Object operator()(const language::Subscript& node) const {
    const Object object = self.evaluate(*node.object);
    const Object index = self.evaluate(*node.index);
    here();
    return self.subscript(object, index);
  }

  Object operator()(const language::Unary& node) const {
    const Object operand = self.evaluate(*node.operand);
    here();
    return unary(rules(), node.op, operand);
  }

  Object operator()(const language::Binary& node) const {
    const Object left = self.evaluate(*node.left);
    const Object right = self.evaluate(*node.right);
    here();
    return self.operate(node.op, left, right);
  }

  Object operator()(const language::Comparison& node) const {
    Object left = self.evaluate(*node.first);
    Object holds;
    for (std::size_t i = 0; i < node.rest.size(); ++i) {
      Object right = self.evaluate(*node.rest[i].second);
      here();
      holds = compare(rules(), node.rest[i].first, left, right);
      if (i + 1 == node.rest.size() || !to_truth(holds)) break;
      left = std::move(right);
    }
    return holds;
  }

  Object operator()(const language::Logical& node) const {
    const bool stop_at = node.op == language::LogicalOperator::logical_or;
    Object value;
    for (std::size_t i = 0; i < node.operands.size(); ++i) {
      value = self.evaluate(*node.operands[i]);
      if (i + 1 == node.operands.size()) break;
      self.at_ = node.operands[i]->begin;
      if (to_truth(value) == stop_at) break;
    }
    return value;
  }

  Object operator()(const language::Conditional& node) const {
    const Object condition = self.evaluate(*node.condition);
    self.at_ = node.condition->begin;
    return self.evaluate(to_truth(condition) ? *node.then : *node.otherwise);
  }

  Object operator()(const language::List& node) const {
    return make_list(budget(), self.evaluate_all(node.items));
  }
  Object operator()(const language::Tuple& node) const {
    return make_tuple(budget(), self.evaluate_all(node.items));
  }
  Object operator()(const language::Starred&) const {
    ndarray::raise("SyntaxError", "can't use starred expression here");
  }

  Object operator()(const language::Comprehension& node) const {
    // As in Python the first iterable is evaluated outside and at once.
    const Object first = self.evaluate(*node.clauses.front().iterable);
    const auto scope = self.scopes_.make(self.scope_);
    if (node.list) {
      const Object list = make_list(budget(), {});
      const std::shared_ptr<Scope> outer = std::exchange(self.scope_, scope);
      self.comprehend(node, 0, first, [&](Object item) {
        list.get<List>()->sequence->append(std::move(item));
        return true;
      });
      self.scope_ = outer;
      return list;
    }
    const auto each = [interpreter = &self, scope, first, &node](const Take& take) {
      const std::shared_ptr<Scope> outer = std::exchange(interpreter->scope_, scope);
      interpreter->comprehend(node, 0, first, [&](Object item) {
        const std::shared_ptr<Scope> inner = std::exchange(interpreter->scope_, outer);
        const bool more = take(std::move(item));
        interpreter->scope_ = inner;
        return more;
      });
      interpreter->scope_ = outer;
    };
    return make_iterator("generator", each, first);
  }
};

Object Interpreter::evaluate(const Expression& expression) {
  budget().step();
  check_stack();
  return std::visit(Evaluate{*this, expression}, expression.node);
}

std::vector<Object> Interpreter::evaluate_all(const std::vector<Child>& items) {
  std::vector<Object> values;
  values.reserve(items.size());
  for (const Child& item : items) {
    if (const auto* starred = std::get_if<language::Starred>(&item->node)) {
      const Object several = evaluate(*starred->value);
      at_ = item->begin;
      std::vector<Object> unpacked = to_items(budget(), several);
      if (unpacked.size() > max_unpacked) {
        ndarray::limit_exceeded(fmt::format("more than {} items after `*`", max_unpacked));
      }
      for (Object& one : unpacked) values.push_back(std::move(one));
    } else {
      values.push_back(evaluate(*item));
    }
  }
  return values;
}

Object Interpreter::subscript(const Object& object, const Object& index) {
  if (const auto* builtin = object.get<const Builtin*>()) {
    // np.mgrid[..] is a function of its index.
    if ((*builtin)->name.ends_with("[]")) return call(**builtin, {index}, {});
  }
  return get_item(budget(), object, index);
}

Object Interpreter::operate(language::BinaryOperator op, const Object& left, const Object& right) {
  if (op != language::BinaryOperator::matrix_multiply) {
    return binary(environment_.rules, op, left, right);
  }
  if (left.array() == nullptr && right.array() == nullptr) {
    ndarray::type_error("unsupported operand type(s) for @: '{}' and '{}'", type_name(left),
                        type_name(right));
  }
  return call(*catalogue_.function("np.matmul"), {left, right}, {});
}

bool Interpreter::comprehend(const language::Comprehension& node, std::size_t clause,
                             const Object& first, const Take& take) {
  if (clause == node.clauses.size()) return take(evaluate(*node.element));
  const language::Clause& one = node.clauses[clause];
  const Object iterable = clause == 0 ? first : evaluate(*one.iterable);
  at_ = one.iterable->begin;
  bool more = true;
  for_each(budget(), iterable, [&](const Object& item) {
    assign(*one.target, item);
    for (const Child& condition : one.conditions) {
      if (!to_truth(evaluate(*condition))) return true;
    }
    more = comprehend(node, clause + 1, first, take);
    return more;
  });
  return more;
}

}  // namespace reference::snippet
