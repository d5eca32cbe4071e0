#include "reference/steps/language.h"

#include "reference/steps/compile.h"

namespace reference::steps {
namespace {

class StepLanguage final : public grader::ExpressionLanguage {
 public:
  std::optional<grader::Definition> compile(std::string_view text, const grader::Place& where,
                                            const grader::Graph& graph,
                                            grader::Diagnostics& diagnostics) const override {
    auto compiled = steps::compile(text, where, graph, diagnostics);
    if (!compiled) return std::nullopt;
    return std::move(compiled->definition);
  }
};

}  // namespace

const grader::ExpressionLanguage& language() {
  static const StepLanguage language;
  return language;
}

}  // namespace reference::steps
