// What stands in brackets: displays, comprehensions, calls, subscripts.
#include <fmt/core.h>

#include <algorithm>

#include "reference/language/expressions.h"

namespace reference::language {

// Items up to `close`, which is consumed; `trailing` tells of a comma behind the last. An item that
// returns true says all about what it leaves behind it, but for a comma that is missing.
template <typename Item>
bool ExpressionParser::items(std::string_view close, bool& trailing, Item item) {
  trailing = false;
  while (!skip(close)) {
    if (token().kind == Kind::end) return unexpected();
    if (!item()) return false;
    trailing = skip(",");
    if (!trailing && !at_symbol(close)) return unexpected();
  }
  return true;
}

bool ExpressionParser::item_into(std::vector<Child>& into) {
  Child child = at_symbol("*") ? starred(bits_or) : expression();
  if (!child) return false;
  if (at_symbol("=")) return unexpected_behind(*child);
  into.push_back(std::move(child));
  return true;
}

Child ExpressionParser::bracket() {
  const Token open = token();
  ++at_;
  Tuple tuple;
  bool trailing = false;
  Child generator;
  const bool read = items(")", trailing, [&] {
    if (!item_into(tuple.items)) return false;
    if (tuple.items.size() > 1 || !at_keyword("for")) return true;
    generator = comprehension(std::move(tuple.items.front()), false, open);
    return generator && (at_symbol(")") || unexpected());
  });
  if (!read) return nullptr;
  if (generator) return generator;
  if (tuple.items.size() == 1 && !trailing) {
    Child& item = tuple.items.front();
    if (!std::holds_alternative<Starred>(item->node)) return std::move(item);
    return fail(
        syntax_error(item->begin, "unexpected `*`", "", "cannot use starred expression here"));
  }
  const int height = height_of(tuple.items);
  return make(open.where, open.where, height, std::move(tuple));
}

Child ExpressionParser::list() {
  const Token open = token();
  ++at_;
  List list;
  bool trailing = false;
  Child made;
  const bool read = items("]", trailing, [&]() -> bool {
    if (!item_into(list.items)) return false;
    if (!at_keyword("for")) return true;
    if (list.items.size() > 1) {
      SyntaxError error = syntax_error(token().where, "unexpected `for`",
                                       "write brackets around the items in front of it",
                                       "did you forget parentheses around the comprehension "
                                       "target?");
      error.python_where = list.items.front()->begin;
      return fail(std::move(error));
    }
    made = comprehension(std::move(list.items.front()), true, open);
    return made && (at_symbol("]") || unexpected());
  });
  if (!read) return nullptr;
  if (made) return made;
  const int height = height_of(list.items);
  return make(open.where, open.where, height, std::move(list));
}

Child ExpressionParser::comprehension(Child element, bool is_list, const Token& open) {
  if (std::holds_alternative<Starred>(element->node)) {
    return fail(syntax_error(element->begin, "unexpected `*`", "",
                             "iterable unpacking cannot be used in comprehension"));
  }
  int height = element->height;
  Comprehension node{is_list, std::move(element), {}};
  while (skip_keyword("for")) {
    if (!clause(node, height)) return nullptr;
  }
  return make(open.where, open.where, height, std::move(node));
}

bool ExpressionParser::clause(Comprehension& node, int& height) {
  Clause clause;
  clause.target = targets();
  if (!clause.target) return false;
  if (!skip_keyword("in")) return unexpected();
  clause.iterable = operation(disjunction);
  if (!clause.iterable) return false;
  while (skip_keyword("if")) {
    clause.conditions.push_back(operation(disjunction));
    if (!clause.conditions.back()) return false;
  }
  height = std::max(
      {height, height_of(clause.target), height_of(clause.iterable), height_of(clause.conditions)});
  node.clauses.push_back(std::move(clause));
  return true;
}

Child ExpressionParser::call(Child function, Position begin) {
  return nested(token().where, [&]() -> Child {
    ++at_;
    Call node{std::move(function), {}, {}};
    bool trailing = false;
    std::optional<Position> misplaced;
    std::unordered_set<std::string_view> names;
    const bool read = items(")", trailing, [&] {
      const Position where = token().where;
      const std::size_t before = node.arguments.size();
      if (!argument(node, names)) return false;
      const bool positional = node.arguments.size() > before &&
                              !std::holds_alternative<Starred>(node.arguments.back()->node);
      if (positional && !node.keywords.empty() && !misplaced) misplaced = where;
      return true;
    });
    if (!read) return nullptr;
    if (misplaced) {
      SyntaxError error =
          syntax_error(*misplaced, "a positional argument follows a keyword argument", "",
                       "positional argument follows keyword argument");
      error.python_where = tokens_[at_ - 1].where;
      return fail(std::move(error));
    }
    int height = std::max(node.function->height, height_of(node.arguments));
    for (const Keyword& keyword : node.keywords) height = std::max(height, keyword.value->height);
    const Position where = node.function->where;
    return make(where, begin, height, std::move(node));
  });
}

bool ExpressionParser::argument(Call& call, std::unordered_set<std::string_view>& names) {
  const Token first = token();
  const Token open = tokens_[at_ - 1];
  if (at_symbol("**")) return fail(not_supported(first.where, "`**` in front of an argument"));
  if (at_symbol("=", 1) && (first.kind == Kind::name || first.kind == Kind::keyword)) {
    return named_argument(call, names);
  }
  Child value = at_symbol("*") ? starred(any) : expression();
  if (!value) return false;
  if (at_keyword("for")) return generator_argument(call, std::move(value), open);
  if (at_symbol("=")) {
    SyntaxError error =
        syntax_error(token().where, "unexpected `=`", "compare with `==`",
                     "expression cannot contain assignment, perhaps you meant \"==\"?");
    error.python_where = value->begin;
    return fail(std::move(error));
  }
  call.arguments.push_back(std::move(value));
  return true;
}

bool ExpressionParser::generator_argument(Call& call, Child element, const Token& open) {
  const Position begin = element->begin;
  const bool first = call.arguments.empty() && call.keywords.empty();
  Child generator = comprehension(std::move(element), false, open);
  if (!generator) return false;
  if (first && at_symbol(")")) {
    call.arguments.push_back(std::move(generator));
    return true;
  }
  if (!at_symbol(",") && !at_symbol(")")) return unexpected();
  return fail(syntax_error(begin, "a generator needs brackets of its own beside other arguments",
                           "", "Generator expression must be parenthesized"));
}

bool ExpressionParser::named_argument(Call& call, std::unordered_set<std::string_view>& names) {
  const Token name = token();
  if (name.kind == Kind::keyword) {
    if (name.text != "True" && name.text != "False" && name.text != "None") return unexpected();
    return fail(syntax_error(name.where, fmt::format("`{}` is no name of an argument", name.text),
                             "", fmt::format("cannot assign to {}", name.text)));
  }
  if (!names.insert(name.text).second) {
    defer(1, syntax_error(name.where, fmt::format("`{}` is given twice", name.text), "",
                          fmt::format("keyword argument repeated: {}", name.text)));
  }
  at_ += 2;
  Child value = expression();
  if (!value) return false;
  if (at_keyword("for")) {
    SyntaxError error =
        syntax_error(token().where, "unexpected `for`", "write brackets around the generator",
                     "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    error.python_where = name.where;
    return fail(std::move(error));
  }
  call.keywords.push_back({std::string(name.text), std::move(value)});
  return true;
}

Child ExpressionParser::subscript(Child object, Position begin) {
  return nested(token().where, [&]() -> Child {
    const Token open = token();
    ++at_;
    if (at_symbol("]")) {
      SyntaxError error = syntax_error(open.where, "an index is missing", "", "invalid syntax");
      error.python_where = token().where;
      return fail(std::move(error));
    }
    Tuple tuple;
    bool is_tuple = false;
    bool trailing = false;
    if (!items("]", trailing, [&] { return index_into(tuple.items, is_tuple); })) return nullptr;
    Child index;
    if (tuple.items.size() == 1 && !trailing && !is_tuple) {
      index = std::move(tuple.items.front());
    } else {
      const int height = height_of(tuple.items);
      const Position first = tuple.items.front()->begin;
      index = make(open.where, first, height, std::move(tuple));
      if (!index) return nullptr;
    }
    const Position where = object->where;
    const int height = std::max(object->height, index->height);
    return make(where, begin, height, Subscript{std::move(object), std::move(index)});
  });
}

bool ExpressionParser::index_into(std::vector<Child>& into, bool& tuple) {
  const Position where = token().where;
  if (at_symbol("*")) {
    tuple = true;
    return item_into(into);
  }
  Child bounds[3];
  int colons = 0;
  while (colons < 3) {
    if (!at_symbol(":") && !at_symbol(",") && !at_symbol("]")) {
      bounds[colons] = expression();
      if (!bounds[colons]) return false;
    }
    if (colons == 2 || !skip(":")) break;
    ++colons;
  }
  if (colons == 0 && !bounds[0]) return unexpected();
  if (colons == 0) {
    if (at_symbol("=")) return unexpected_behind(*bounds[0]);
    into.push_back(std::move(bounds[0]));
    return true;
  }
  const int height = std::max({height_of(bounds[0]), height_of(bounds[1]), height_of(bounds[2])});
  Child slice = make(where, where, height,
                     Slice{std::move(bounds[0]), std::move(bounds[1]), std::move(bounds[2])});
  if (!slice) return false;
  into.push_back(std::move(slice));
  return true;
}

}  // namespace reference::language
