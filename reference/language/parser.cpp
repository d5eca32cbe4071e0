#include "reference/language/parser.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>

#include "reference/language/literals.h"
#include "reference/language/operators.h"

namespace reference::language {
namespace {

template <typename Rule, std::size_t N>
const Rule* find_rule(const Rule (&rules)[N], const Token& token) {
  if (token.kind != Token::Kind::symbol) return nullptr;
  for (const Rule& rule : rules) {
    if (rule.symbol == token.text) return &rule;
  }
  return nullptr;
}

int height_of(const Child& child) { return child ? child->height : 0; }

int height_of(const std::vector<Child>& children) {
  int height = 0;
  for (const Child& child : children) height = std::max(height, height_of(child));
  return height;
}

// Every function returns null iff it has set the error.
class Parser {
 public:
  explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  grader::Result<Child, SyntaxError> run() {
    Child whole = expression(any);
    if (whole && token().kind != Token::Kind::end) whole = unexpected();
    if (!whole) return std::move(*error_);
    return whole;
  }

 private:
  const Token& token() const { return tokens_[at_]; }
  bool at_symbol(std::string_view symbol) const {
    return token().kind == Token::Kind::symbol && token().text == symbol;
  }
  bool skip(std::string_view symbol) {
    if (!at_symbol(symbol)) return false;
    ++at_;
    return true;
  }

  Child fail(Position where, std::string message, std::string hint = "") {
    if (!error_) error_ = SyntaxError{where, std::move(message), std::move(hint)};
    return nullptr;
  }

  Child unexpected() {
    const Token& found = token();
    switch (found.kind) {
      case Token::Kind::end:
        return fail(found.where, "the expression ends too early");
      case Token::Kind::keyword:
        return fail(found.where, fmt::format("`{}` is not supported here", found.text));
      default:
        break;
    }
    return fail(found.where, fmt::format("unexpected `{}`", found.text),
                found.text == "=" ? "compare with `==`" : "");
  }

  Child make(Position where, int height, Expression::Node node) {
    if (height >= max_height) {
      return fail(where, fmt::format("the expression is more than {} levels high", max_height));
    }
    auto made = std::make_unique<Expression>();
    made->where = where;
    made->height = height + 1;
    made->node = std::move(node);
    return made;
  }

  // Runs `parse` one level deeper, or fails at `where`.
  template <typename Parse>
  Child nested(Position where, Parse parse) {
    if (nesting_ >= max_nesting) {
      return fail(where, fmt::format("nested more than {} levels deep", max_nesting));
    }
    ++nesting_;
    Child child = parse();
    --nesting_;
    return child;
  }

  // Up to the first operator that binds less than `least`.
  Child expression(int least) {
    Child left = prefix();
    while (left) {
      if (const auto* rule = find_rule(binary_rules, token()); rule && rule->binding >= least) {
        left = binary(std::move(left), *rule);
      } else if (find_rule(comparison_rules, token()) && comparison >= least) {
        left = comparisons(std::move(left));
      } else {
        break;
      }
    }
    return left;
  }

  Child binary(Child left, const BinaryRule& rule) {
    const Position where = token().where;
    ++at_;
    // `**` takes a sign on its right and associates to the right.
    Child right = rule.op == BinaryOperator::power ? nested(where, [&] { return expression(sign); })
                                                   : expression(rule.binding + 1);
    if (!right) return nullptr;
    const int height = std::max(left->height, right->height);
    return make(where, height, Binary{rule.op, std::move(left), std::move(right)});
  }

  Child comparisons(Child first) {
    const Position where = token().where;
    int height = first->height;
    Comparison node{std::move(first), {}};
    while (const auto* rule = find_rule(comparison_rules, token())) {
      ++at_;
      Child right = expression(comparison + 1);
      if (!right) return nullptr;
      height = std::max(height, right->height);
      node.rest.emplace_back(rule->op, std::move(right));
    }
    return make(where, height, std::move(node));
  }

  Child prefix() {
    const Position where = token().where;
    for (const UnaryOperator op : {UnaryOperator::plus, UnaryOperator::minus}) {
      if (!skip(symbol(op))) continue;
      Child operand = nested(where, [&] { return expression(sign); });
      if (!operand) return nullptr;
      const int height = operand->height;
      return make(where, height, Unary{op, std::move(operand)});
    }
    Child atom = primary();
    while (atom && (at_symbol(".") || at_symbol("(") || at_symbol("[")))
      atom = postfix(std::move(atom));
    return atom;
  }

  Child postfix(Child object) {
    if (at_symbol("(")) return call(std::move(object));
    if (at_symbol("[")) return subscript(std::move(object));
    ++at_;  // the point
    if (token().kind != Token::Kind::name) return unexpected();
    const Position where = object->where;
    const int height = object->height;
    std::string name(tokens_[at_++].text);
    return make(where, height, Attribute{std::move(object), std::move(name)});
  }

  Child primary() {
    const Token found = token();
    switch (found.kind) {
      case Token::Kind::integer:
      case Token::Kind::real:
      case Token::Kind::string:
        ++at_;
        return literal(found);
      case Token::Kind::name:
        ++at_;
        return make(found.where, 0, Name{std::string(found.text)});
      default:
        break;
    }
    if (at_symbol("(")) return nested(found.where, [&] { return bracket(); });
    if (at_symbol("[")) return nested(found.where, [&] { return list(); });
    return unexpected();
  }

