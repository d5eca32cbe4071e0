// What is said about a token that does not fit, to authors and as Python says it. Python's grammar
// parses a text with an error a second time, with rules for usual mistakes; those rules are meant
// where this names one (Grammar/python.gram of 3.11).
#include <fmt/core.h>

#include <algorithm>

#include "reference/language/expressions.h"

namespace reference::language {
namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Of what no expression may have.
bool is_refused_operand(std::string_view keyword) {
  return is_one_of(keyword, {"lambda", "yield", "await", "async"});
}
bool is_refused(std::string_view keyword) {
  return is_refused_operand(keyword) ||
         is_one_of(keyword, {"while", "class", "try", "with", "global", "nonlocal", "del", "assert",
                             "raise", "from", "except", "finally"});
}

bool ends_operand(const Token& token) {
  switch (token.kind) {
    case Token::Kind::symbol:
      return is_one_of(token.text, {")", "]", "..."});
    case Token::Kind::keyword:
      return is_one_of(token.text, {"True", "False", "None"});
    case Token::Kind::newline:
    case Token::Kind::indent:
    case Token::Kind::dedent:
      return false;
    default:
      return true;
  }
}

const Expression& leftmost(const Expression& expression) {
  const Expression* at = &expression;
  for (;;) {
    if (const auto* binary = std::get_if<Binary>(&at->node)) {
      at = binary->left.get();
    } else if (const auto* attribute = std::get_if<Attribute>(&at->node)) {
      at = attribute->object.get();
    } else if (const auto* call = std::get_if<Call>(&at->node)) {
      at = call->function.get();
    } else if (const auto* subscript = std::get_if<Subscript>(&at->node)) {
      at = subscript->object.get();
    } else {
      return *at;
    }
  }
}

// Whether Python's bitwise_or may be it.
bool binds_as_bits(const Expression& expression) {
  const auto* unary = std::get_if<Unary>(&expression.node);
  return !std::holds_alternative<Comparison>(expression.node) &&
         !std::holds_alternative<Logical>(expression.node) &&
         !std::holds_alternative<Conditional>(expression.node) &&
         !std::holds_alternative<Starred>(expression.node) &&
         (unary == nullptr || unary->op != UnaryOperator::logical_not);
}

struct KindOf {
  std::string_view operator()(const Attribute&) const { return "attribute"; }
  std::string_view operator()(const Subscript&) const { return "subscript"; }
  std::string_view operator()(const Starred&) const { return "starred"; }
  std::string_view operator()(const Name&) const { return "name"; }
  std::string_view operator()(const List&) const { return "list"; }
  std::string_view operator()(const Tuple&) const { return "tuple"; }
  std::string_view operator()(const Call&) const { return "function call"; }
  std::string_view operator()(const Logical&) const { return "expression"; }
  std::string_view operator()(const Binary&) const { return "expression"; }
  std::string_view operator()(const Unary&) const { return "expression"; }
  std::string_view operator()(const Comprehension& node) const {
    return node.list ? "list comprehension" : "generator expression";
  }
  std::string_view operator()(const None&) const { return "None"; }
  std::string_view operator()(const Boolean& node) const { return node.value ? "True" : "False"; }
  std::string_view operator()(const Ellipsis&) const { return "ellipsis"; }
  std::string_view operator()(const Comparison&) const { return "comparison"; }
  std::string_view operator()(const Conditional&) const { return "conditional expression"; }
  template <typename Literal>
  std::string_view operator()(const Literal&) const {
    return "literal";
  }
};

// The first part of `target` that cannot be assigned to, or null.
const Expression* no_target(const Expression& target) {
  const std::vector<Child>* items = nullptr;
  if (const auto* tuple = std::get_if<Tuple>(&target.node)) items = &tuple->items;
  if (const auto* list = std::get_if<List>(&target.node)) items = &list->items;
  if (items == nullptr) {
    const bool fits =
        std::holds_alternative<Name>(target.node) || std::holds_alternative<Subscript>(target.node);
    return fits ? nullptr : &target;
  }
  for (const Child& item : *items) {
    if (const Expression* found = no_target(*item)) return found;
  }
  return nullptr;
}

}  // namespace

std::string_view kind_of(const Expression& expression) {
  return std::visit(KindOf{}, expression.node);
}

Failed ExpressionParser::fail(SyntaxError error) {
  if (!error_) {
    furthest_line_ = std::max(furthest_line_, token().where.line);
    error_ = std::move(error);
  }
  return {};
}

void ExpressionParser::defer(int stage, SyntaxError error) {
  if (!trying_ && (!deferred_ || stage < deferred_->first)) deferred_ = {stage, std::move(error)};
}

SyntaxError ExpressionParser::error() const {
  if (!error_) return deferred_->second;
  SyntaxError error = *error_;
  // Whatever Python stumbles over some lines behind a bracket that stays open, it names that.
  if (unclosed_.kind == Kind::symbol && unclosed_.where.line < furthest_line_) {
    error.python_type = "SyntaxError";
    error.python = fmt::format("'{}' was never closed", unclosed_.text);
    error.python_where = unclosed_.where;
  }
  return error;
}

