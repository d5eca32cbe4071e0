#include "reference/compute/expand.h"

#include <fmt/core.h>

#include <set>

#include "reference/compute/order.h"
#include "reference/language/parser.h"
#include "reference/language/printer.h"
#include "reference/language/walk.h"
#include "reference/steps/append.h"
#include "reference/steps/compile.h"

namespace reference::compute {
namespace {

using grader::Graph;

bool add_given(const Given& given, Graph& graph, grader::Diagnostics& diagnostics) {
  if (given.one_hot.empty()) {
    graph.add(grader::given(given.name, given.value, given.where));
    return true;
  }
  auto compiled = steps::compile(given.one_hot, given.where, graph, diagnostics);
  if (!compiled) return false;
  grader::Quantity quantity = steps::quantity_of(given.name, std::move(*compiled), given.where);
  quantity.restates_given = true;
  graph.add(std::move(quantity));
  return true;
}

// What `grad` takes derivatives of in the expression.
void add_differentiated(const language::Expression& expression, std::set<std::string>& names) {
  language::for_each_part(expression, [&](const language::Expression& part) {
    const auto* call = std::get_if<language::Call>(&part.node);
    if (call == nullptr || call->arguments.empty()) return;
    if (language::print(*call->function) != "grad") return;
    names.insert(language::print(*call->arguments.front()));
  });
}

void add_names(const language::Expression& expression, std::set<std::string>& names) {
  language::for_each_part(expression, [&](const language::Expression& part) {
    if (const auto* name = std::get_if<language::Name>(&part.node)) names.insert(name->name);
  });
}

// What is used besides by steps: the names in the checks, and what derivatives are taken of.
std::set<std::string> used_besides(const Block& block) {
  std::set<std::string> names;
  for (const Step& step : block.steps) {
    const auto expression = language::parse_expression(step.text);
    if (expression) add_differentiated(**expression, names);
  }
  for (const Step& check : block.checks) {
    names.insert(check.name);
    const auto expression = language::parse_expression(check.text);
    if (expression) add_names(**expression, names);
  }
  return names;
}

}  // namespace

std::optional<std::vector<Derivative>> expand(const Block& block, Graph& graph,
                                              grader::Diagnostics& diagnostics) {
  bool good = has_no_cycle(block, diagnostics);
  if (!good) return std::nullopt;
  for (const Given& given : block.givens) good = add_given(given, graph, diagnostics) && good;
  steps::LaterNames later;
  for (auto step = block.steps.rbegin(); step != block.steps.rend(); ++step) {
    later.emplace_back(step->name, step->name_where);
  }
  const std::set<std::string> used = used_besides(block);
  std::vector<Derivative> derivatives;
  for (const Step& step : block.steps) {
    later.pop_back();
    std::optional<steps::Compiled> compiled;
    // Of a step that failed nothing is known, neither what it depends on.
    const bool skipped = !good && step.text.find("grad") != std::string::npos;
    if (!skipped) compiled = steps::compile(step.text, step.where, graph, diagnostics, later);
    good = good && compiled;
    if (!compiled) {
      graph.add(grader::given(step.name, 0.0, step.where));
      continue;
    }
    for (const auto& [of, by] : compiled->gradients) derivatives.push_back({of, by});
    grader::Quantity quantity = steps::quantity_of(step.name, std::move(*compiled), step.where);
    quantity.authored = used.count(step.name) == 0;
    graph.add(std::move(quantity));
  }
  if (!good) return std::nullopt;
  return derivatives;
}

}  // namespace reference::compute
