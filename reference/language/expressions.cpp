#include "reference/language/expressions.h"

#include <fmt/core.h>

#include <algorithm>

namespace reference::language {
namespace {

template <typename Rule, std::size_t N>
const Rule* find_rule(const Rule (&rules)[N], const Token& token) {
  if (token.kind != Token::Kind::symbol && token.kind != Token::Kind::keyword) return nullptr;
  for (const Rule& rule : rules) {
    if (rule.symbol == token.text) return &rule;
  }
  return nullptr;
}

SyntaxError wrong(Position where, const LiteralError& literal) {
  SyntaxError error = syntax_error(where, literal.message, "", literal.python);
  if (literal.ours) error.python_type = "NotSupported";
  return error;
}

}  // namespace

int height_of(const Child& child) { return child ? child->height : 0; }

int height_of(const std::vector<Child>& children) {
  int height = 0;
  for (const Child& child : children) height = std::max(height, height_of(child));
  return height;
}

Child ExpressionParser::whole() {
  Child found = expression();
  if (found && token().kind != Kind::end) return unexpected();
  return deferred_ ? nullptr : std::move(found);
}

bool ExpressionParser::skip(std::string_view symbol) {
  if (!at_symbol(symbol)) return false;
  ++at_;
  return true;
}

bool ExpressionParser::skip_keyword(std::string_view word) {
  if (!at_keyword(word)) return false;
  ++at_;
  return true;
}

bool ExpressionParser::starts_expression() const {
  switch (token().kind) {
    case Kind::newline:
    case Kind::indent:
    case Kind::dedent:
    case Kind::end:
      return false;
    case Kind::keyword:
      for (const std::string_view word : {"not", "None", "True", "False", "lambda", "await"}) {
        if (token().text == word) return true;
      }
      return false;
    case Kind::symbol:
      for (const std::string_view symbol : {"(", "[", "{", "+", "-", "~", "...", "*"}) {
        if (token().text == symbol) return true;
      }
      return false;
    default:
      return true;
  }
}

Child ExpressionParser::make(Position where, Position begin, int height, Expression::Node node) {
  if (height >= max_height) {
    std::string message = fmt::format("the expression is more than {} levels high", max_height);
    return fail(syntax_error(where, message, "", message));
  }
  auto made = std::make_unique<Expression>();
  made->where = where;
  made->begin = begin;
  made->height = height + 1;
  made->node = std::move(node);
  return made;
}

Child ExpressionParser::expression() {
  const std::size_t start = at_;
  Child then = operation(disjunction);
  if (!then) return nullptr;
  ended(start, *then);
  if (!at_keyword("if")) return then;
  const Position where = token().where;
  ++at_;
  Child condition = operation(disjunction);
  if (!condition) return nullptr;
  if (!at_keyword("else")) {
    if (at_symbol(":")) return unexpected();
    SyntaxError error = syntax_error(where, "an `else` is missing behind `if`", "",
                                     "expected 'else' after 'if' expression");
    error.python_where = then->begin;
    return token().kind == Kind::wrong ? unexpected() : fail(std::move(error));
  }
  ++at_;
  Child otherwise = nested(where, [&] { return expression(); });
  if (!otherwise) return nullptr;
  const int height = std::max({then->height, condition->height, otherwise->height});
  return make(where, tokens_[start].where, height,
              Conditional{std::move(condition), std::move(then), std::move(otherwise)});
}

void ExpressionParser::ended(std::size_t start, const Expression& operation) {
  last_ = {start, at_, operation.begin};
}

Child ExpressionParser::operation(int least) {
  const Position begin = token().where;
  Child left = prefix(least);
  while (left) {
    if (const auto* rule = find_rule(binary_rules, token()); rule && rule->binding >= least) {
      left = binary(std::move(left), *rule, begin);
    } else if (comparison >= least && comparison_here()) {
      left = comparisons(std::move(left), begin);
    } else if (const auto* word = find_rule(logical_rules, token());
               word && word->binding >= least) {
      left = logical(std::move(left), *word, begin);
    } else {
      break;
    }
  }
  return left;
}

Child ExpressionParser::binary(Child left, const BinaryRule& rule, Position begin) {
  const Position where = token().where;
  ++at_;
  // `**` takes a sign on its right and associates to the right.
  Child right = rule.op == BinaryOperator::power ? nested(where, [&] { return operation(sign); })
                                                 : operation(rule.binding + 1);
  if (!right) return nullptr;
  const int height = std::max(left->height, right->height);
  return make(where, begin, height, Binary{rule.op, std::move(left), std::move(right)});
}

std::optional<ComparisonOperator> ExpressionParser::comparison_here() const {
  if (at_keyword("not")) {
    if (at_keyword("in", 1)) return ComparisonOperator::not_in;
    return std::nullopt;
  }
  if (at_keyword("is") && at_keyword("not", 1)) return ComparisonOperator::is_not;
  const auto* rule = find_rule(comparison_rules, token());
  if (rule == nullptr) return std::nullopt;
  return rule->op;
}

Child ExpressionParser::comparisons(Child first, Position begin) {
  const Position where = token().where;
  int height = first->height;
  Comparison node{std::move(first), {}};
  while (const auto op = comparison_here()) {
    at_ += op == ComparisonOperator::not_in || op == ComparisonOperator::is_not ? 2 : 1;
    Child right = operation(comparison + 1);
    if (!right) return nullptr;
    height = std::max(height, right->height);
    node.rest.emplace_back(*op, std::move(right));
  }
  return make(where, begin, height, std::move(node));
}

Child ExpressionParser::logical(Child first, const LogicalRule& rule, Position begin) {
  const Position where = token().where;
  int height = first->height;
  Logical node{rule.op, {}};
  node.operands.push_back(std::move(first));
  while (skip_keyword(rule.symbol)) {
    Child operand = operation(rule.binding + 1);
    if (!operand) return nullptr;
    height = std::max(height, operand->height);
    node.operands.push_back(std::move(operand));
  }
  return make(where, begin, height, std::move(node));
}

Child ExpressionParser::prefix(int least) {
  const Position begin = token().where;
  if (const auto* rule = find_rule(unary_rules, token())) {
    // A sign may stand behind any operator, `not` only where it binds loosely enough.
    if (rule->binding == negation && least > negation) return unexpected();
    ++at_;
    Child operand = nested(begin, [&] { return operation(rule->binding); });
    if (!operand) return nullptr;
    const int height = operand->height;
    return make(begin, begin, height, Unary{rule->op, std::move(operand)});
  }
  Child atom = primary();
  while (atom && (at_symbol(".") || at_symbol("(") || at_symbol("["))) {
    atom = postfix(std::move(atom), begin);
  }
  return atom;
}

Child ExpressionParser::postfix(Child object, Position begin) {
  if (at_symbol("(")) return call(std::move(object), begin);
  if (at_symbol("[")) return subscript(std::move(object), begin);
  ++at_;  // the point
  if (token().kind != Kind::name) return unexpected();
  const Position where = object->where;
  const int height = object->height;
  std::string name(tokens_[at_++].text);
  return make(where, begin, height, Attribute{std::move(object), std::move(name)});
}

Child ExpressionParser::primary() {
  const Token found = token();
  switch (found.kind) {
    case Kind::integer:
    case Kind::real:
    case Kind::imaginary:
      return number();
    case Kind::string:
      return strings();
    case Kind::name:
      ++at_;
      return make(found.where, found.where, 0, Name{std::string(found.text)});
    case Kind::keyword:
      return word();
    default:
      break;
  }
  if (at_symbol("(")) return nested(found.where, [&] { return bracket(); });
  if (at_symbol("[")) return nested(found.where, [&] { return list(); });
  if (skip("...")) return make(found.where, found.where, 0, Ellipsis{});
  return unexpected();
}

Child ExpressionParser::number() {
  const Token found = token();
  auto node = literal(found, unknown_escapes_);
  if (!node) return fail(wrong(found.where, node.error()));
  ++at_;
  return make(found.where, found.where, 0, std::move(*node));
}

// One after the other they are one.
Child ExpressionParser::strings() {
  const Position begin = token().where;
  std::string text;
  std::optional<SyntaxError> error;
  for (; token().kind == Kind::string; ++at_) {
    const auto node = literal(token(), unknown_escapes_);
    if (node) {
      text += std::get<String>(*node).text;
    } else if (!error) {
      error = wrong(token().where, node.error());
    }
  }
  if (error) {
    error->python_where = token().where;
    return fail(std::move(*error));
  }
  return make(begin, begin, 0, String{std::move(text)});
}

Child ExpressionParser::word() {
  const Position begin = token().where;
  if (skip_keyword("True")) return make(begin, begin, 0, Boolean{true});
  if (skip_keyword("False")) return make(begin, begin, 0, Boolean{false});
  if (skip_keyword("None")) return make(begin, begin, 0, None{});
  return unexpected();
}

Child ExpressionParser::starred(int least) {
  const Position begin = token().where;
  ++at_;
  Child value = least == any ? expression() : operation(least);
  if (!value) return nullptr;
  const int height = value->height;
  return make(begin, begin, height, Starred{std::move(value)});
}

Child ExpressionParser::list_without_brackets() {
  const Position begin = token().where;
  Tuple tuple;
  bool comma = false;
  do {
    tuple.items.push_back(at_symbol("*") ? starred(bits_or) : expression());
    if (!tuple.items.back()) return nullptr;
    comma = skip(",");
  } while (comma && starts_expression());
  bare_ = tuple.items.size() > 1 || comma;
  if (!bare_) return std::move(tuple.items.front());
  const int height = height_of(tuple.items);
  return make(begin, begin, height, std::move(tuple));
}

Child ExpressionParser::targets() {
  const Position begin = token().where;
  Tuple tuple;
  bool comma = false;
  do {
    if (at_symbol("*")) return fail(not_supported(token().where, "`*` in front of a target"));
    const std::size_t start = at_;
    Child target = operation(bits_or);
    if (!target) return nullptr;
    ended(start, *target);
    if (!at_symbol(",") && !at_keyword("in") && python_guess()) return unexpected();
    if (!check_target(*target)) return nullptr;
    tuple.items.push_back(std::move(target));
    comma = skip(",");
  } while (comma && starts_expression());
  if (tuple.items.size() == 1 && !comma) return std::move(tuple.items.front());
  const int height = height_of(tuple.items);
  return make(begin, begin, height, std::move(tuple));
}

}  // namespace reference::language
