#include "reference/language/statements.h"

#include <fmt/core.h>

#include <algorithm>

namespace reference::language {
namespace {

constexpr std::string_view refused[] = {"while",    "class", "try",    "with",  "global",
                                        "nonlocal", "del",   "assert", "raise", "yield",
                                        "async",    "await", "from",   "lambda"};

}  // namespace

grader::Result<Program, SyntaxError> StatementParser::run() {
  Program program;
  bool read = true;
  while (read && token().kind != Kind::end) read = statement(program.statements);
  if (!read || failed()) return error();
  return program;
}

bool StatementParser::statement(Block& into) {
  if (token().kind == Kind::indent) return unexpected();
  if (at_keyword("for")) return for_statement(into);
  if (at_keyword("if")) return if_statement(into);
  if (at_keyword("def")) return definition(into);
  return line(into);
}

// `match` is a name, unless a value and a colon follow.
bool StatementParser::at_match() const {
  if (token().kind != Kind::name || token().text != "match") return false;
  const Kind next = token(1).kind;
  if (next != Kind::name && next != Kind::integer && next != Kind::string) return false;
  std::size_t ahead = 1;
  while (token(ahead + 1).kind != Kind::newline && token(ahead + 1).kind != Kind::end) ++ahead;
  return at_symbol(":", ahead);
}

bool StatementParser::refused_statement() {
  if (at_symbol("@")) return fail(not_supported(token().where, "a decorator (`@`)"));
  if (at_match()) return fail(not_supported(token().where, "`match`"));
  const bool found =
      token().kind == Kind::keyword &&
      std::find(std::begin(refused), std::end(refused), token().text) != std::end(refused);
  if (!found) return true;
  return fail(not_supported(token().where, fmt::format("`{}`", token().text)));
}

bool StatementParser::line(Block& into) {
  do {
    if (!simple(into)) return false;
    if (!at_symbol(";") && token().kind != Kind::newline) return unexpected();
  } while (skip(";") && token().kind != Kind::newline);
  ++at_;
  return true;
}

bool StatementParser::simple(Block& into) {
  const Position where = token().where;
  if (!refused_statement()) return false;
  if (skip_keyword("pass")) {
    into.push_back({where, Pass{}});
    return true;
  }
  if (at_keyword("break")) return jump(where, Break{}, "break", "'break' outside loop", into);
  if (at_keyword("continue")) {
    return jump(where, Continue{}, "continue", "'continue' not properly in loop", into);
  }
  if (at_keyword("return")) return return_statement(into);
  if (at_keyword("import")) return import(into);
  return evaluate(into);
}

bool StatementParser::jump(Position where, Statement::Node node, std::string_view word,
                           std::string python, Block& into) {
  ++at_;
  if (loops_ == 0) {
    defer(1,
          syntax_error(where, fmt::format("`{}` stands in no loop", word), "", std::move(python)));
  }
  into.push_back({where, std::move(node)});
  return true;
}

bool StatementParser::return_statement(Block& into) {
  const Position where = token().where;
  ++at_;
  Return node;
  if (starts_expression()) {
    node.value = list_without_brackets();
    if (!node.value) return false;
  }
  if (functions_ == 0) {
    defer(1,
          syntax_error(where, "`return` stands in no function", "", "'return' outside function"));
  }
  into.push_back({where, std::move(node)});
  return true;
}

bool StatementParser::import(Block& into) {
  const Position where = token().where;
  ++at_;
  bool known = true;
  do {
    std::string what;
    if (!imported(what)) return false;
    known = known && (what == "numpy as np" || what == "cv2");
  } while (skip(","));
  if (!known) {
    return fail(
        not_supported(where, "this import", "`import numpy as np` and `import cv2` are known"));
  }
  into.push_back({where, Import{}});
  return true;
}

bool StatementParser::imported(std::string& what) {
  for (bool first = true; first || skip("."); first = false) {
    if (token().kind != Kind::name) return unexpected();
    if (!first) what += '.';
    what += token().text;
    ++at_;
  }
  if (!skip_keyword("as")) return true;
  if (token().kind != Kind::name) return unexpected();
  what += fmt::format(" as {}", token().text);
  ++at_;
  return true;
}

bool StatementParser::colon(bool forced) {
  if (skip(":")) return true;
  if (token().kind != Kind::newline && !(forced && token().kind != Kind::wrong)) {
    return unexpected();
  }
  return fail(syntax_error(token().where, "`:` is missing", "", "expected ':'"));
}

bool StatementParser::block(std::string_view what, Position owner, Block& into) {
  if (token().kind != Kind::newline) return line(into);
  ++at_;
  if (token().kind == Kind::wrong) return unexpected();
  if (token().kind != Kind::indent) {
    std::string python =
        fmt::format("expected an indented block after {} on line {}", what, owner.line);
    const Position where = token().where;
    const Position end = tokens_.back().where;
    const bool at_end = where.line == end.line && where.column == end.column;
    const int back = token().kind == Kind::dedent && !at_end ? 1 : 0;
    return fail({where,
                 fmt::format("the block of line {} is missing", owner.line),
                 "indent its lines",
                 "IndentationError",
                 std::move(python),
                 {where.line, where.column - back}});
  }
  ++at_;
  return nested(owner, [&]() -> bool {
    while (token().kind != Kind::dedent && token().kind != Kind::end) {
      if (!statement(into)) return false;
    }
    if (token().kind == Kind::dedent) ++at_;
    return true;
  });
}

bool StatementParser::for_statement(Block& into) {
  const Position where = token().where;
  ++at_;
  For node;
  node.target = targets();
  if (!node.target) return false;
  if (!skip_keyword("in")) return unexpected();
  node.iterable = list_without_brackets();
  if (!node.iterable || !colon(false)) return false;
  ++loops_;
  const bool read = block("'for' statement", where, node.body);
  --loops_;
  if (!read) return false;
  if (at_keyword("else")) return fail(not_supported(token().where, "`else` of a loop"));
  into.push_back({where, std::move(node)});
  return true;
}

bool StatementParser::if_statement(Block& into) {
  const Position where = token().where;
  If node;
  do {
    if (!branch(node)) return false;
  } while (at_keyword("elif"));
  if (const Position owner = token().where; skip_keyword("else")) {
    if (!colon(true) || !block("'else' statement", owner, node.otherwise)) return false;
  }
  into.push_back({where, std::move(node)});
  return true;
}

bool StatementParser::branch(If& node) {
  const Token owner = token();
  ++at_;
  Branch branch;
  branch.condition = expression();
  if (!branch.condition) return false;
  if (at_symbol("=")) return unexpected_behind(*branch.condition);
  if (!colon(false)) return false;
  if (!block(fmt::format("'{}' statement", owner.text), owner.where, branch.body)) return false;
  node.branches.push_back(std::move(branch));
  return true;
}

bool StatementParser::definition(Block& into) {
  const Position where = token().where;
  ++at_;
  if (token().kind != Kind::name) return unexpected();
  Define node;
  node.name = token().text;
  ++at_;
  if (!at_symbol("(")) {
    if (token().kind == Kind::wrong) return unexpected();
    return fail(syntax_error(token().where, "`(` is missing", "", "expected '('"));
  }
  ++at_;
  if (!parameters(node.parameters)) return false;
  if (at_symbol("->")) return fail(not_supported(token().where, "a type annotation (`->`)"));
  if (!colon(true)) return false;
  ++functions_;
  const int loops = std::exchange(loops_, 0);
  const bool read = block("function definition", where, node.body);
  --functions_;
  loops_ = loops;
  if (!read) return false;
  into.push_back({where, std::move(node)});
  return true;
}

// Up to the bracket that closes them, which is consumed.
bool StatementParser::parameters(std::vector<Parameter>& into) {
  std::unordered_set<std::string_view> names;
  while (!skip(")")) {
    const Token name = token();
    if (!parameter(into)) return false;
    if (!names.insert(name.text).second) {
      defer(0, syntax_error(
                   name.where, fmt::format("the parameter `{}` is there twice", name.text), "",
                   fmt::format("duplicate argument '{}' in function definition", name.text)));
    }
    if (!skip(",") && !at_symbol(")")) return unexpected();
  }
  return true;
}

bool StatementParser::parameter(std::vector<Parameter>& into) {
  const Token name = token();
  if (at_symbol("*") || at_symbol("**") || at_symbol("/")) {
    return fail(not_supported(name.where, fmt::format("`{}` among parameters", name.text)));
  }
  if (name.kind != Kind::name) return unexpected();
  ++at_;
  if (at_symbol(":")) return fail(not_supported(token().where, "a type annotation (`:`)"));
  Parameter parameter{std::string(name.text), nullptr};
  const Position equals = token().where;
  if (skip("=")) {
    if (at_symbol(")") || at_symbol(",")) {
      return fail(
          syntax_error(equals, "a default is missing", "", "expected default value expression"));
    }
    parameter.value = expression();
    if (!parameter.value) return false;
  } else if (!into.empty() && into.back().value) {
    return fail(syntax_error(name.where, "a parameter without a default follows one with a default",
                             "", "non-default argument follows default argument"));
  }
  into.push_back(std::move(parameter));
  return true;
}

}  // namespace reference::language