Failed ExpressionParser::too_deep(Position where) {
  return fail(syntax_error(where, fmt::format("nested more than {} levels deep", max_nesting), "",
                           "too many nested parentheses"));
}

Failed ExpressionParser::unexpected() {
  if (trying_) return fail(syntax_error(token().where, "unexpected", "", ""));
  return fail(complaint());
}

SyntaxError ExpressionParser::complaint() {
  const Token found = token();
  const auto invalid = [&](std::string message, std::string hint = "") {
    SyntaxError error =
        syntax_error(found.where, std::move(message), std::move(hint), "invalid syntax");
    if (auto guess = python_guess()) {
      error.python = std::move(guess->python);
      error.python_where = guess->python_where;
    }
    return error;
  };
  switch (found.kind) {
    case Kind::wrong:
      return wrong_;
    case Kind::end:
      if (unclosed_.kind == Kind::end) return invalid("the expression ends too early");
      return syntax_error(unclosed_.where, fmt::format("`{}` is never closed", unclosed_.text), "",
                          fmt::format("'{}' was never closed", unclosed_.text));
    case Kind::newline:
      return invalid("the line ends too early");
    case Kind::indent:
      return {
          found.where,         "the line is indented, but begins no block", "", "IndentationError",
          "unexpected indent", {found.where.line, found.where.column - 1}};
    case Kind::dedent:
      return invalid("the block ends too early");
    case Kind::keyword:
      if (is_refused_operand(found.text)) {
        return not_supported(found.where, fmt::format("`{}`", found.text));
      }
      if (is_refused(found.text)) return invalid(fmt::format("`{}` is not supported", found.text));
      break;
    default:
      break;
  }
  if (at_symbol("{")) return not_supported(found.where, "a dictionary or a set (`{`)");
  if (at_symbol(":=")) return not_supported(found.where, "`:=`");
  return invalid(fmt::format("unexpected `{}`", found.text),
                 found.text == "=" ? "compare with `==`" : "");
}

// invalid_expression, invalid_legacy_expression
std::optional<SyntaxError> ExpressionParser::python_guess() {
  const Token first = tokens_[last_.start];
  const Token second = tokens_[std::min(last_.start + 1, tokens_.size() - 1)];
  const bool behind = last_.end == at_ && last_.end > last_.start;
  SyntaxError guess;
  guess.python_where = last_.begin;
  if (behind && first.kind == Kind::name && (first.text == "print" || first.text == "exec") &&
      last_.end == last_.start + 1) {
    if (!would([&] { return list_without_brackets() != nullptr; })) return std::nullopt;
    guess.python = fmt::format("Missing parentheses in call to '{}'. Did you mean {}(...)?",
                               first.text, first.text);
    return guess;
  }
  const bool excluded = first.kind == Kind::name && (second.kind == Kind::string ||
                                                     is_one_of(first.text, {"match", "case", "_"}));
  if (behind && !excluded &&
      would([&] { return expression() != nullptr && tokens_[at_ - 1].level > 0; })) {
    guess.python = "invalid syntax. Perhaps you forgot a comma?";
    return guess;
  }
  // `a not b` goes wrong where `in` is missing.
  if (at_keyword("not") && at_ > 0 && ends_operand(tokens_[at_ - 1])) {
    guess.python = "invalid syntax";
    guess.python_where = token(1).where;
    return guess;
  }
  return std::nullopt;
}

// invalid_named_expression
std::optional<SyntaxError> ExpressionParser::meant_to_compare(const Expression& left) const {
  SyntaxError error;
  error.python_where = left.begin;
  if (std::holds_alternative<Name>(left.node)) {
    error.python = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
    return error;
  }
  const Expression& first = leftmost(left);
  const auto* comprehension = std::get_if<Comprehension>(&first.node);
  const bool excluded =
      std::holds_alternative<List>(first.node) || std::holds_alternative<Tuple>(first.node) ||
      std::holds_alternative<Boolean>(first.node) || std::holds_alternative<None>(first.node) ||
      (comprehension != nullptr && !comprehension->list);
  if (excluded || !binds_as_bits(left)) return std::nullopt;
  error.python =
      fmt::format("cannot assign to {} here. Maybe you meant '==' instead of '='?", kind_of(left));
  return error;
}

Failed ExpressionParser::unexpected_behind(const Expression& left) {
  if (trying_) return unexpected();
  SyntaxError error = complaint();
  const auto guess = meant_to_compare(left);
  const auto compared = [&] {
    ++at_;
    return operation(bits_or) != nullptr && !at_symbol("=") && !at_symbol(":=");
  };
  if (guess && would(compared)) {
    error.python = guess->python;
    error.python_where = guess->python_where;
  }
  return fail(std::move(error));
}

bool ExpressionParser::check_target(const Expression& target) {
  const Expression* found = no_target(target);
  if (found == nullptr) return true;
  if (std::holds_alternative<Attribute>(found->node)) {
    return fail(not_supported(found->begin, "assignment to an attribute"));
  }
  if (std::holds_alternative<Starred>(found->node)) {
    return fail(not_supported(found->begin, "`*` in front of a target"));
  }
  const std::string message = fmt::format("cannot assign to {}", kind_of(*found));
  return fail(syntax_error(found->begin, message, "compare with `==`", message));
}

}  // namespace reference::language
