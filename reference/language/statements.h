// The parser of statements. Internal to reference/language.
#pragma once

#include "reference/language/expressions.h"
#include "reference/language/statement.h"

namespace reference::language {

class StatementParser : private ExpressionParser {
 public:
  explicit StatementParser(Tokens tokens) : ExpressionParser(std::move(tokens), Escapes::kept) {}

  grader::Result<Program, SyntaxError> run();

 private:
  bool statement(Block& into);
  bool at_match() const;
  bool refused_statement();
  // Statements up to the end of the line.
  bool line(Block& into);
  bool simple(Block& into);
  // Requires: `what` is in front of it, as Python names it.
  bool block(std::string_view what, Position owner, Block& into);
  bool colon(bool forced);

  bool for_statement(Block& into);
  bool if_statement(Block& into);
  bool branch(If& node);
  bool definition(Block& into);
  bool parameters(std::vector<Parameter>& into);
  bool parameter(std::vector<Parameter>& into);

  bool evaluate(Block& into);
  bool annotation(const Expression& target);
  bool assign(Child first, Position where, Block& into);
  bool check_targets(const std::vector<Child>& targets, bool bare, bool compares);
  bool augment(Child target, const BinaryRule& rule, Position where, Block& into);
  bool return_statement(Block& into);
  bool jump(Position where, Statement::Node node, std::string_view word, std::string python,
            Block& into);
  bool import(Block& into);
  bool imported(std::string& what);

  int functions_ = 0;  // around this place
  int loops_ = 0;      // in the innermost function
};

}  // namespace reference::language
