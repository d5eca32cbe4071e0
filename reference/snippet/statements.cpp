#include <algorithm>

#include "reference/snippet/conversions.h"
#include "reference/snippet/interpreter.h"
#include "reference/snippet/operators.h"
#include "reference/snippet/subscripts.h"

namespace reference::snippet {
namespace {

using language::Expression;

// The variables that an assignment to `target` changes, each once: of `a[0], b.T[1:] = ..` a and b.
void add_roots(const Expression& target, std::vector<std::string>& names) {
  const auto* tuple = std::get_if<language::Tuple>(&target.node);
  const auto* list = std::get_if<language::List>(&target.node);
  if (tuple != nullptr || list != nullptr) {
    for (const language::Child& item : tuple != nullptr ? tuple->items : list->items) {
      add_roots(*item, names);
    }
    return;
  }
  const Expression* at = &target;
  while (true) {
    if (const auto* subscript = std::get_if<language::Subscript>(&at->node)) {
      at = subscript->object.get();
    } else if (const auto* attribute = std::get_if<language::Attribute>(&at->node)) {
      at = attribute->object.get();
    } else {
      break;
    }
  }
  const auto* name = std::get_if<language::Name>(&at->node);
  if (name == nullptr) return;
  if (std::find(names.begin(), names.end(), name->name) == names.end()) {
    names.push_back(name->name);
  }
}

}  // namespace

Object Interpreter::execute(const language::Program& program) {
  note_value({});
  run(program.statements);
  if (result_names_.empty()) return result_;
  if (result_names_.size() == 1) return *globals_->find(result_names_.front());
  std::vector<Object> values;
  for (const std::string& name : result_names_) values.push_back(*globals_->find(name));
  return make_tuple(budget(), std::move(values));
}

Interpreter::Flow Interpreter::run(const language::Block& block) {
  for (const language::Statement& statement : block) {
    if (const Flow flow = run(statement); flow != Flow::next) return flow;
  }
  return Flow::next;
}

Interpreter::Flow Interpreter::run(const language::Statement& statement) {
  at_ = statement.where;
  budget().step();
  check_stack();
  const auto& node = statement.node;
  if (const auto* expression = std::get_if<language::Evaluate>(&node)) {
    Object value = evaluate(*expression->value);
    if (calls_ == 0 && !value.is_none()) note_value(std::move(value));
  } else if (const auto* assignment = std::get_if<language::Assign>(&node)) {
    const Object value = evaluate(*assignment->value);
    for (const language::Child& target : assignment->targets) assign(*target, value);
    if (calls_ == 0) note_targets(*assignment->targets.front());
  } else if (const auto* augmented = std::get_if<language::Augment>(&node)) {
    augment(*augmented);
    if (calls_ == 0) note_targets(*augmented->target);
  } else if (const auto* repeated = std::get_if<language::For>(&node)) {
    return loop(*repeated);
  } else if (const auto* choice = std::get_if<language::If>(&node)) {
    for (const language::Branch& branch : choice->branches) {
      if (to_truth(evaluate(*branch.condition))) return run(branch.body);
    }
    return run(choice->otherwise);
  } else if (const auto* definition = std::get_if<language::Define>(&node)) {
    Object function = define(*definition);
    scope_->assign(definition->name, function);
    if (calls_ == 0) note_value(std::move(function));
  } else if (const auto* done = std::get_if<language::Return>(&node)) {
    returned_ = done->value ? evaluate(*done->value) : Object{};
    return Flow::leave_function;
  } else if (std::holds_alternative<language::Break>(node)) {
    return Flow::leave_loop;
  } else if (std::holds_alternative<language::Continue>(node)) {
    return Flow::next_round;
  }
  return Flow::next;
}

Interpreter::Flow Interpreter::loop(const language::For& node) {
  const Object iterable = evaluate(*node.iterable);
  at_ = node.iterable->begin;
  Flow flow = Flow::next;
  for_each(budget(), iterable, [&](const Object& item) {
    assign(*node.target, item);
    flow = run(node.body);
    if (flow == Flow::next_round) flow = Flow::next;
    return flow == Flow::next;
  });
  return flow == Flow::leave_loop ? Flow::next : flow;
}

void Interpreter::assign(const Expression& target, const Object& value) {
  if (const auto* name = std::get_if<language::Name>(&target.node)) {
    scope_->assign(name->name, value);
  } else if (const auto* subscript = std::get_if<language::Subscript>(&target.node)) {
    const Object object = evaluate(*subscript->object);
    const Object index = evaluate(*subscript->index);
    at_ = target.begin;
    set_item(budget(), object, index, value);
  } else if (const auto* tuple = std::get_if<language::Tuple>(&target.node)) {
    at_ = target.begin;
    unpack(tuple->items, value);
  } else {
    at_ = target.begin;
    unpack(std::get<language::List>(target.node).items, value);
  }
}

void Interpreter::unpack(const std::vector<language::Child>& targets, const Object& value) {
  const bool iterable = value.items() != nullptr || value.text() != nullptr ||
                        value.get<Range>() != nullptr || value.get<Iterator>() != nullptr ||
                        value.get<Dictionary>() != nullptr ||
                        (value.array() != nullptr && value.array()->ndim() > 0);
  if (!iterable) {
    ndarray::type_error("cannot unpack non-iterable {} object", type_name(value));
  }
  std::vector<Object> items;
  for_each(budget(), value, [&](Object item) {
    items.push_back(std::move(item));
    return items.size() <= targets.size();
  });
  if (items.size() > targets.size()) {
    ndarray::value_error("too many values to unpack (expected {})", targets.size());
  }
  if (items.size() < targets.size()) {
    ndarray::value_error("not enough values to unpack (expected {}, got {})", targets.size(),
                         items.size());
  }
  for (std::size_t i = 0; i < targets.size(); ++i) assign(*targets[i], items[i]);
}

void Interpreter::augment(const language::Augment& node) {
  const Expression& target = *node.target;
  const auto changed = [&](const Object& before) {
    const Object with = evaluate(*node.value);
    at_ = target.begin;
    if (node.op != language::BinaryOperator::matrix_multiply) {
      return snippet::augment(environment_.rules, node.op, before, with);
    }
    if (before.array() != nullptr) {
      ndarray::type_error(
          "In-place matrix multiplication is not (yet) supported. Use 'a = a @ b' instead of "
          "'a @= b'.");
    }
    return operate(node.op, before, with);
  };
  if (std::holds_alternative<language::Name>(target.node)) {
    assign(target, changed(evaluate(target)));
    return;
  }
  const auto& subscript = std::get<language::Subscript>(target.node);
  const Object object = evaluate(*subscript.object);
  const Object index = evaluate(*subscript.index);
  at_ = target.begin;
  const Object after = changed(get_item(budget(), object, index));
  set_item(budget(), object, index, after);
}

Object Interpreter::define(const language::Define& node) {
  auto function = std::make_shared<Function>();
  function->define = &node;
  function->scope = scope_;
  Names locals = assigned_names(node.body);
  std::vector<Object> defaults;
  for (const language::Parameter& parameter : node.parameters) {
    if (parameter.value) defaults.push_back(evaluate(*parameter.value));
    locals.insert(parameter.name);
  }
  function->locals = std::make_shared<const Names>(std::move(locals));
  function->defaults = make_tuple(budget(), std::move(defaults));
  return {std::shared_ptr<const Function>(std::move(function))};
}

void Interpreter::note_value(Object value) {
  result_ = std::move(value);
  result_names_.clear();
}

void Interpreter::note_targets(const Expression& target) {
  std::vector<std::string> names;
  add_roots(target, names);
  if (!names.empty()) result_names_ = std::move(names);
}

}  // namespace reference::snippet
