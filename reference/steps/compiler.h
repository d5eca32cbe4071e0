// Syntax tree -> operation. Internal to reference/steps; members are in compiler.cpp, and those
// that deal with names and calls in compiler_calls.cpp.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "grader/base/diagnostics.h"
#include "reference/language/syntax.h"
#include "reference/steps/builtin.h"
#include "reference/steps/compile.h"
#include "reference/steps/operation.h"

namespace reference::steps {

// Goes on after an error to find more: an expression that failed becomes Kind::absent.
class Compiler {
 public:
  Compiler(const grader::Place& where, const grader::Graph& graph, grader::Diagnostics& diagnostics,
           const LaterNames& later)
      : where_(where), graph_(graph), diagnostics_(diagnostics), later_(later) {}

  Operation compile(const language::Expression& expression);

  bool failed() const { return failed_; }
  const std::vector<grader::QuantityIndex>& inputs() const { return inputs_; }
  // L and W of each `grad(L, W)`.
  const std::vector<std::pair<grader::QuantityIndex, grader::QuantityIndex>>& gradients() const {
    return gradients_;
  }
  // The input that an expression is, if it is one.
  std::optional<std::size_t> input_of(const language::Expression& expression) const;

 private:
  using Expression = language::Expression;

  Operation node(const language::Integer& node, const Expression& whole);
  Operation node(const language::Real& node, const Expression& whole);
  Operation node(const language::String& node, const Expression& whole);
  Operation node(const language::Boolean& node, const Expression& whole);
  Operation node(const language::None& node, const Expression& whole);
  Operation node(const language::Name& node, const Expression& whole);
  Operation node(const language::Attribute& node, const Expression& whole);
  Operation node(const language::Call& node, const Expression& whole);
  Operation node(const language::Slice& node, const Expression& whole);
  Operation node(const language::Subscript& node, const Expression& whole);
  Operation node(const language::Unary& node, const Expression& whole);
  Operation node(const language::Binary& node, const Expression& whole);
  Operation node(const language::Comparison& node, const Expression& whole);
  Operation node(const language::Logical& node, const Expression& whole);
  Operation node(const language::Conditional& node, const Expression& whole);
  Operation node(const language::List& node, const Expression& whole);
  Operation node(const language::Tuple& node, const Expression& whole);
  // What only snippets have.
  Operation node(const language::Imaginary& node, const Expression& whole);
  Operation node(const language::Ellipsis& node, const Expression& whole);
  Operation node(const language::Starred& node, const Expression& whole);
  Operation node(const language::Comprehension& node, const Expression& whole);

  std::optional<Operation> quantity(const Expression& expression);
  std::optional<grader::QuantityIndex> find(const Expression& expression) const;
  std::size_t slot_of(grader::QuantityIndex index);
  Operation list(const std::vector<language::Child>& items, const Expression& whole);
  void add_index(std::vector<Operation>& arguments, const Expression& index);

  Operation call_builtin(const Builtin& builtin, const Expression* object,
                         const language::Call& node, const Expression& whole);
  Operation fallback(std::string_view name);
  Operation grad(const language::Call& node, const Expression& whole);
  std::optional<grader::QuantityIndex> grad_argument(const Expression& argument);

  Operation report(const grader::Code& code, language::Position position, std::string message,
                   std::string hint = "");
  Operation not_supported(const Expression& whole, std::string_view what, std::string hint = "");
  Operation unknown(const Expression& whole, const std::string& name);
  Operation unknown_call(const Expression& whole, const std::string& function);
  // Reports a name of `later_`, if it is one.
  bool is_later(const Expression& whole, const std::string& name);

  const grader::Place& where_;
  const grader::Graph& graph_;
  grader::Diagnostics& diagnostics_;
  const LaterNames& later_;
  bool failed_ = false;
  std::vector<grader::QuantityIndex> inputs_;
  std::unordered_map<const Expression*, std::size_t> resolved_;
  std::vector<std::pair<grader::QuantityIndex, grader::QuantityIndex>> gradients_;
};

}  // namespace reference::steps
