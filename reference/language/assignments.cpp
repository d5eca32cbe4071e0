// Statements that begin with an expression.
#include <fmt/core.h>

#include <algorithm>

#include "reference/language/statements.h"

namespace reference::language {
namespace {

const BinaryRule* augmented_rule(const Token& token) {
  if (token.kind != Token::Kind::symbol || !token.text.ends_with('=')) return nullptr;
  const std::string_view symbol = token.text.substr(0, token.text.size() - 1);
  const auto* rule =
      std::find_if(std::begin(binary_rules), std::end(binary_rules),
                   [&](const BinaryRule& candidate) { return candidate.symbol == symbol; });
  return rule == std::end(binary_rules) ? nullptr : rule;
}

}  // namespace

bool StatementParser::evaluate(Block& into) {
  const Position where = token().where;
  Child value = list_without_brackets();
  if (!value) return false;
  if (const BinaryRule* rule = augmented_rule(token())) {
    return augment(std::move(value), *rule, where, into);
  }
  if (at_symbol("=")) return assign(std::move(value), where, into);
  if (at_symbol(":")) return annotation(*value);
  if (std::holds_alternative<Starred>(value->node)) {
    defer(1, syntax_error(where, "unexpected `*`", "", "can't use starred expression here"));
  }
  into.push_back({where, Evaluate{std::move(value)}});
  return true;
}

bool StatementParser::annotation(const Expression& target) {
  const Position where = token().where;
  ++at_;
  const bool annotates = starts_expression();
  const bool may_be_annotated = std::holds_alternative<Name>(target.node) ||
                                std::holds_alternative<Attribute>(target.node) ||
                                std::holds_alternative<Subscript>(target.node);
  if (may_be_annotated) {
    if (!annotates) return unexpected();
    return fail(not_supported(where, "a type annotation (`:`)"));
  }
  --at_;
  if (!annotates) return unexpected();
  const std::string_view kind = kind_of(target);
  SyntaxError error = syntax_error(where, "unexpected `:`", "", "illegal target for annotation");
  if (kind == "tuple" || kind == "list") {
    error.python = fmt::format("only single target (not {}) can be annotated", kind);
  }
  error.python_where = target.begin;
  return fail(std::move(error));
}

bool StatementParser::assign(Child first, Position where, Block& into) {
  Assign node;
  const bool bare = bare_;
  Child value = std::move(first);
  bool compares = false;
  while (skip("=")) {
    node.targets.push_back(std::move(value));
    compares = !at_keyword("not");
    value = list_without_brackets();
    if (value) continue;
    // Python looks at the targets before it misses the value.
    const auto missing = std::exchange(error_, std::nullopt);
    const bool is_general = missing->python == "invalid syntax";
    if (is_general && !check_targets(node.targets, bare, false)) return false;
    error_ = missing;
    return false;
  }
  if (!check_targets(node.targets, bare, compares)) return false;
  if (std::holds_alternative<Starred>(value->node)) {
    defer(1, syntax_error(value->begin, "unexpected `*`", "", "can't use starred expression here"));
  }
  node.value = std::move(value);
  into.push_back({where, std::move(node)});
  return true;
}

// `compares`: Python tries to read what stands around the one `=` as a comparison.
bool StatementParser::check_targets(const std::vector<Child>& targets, bool bare, bool compares) {
  for (const Child& target : targets) {
    if (check_target(*target)) continue;
    const bool is_ours = error_->python.ends_with("not supported");
    if (targets.size() > 1 || !compares || is_ours) return false;
    const Expression& last = bare ? *std::get<Tuple>(target->node).items.back() : *target;
    if (const auto guess = meant_to_compare(last)) {
      error_->python = guess->python;
      error_->python_where = guess->python_where;
    }
    return false;
  }
  return true;
}

bool StatementParser::augment(Child target, const BinaryRule& rule, Position where, Block& into) {
  ++at_;
  Child value = list_without_brackets();
  if (!value) return false;
  if (std::holds_alternative<Attribute>(target->node)) {
    return fail(not_supported(target->begin, "assignment to an attribute"));
  }
  if (!std::holds_alternative<Name>(target->node) &&
      !std::holds_alternative<Subscript>(target->node)) {
    return fail(syntax_error(
        target->begin, fmt::format("cannot assign to {}", kind_of(*target)), "",
        fmt::format("'{}' is an illegal expression for augmented assignment", kind_of(*target))));
  }
  into.push_back({where, Augment{std::move(target), rule.op, std::move(value)}});
  return true;
}

}  // namespace reference::language
