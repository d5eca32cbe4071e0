#include "reference/steps/compile.h"

#include "reference/language/parser.h"
#include "reference/steps/compiler.h"
#include "reference/steps/formula.h"
#include "reference/steps/fuse.h"

namespace reference::steps {

std::optional<Compiled> compile(std::string_view text, const grader::Place& where,
                                const grader::Graph& graph, grader::Diagnostics& diagnostics,
                                const LaterNames& later) {
  const auto expression = language::parse_expression(text);
  if (!expression) {
    diagnostics.error(grader::code::bad_expression,
                      language::within(where, expression.error().where), expression.error().message,
                      expression.error().hint);
    return std::nullopt;
  }
  Compiler compiler(where, graph, diagnostics, later);
  Operation operation = compiler.compile(**expression);
  if (compiler.failed()) return std::nullopt;
  Compiled compiled;
  compiled.definition.inputs = compiler.inputs();
  compiled.definition.formula = formula_of(**expression, compiler);
  compiled.terms = terms_of(**expression, compiler);
  compiled.gradients = compiler.gradients();
  fuse_calls(operation);
  compiled.shortcut = fused(operation, compiled.definition.inputs, graph);
  compiled.definition.function = StepFunction(std::move(operation));
  return compiled;
}

}  // namespace reference::steps