  Child literal(const Token& found) {
    auto node = language::literal(found);
    if (!node) return fail(found.where, node.error().message);
    return make(found.where, 0, std::move(*node));
  }

  Child unclosed(const Token& open, std::string_view close) {
    if (token().kind == Token::Kind::end) {
      return fail(open.where, fmt::format("`{}` is never closed", open.text));
    }
    if (at_symbol(")") || at_symbol("]")) {
      return fail(token().where, fmt::format("`{}` does not close `{}`", token().text, open.text),
                  fmt::format("write `{}`", close));
    }
    return unexpected();
  }

  // Items up to `close`, which is consumed; `trailing` tells of a comma behind the last. False iff
  // it failed.
  template <typename Item>
  bool items(const Token& open, std::string_view close, bool& trailing, Item item) {
    trailing = false;
    while (!skip(close)) {
      if (token().kind == Token::Kind::end) return unclosed(open, close) != nullptr;
      if (!item()) return false;
      trailing = skip(",");
      if (!trailing && !at_symbol(close)) return unclosed(open, close) != nullptr;
    }
    return true;
  }

  bool item_into(std::vector<Child>& into) {
    Child child = expression(any);
    if (!child) return false;
    into.push_back(std::move(child));
    return true;
  }

  Child bracket() {
    const Token open = token();
    ++at_;
    Tuple tuple;
    bool trailing = false;
    if (!items(open, ")", trailing, [&] { return item_into(tuple.items); })) return nullptr;
    if (tuple.items.size() == 1 && !trailing) return std::move(tuple.items.front());
    const int height = height_of(tuple.items);
    return make(open.where, height, std::move(tuple));
  }

  Child list() {
    const Token open = token();
    ++at_;
    List list;
    bool trailing = false;
    if (!items(open, "]", trailing, [&] { return item_into(list.items); })) return nullptr;
    const int height = height_of(list.items);
    return make(open.where, height, std::move(list));
  }

  Child call(Child function) {
    return nested(token().where, [&]() -> Child {
      const Token open = token();
      ++at_;
      Call node{std::move(function), {}, {}};
      bool trailing = false;
      if (!items(open, ")", trailing, [&] { return argument(node); })) return nullptr;
      int height = std::max(node.function->height, height_of(node.arguments));
      for (const Keyword& keyword : node.keywords) height = std::max(height, keyword.value->height);
      const Position where = node.function->where;
      return make(where, height, std::move(node));
    });
  }

  bool argument(Call& call) {
    const Token first = token();
    const bool named = first.kind == Token::Kind::name && tokens_[at_ + 1].text == "=" &&
                       tokens_[at_ + 1].kind == Token::Kind::symbol;
    if (!named) {
      if (!call.keywords.empty()) {
        return fail(first.where, "a positional argument follows a keyword argument") != nullptr;
      }
      return item_into(call.arguments);
    }
    for (const Keyword& keyword : call.keywords) {
      if (keyword.name != first.text) continue;
      return fail(first.where, fmt::format("`{}` is given twice", first.text)) != nullptr;
    }
    at_ += 2;
    Child value = expression(any);
    if (!value) return false;
    call.keywords.push_back({std::string(first.text), std::move(value)});
    return true;
  }

  Child subscript(Child object) {
    return nested(token().where, [&]() -> Child {
      const Token open = token();
      ++at_;
      Tuple tuple;
      bool trailing = false;
      if (!items(open, "]", trailing, [&] { return index_into(tuple.items); })) return nullptr;
      if (tuple.items.empty()) return fail(open.where, "an index is missing");
      Child index;
      if (tuple.items.size() == 1 && !trailing) {
        index = std::move(tuple.items.front());
      } else {
        const int height = height_of(tuple.items);
        index = make(open.where, height, std::move(tuple));
        if (!index) return nullptr;
      }
      const Position where = object->where;
      const int height = std::max(object->height, index->height);
      return make(where, height, Subscript{std::move(object), std::move(index)});
    });
  }

  bool index_into(std::vector<Child>& into) {
    const Position where = token().where;
    Child bounds[3];
    int colons = 0;
    while (colons < 3) {
      if (!at_symbol(":") && !at_symbol(",") && !at_symbol("]")) {
        bounds[colons] = expression(any);
        if (!bounds[colons]) return false;
      }
      if (colons == 2 || !skip(":")) break;
      ++colons;
    }
    if (colons == 0 && !bounds[0]) return unexpected() != nullptr;
    if (colons == 0) {
      into.push_back(std::move(bounds[0]));
      return true;
    }
    const int height = std::max({height_of(bounds[0]), height_of(bounds[1]), height_of(bounds[2])});
    Child slice = make(where, height,
                       Slice{std::move(bounds[0]), std::move(bounds[1]), std::move(bounds[2])});
    if (!slice) return false;
    into.push_back(std::move(slice));
    return true;
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int nesting_ = 0;
  std::optional<SyntaxError> error_;
};

}  // namespace

grader::Result<Child, SyntaxError> parse_expression(std::string_view text) {
  auto tokens = lex(text);
  if (!tokens) return tokens.error();
  return Parser(std::move(*tokens)).run();
}

}  // namespace reference::language
