// Executes statements and evaluates expressions. Internal to reference/snippet: Session is the way
// in. Everything throws Raised; at() tells where.
#pragma once

#include <memory>

#include "reference/language/statement.h"
#include "reference/snippet/builtin.h"
#include "reference/snippet/catalogue.h"
#include "reference/snippet/scope.h"

namespace reference::snippet {

class Interpreter {
 public:
  Interpreter(const Catalogue& catalogue, Environment environment,
              std::vector<std::string> forbidden);

  Scope& globals() { return *globals_; }
  const Budget& budget() const { return environment_.rules.budget; }
  // What was evaluated last: where it went wrong.
  language::Position at() const { return at_; }
  // Starts anew, also after a failure; from here on the stack may grow by a few megabytes.
  void enter();

  Object execute(const language::Program& program);
  Object call(const Object& function, std::vector<Object> arguments,
              std::vector<std::pair<std::string_view, Object>> keywords);

 private:
  enum class Flow { next, leave_loop, next_round, leave_function };

  // Statements: statements.cpp.
  Flow run(const language::Block& block);
  Flow run(const language::Statement& statement);
  Flow loop(const language::For& node);
  void assign(const language::Expression& target, const Object& value);
  void unpack(const std::vector<language::Child>& targets, const Object& value);
  void augment(const language::Augment& node);
  Object define(const language::Define& node);
  void note_value(Object value);
  void note_targets(const language::Expression& target);

  // Calls: calls.cpp.
  Object call(const Builtin& builtin, std::vector<Object> arguments,
              std::vector<std::pair<std::string_view, Object>> keywords);
  Object call(const Function& function, std::vector<Object> arguments,
              const std::vector<std::pair<std::string_view, Object>>& keywords);
  Object call_type(DType dtype, const std::vector<Object>& arguments);
  void bind(const Function& function, Scope& scope, std::vector<Object> arguments,
            const std::vector<std::pair<std::string_view, Object>>& keywords);
  Object attribute(const Object& object, const std::string& name);
  Object module_attribute(std::string_view path, const std::string& name);
  void check_allowed(std::string_view full) const;

  // Expressions: expressions.cpp.
  Object evaluate(const language::Expression& expression);
  std::vector<Object> evaluate_all(const std::vector<language::Child>& items);
  Object subscript(const Object& object, const Object& index);
  Object operate(language::BinaryOperator op, const Object& left, const Object& right);
  // Goes through the clauses from `clause` on and hands out elements until `take` returns false.
  bool comprehend(const language::Comprehension& node, std::size_t clause, const Object& first,
                  const Take& take);
  struct Evaluate;

  void check_stack() const;

  const Catalogue& catalogue_;
  Environment environment_;
  std::vector<std::string> forbidden_;
  Scopes scopes_;
  std::shared_ptr<Scope> globals_;
  std::shared_ptr<Scope> scope_;  // the current one
  language::Position at_;
  const char* stack_ = nullptr;
  int calls_ = 0;
  Object returned_;
  // Of the program: a value or, if there are any, the variables that were written last.
  Object result_;
  std::vector<std::string> result_names_;
};

}  // namespace reference::snippet
