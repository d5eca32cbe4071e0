#include "reference/steps/formula.h"

#include <algorithm>

#include "reference/language/printer.h"

namespace reference::steps {

using language::Expression;

grader::Formula formula_of(const Expression& expression, const Compiler& compiler) {
  grader::Formula formula;
  const auto emit = [&](std::string_view piece) {
    if (formula.empty() || !std::holds_alternative<std::string>(formula.back())) {
      formula.emplace_back(std::string());
    }
    std::get<std::string>(formula.back()) += piece;
  };
  const auto replace = [&](const Expression& part) {
    const auto input = compiler.input_of(part);
    if (input) formula.emplace_back(*input);
    return input.has_value();
  };
  language::print(expression, emit, replace);
  return formula;
}

std::vector<grader::QuantityIndex> terms_of(const Expression& expression,
                                            const Compiler& compiler) {
  std::vector<grader::QuantityIndex> terms;
  const Expression* rest = &expression;
  for (;;) {
    if (const auto input = compiler.input_of(*rest)) {
      terms.push_back(compiler.inputs()[*input]);
      break;
    }
    const auto* sum = std::get_if<language::Binary>(&rest->node);
    if (sum == nullptr || sum->op != language::BinaryOperator::add) return {};
    const auto last = compiler.input_of(*sum->right);
    if (!last) return {};
    terms.push_back(compiler.inputs()[*last]);
    rest = sum->left.get();
  }
  if (terms.size() < 2) return {};
  std::reverse(terms.begin(), terms.end());
  return terms;
}

}  // namespace reference::steps
