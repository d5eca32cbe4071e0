#include "reference/language/printer.h"

#include <fmt/core.h>

#include "reference/language/operators.h"

namespace reference::language {
namespace {

Binding binding_of(BinaryOperator op) { return rule_of(binary_rules, op).binding; }

Binding binding_of(const Expression& expression) {
  if (const auto* binary = std::get_if<Binary>(&expression.node)) return binding_of(binary->op);
  if (const auto* unary = std::get_if<Unary>(&expression.node)) {
    return rule_of(unary_rules, unary->op).binding;
  }
  if (const auto* logical = std::get_if<Logical>(&expression.node)) {
    return rule_of(logical_rules, logical->op).binding;
  }
  if (std::holds_alternative<Conditional>(expression.node)) return any;
  if (std::holds_alternative<Comparison>(expression.node)) return comparison;
  return atom;
}

std::string in_quotes(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n')
      out += "\\n";
    else if (c == '\t')
      out += "\\t";
    else if (byte < 0x20U || byte == 0x7FU)
      out += fmt::format("\\x{:02x}", byte);
    else if (c == '\\' || c == '\'')
      (out += '\\') += c;
    else
      out += c;
  }
  return out + "'";
}

std::string real_text(double value) {
  std::string text = fmt::format("{}", value);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

class Printer {
 public:
  Printer(const Emit& emit, const Replace& replace) : emit_(emit), replace_(replace) {}

  void print(const Expression& expression, int at_least) {
    if (replace_ && replace_(expression)) return;
    const bool bracket = binding_of(expression) < at_least;
    if (bracket) emit_("(");
    std::visit(*this, expression.node);
    if (bracket) emit_(")");
  }

  void operator()(const Integer& node) { emit_(fmt::format("{}", node.value)); }
  void operator()(const Real& node) { emit_(real_text(node.value)); }
  void operator()(const Imaginary& node) { emit_(fmt::format("{}j", node.value)); }
  void operator()(const Boolean& node) { emit_(node.value ? "True" : "False"); }
  void operator()(const None&) { emit_("None"); }
  void operator()(const Ellipsis&) { emit_("..."); }
  void operator()(const String& node) { emit_(in_quotes(node.text)); }
  void operator()(const Name& node) { emit_(node.name); }
  void operator()(const Attribute& node) {
    const bool number = std::holds_alternative<Integer>(node.object->node) ||
                        std::holds_alternative<Real>(node.object->node);
    print(*node.object, number ? atom + 1 : atom);  // `1.T` would be a number
    emit_(".");
    emit_(node.name);
  }
  void operator()(const Call& node) {
    print(*node.function, atom);
    emit_("(");
    if (!generator_alone(node)) items(node.arguments);
    for (std::size_t i = 0; i < node.keywords.size(); ++i) {
      if (i > 0 || !node.arguments.empty()) emit_(", ");
      emit_(node.keywords[i].name);
      emit_("=");
      print(*node.keywords[i].value, any);
    }
    emit_(")");
  }
  void operator()(const Slice& node) {
    if (node.start) print(*node.start, any);
    emit_(":");
    if (node.stop) print(*node.stop, any);
    if (!node.step) return;
    emit_(":");
    print(*node.step, any);
  }
  void operator()(const Subscript& node) {
    print(*node.object, atom);
    emit_("[");
    const auto* tuple = std::get_if<Tuple>(&node.index->node);
    if (tuple != nullptr && !tuple->items.empty()) {
      items(tuple->items);
      if (tuple->items.size() == 1) emit_(",");
    } else {
      print(*node.index, any);
    }
    emit_("]");
  }
  void operator()(const Unary& node) {
    emit_(symbol(node.op));
    if (node.op == UnaryOperator::logical_not) emit_(" ");
    print(*node.operand, rule_of(unary_rules, node.op).binding);
  }
  void operator()(const Binary& node) {
    const Binding binding = binding_of(node.op);
    print(*node.left, binding == power ? atom : binding);
    emit_(fmt::format(" {} ", symbol(node.op)));
    print(*node.right, binding == power ? static_cast<int>(sign) : binding + 1);
  }
  void operator()(const Comparison& node) {
    print(*node.first, comparison + 1);
    for (const auto& [op, operand] : node.rest) {
      emit_(fmt::format(" {} ", symbol(op)));
      print(*operand, comparison + 1);
    }
  }
  void operator()(const Logical& node) {
    const Binding binding = rule_of(logical_rules, node.op).binding;
    for (std::size_t i = 0; i < node.operands.size(); ++i) {
      if (i > 0) emit_(fmt::format(" {} ", symbol(node.op)));
      print(*node.operands[i], binding + 1);
    }
  }
  void operator()(const Conditional& node) {
    print(*node.then, disjunction);
    emit_(" if ");
    print(*node.condition, disjunction);
    emit_(" else ");
    print(*node.otherwise, any);
  }
  void operator()(const Starred& node) {
    emit_("*");
    print(*node.value, bits_or);
  }
  void operator()(const Comprehension& node) {
    emit_(node.list ? "[" : "(");
    inside(node);
    emit_(node.list ? "]" : ")");
  }
  void operator()(const List& node) {
    emit_("[");
    items(node.items);
    emit_("]");
  }
  void operator()(const Tuple& node) {
    emit_("(");
    items(node.items);
    emit_(node.items.size() == 1 ? ",)" : ")");
  }

 private:
  void inside(const Comprehension& node) {
    print(*node.element, any);
    for (const Clause& clause : node.clauses) {
      emit_(" for ");
      print(*clause.target, bits_or);
      emit_(" in ");
      print(*clause.iterable, disjunction);
      for (const Child& condition : clause.conditions) {
        emit_(" if ");
        print(*condition, disjunction);
      }
    }
  }

  // A generator that is the one argument does without brackets of its own.
  bool generator_alone(const Call& node) {
    if (node.arguments.size() != 1 || !node.keywords.empty()) return false;
    const auto* generator = std::get_if<Comprehension>(&node.arguments.front()->node);
    if (generator == nullptr || generator->list) return false;
    if (!replace_ || !replace_(*node.arguments.front())) inside(*generator);
    return true;
  }

  void items(const std::vector<Child>& children) {
    for (std::size_t i = 0; i < children.size(); ++i) {
      if (i > 0) emit_(", ");
      print(*children[i], any);
    }
  }

  const Emit& emit_;
  const Replace& replace_;
};

}  // namespace

std::string print(const Expression& expression) {
  std::string text;
  const Emit emit = [&](std::string_view piece) { text += piece; };
  print(expression, emit, nullptr);
  return text;
}

void print(const Expression& expression, const Emit& emit, const Replace& replace) {
  Printer(emit, replace).print(expression, any);
}

}  // namespace reference::language
