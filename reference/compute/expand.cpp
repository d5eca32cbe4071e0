#include "reference/compute/expand.h"

#include <fmt/core.h>

#include "reference/compute/order.h"
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
    graph.add(steps::quantity_of(step.name, std::move(*compiled), step.where));
  }
  if (!good) return std::nullopt;
  return derivatives;
}

}  // namespace reference::compute
