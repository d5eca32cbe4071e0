#include "grader/graph/working.h"

#include <algorithm>

namespace grader {
namespace {

// The lines that tell how a table came about, or null.
const std::vector<std::string>* lines_of(const Solved& solved) {
  const auto* table = solved ? std::get_if<Table>(&*solved) : nullptr;
  const bool told = table != nullptr && table->words && !table->words->working.empty();
  return told ? &table->words->working : nullptr;
}

bool is_zero(const Value& value) { return numbers(value) == std::vector<double>{0}; }

// A formula that is nothing but another quantity.
bool is_alias(const Quantity& quantity) {
  return quantity.formula.size() == 1 &&
         std::holds_alternative<std::size_t>(quantity.formula.front());
}

class Working {
 public:
  Working(const Graph& graph, const Evaluation& evaluation, int figures)
      : graph_(graph), evaluation_(evaluation), figures_(figures) {}

  std::vector<WorkedStep> steps(QuantityIndex target) {
    std::vector<bool> needed(target + 1);
    needed[target] = true;
    for (QuantityIndex i = target + 1; i-- > 0;) {
      if (needed[i]) need_inputs(i, needed);
    }
    std::vector<WorkedStep> steps;
    for (QuantityIndex i = 0; i <= target; ++i) {
      if (!needed[i] || graph_[i].given() || (is_alias(graph_[i]) && i != target)) continue;
      if (!evaluation_[i]) break;
      steps.push_back(step(i));
    }
    return steps;
  }

 private:
  // Marks what `index` is worked from; the terms of a sum are shown in its own line.
  void need_inputs(QuantityIndex index, std::vector<bool>& needed) const {
    const Quantity& quantity = graph_[index];
    if (lines_of(evaluation_[index]) != nullptr) return;
    if (quantity.terms.empty()) {
      for (const QuantityIndex input : quantity.inputs) needed[input] = true;
      return;
    }
    for (const QuantityIndex term : quantity.terms) {
      if (evaluation_[term] && !is_zero(*evaluation_[term])) need_inputs(behind(term), needed);
    }
  }

  // What a quantity stands for, if it is nothing but another one (under an edit it may be more).
  QuantityIndex behind(QuantityIndex index) const {
    while (is_alias(graph_[index])) {
      const Quantity& quantity = graph_[index];
      const QuantityIndex other = quantity.inputs[std::get<std::size_t>(quantity.formula.front())];
      if (!evaluation_[other] || *evaluation_[other] != *evaluation_[index]) break;
      index = other;
    }
    return index;
  }

  std::string worked(QuantityIndex index) const {
    const Quantity& quantity = graph_[index];
    if (quantity.given()) return to_text(*evaluation_[index], figures_);
    if (!quantity.terms.empty()) return worked_sum(quantity);
    std::vector<const Value*> inputs;
    for (const QuantityIndex input : quantity.inputs) {
      if (!evaluation_[input]) return to_text(*evaluation_[index], figures_);
      inputs.push_back(&*evaluation_[input]);
    }
    return worked_text(quantity, inputs, figures_);
  }

  std::string worked_sum(const Quantity& quantity) const {
    std::string text;
    for (const QuantityIndex term : quantity.terms) {
      if (!evaluation_[term] || is_zero(*evaluation_[term])) continue;
      const std::string shown = worked(behind(term));
      if (text.empty()) {
        text = shown;
      } else {
        text += shown.starts_with('-') ? " + (" + shown + ")" : " + " + shown;
      }
    }
    return text.empty() ? "0" : text;
  }

  WorkedStep step(QuantityIndex index) const {
    const Quantity& quantity = graph_[index];
    if (const auto* lines = lines_of(evaluation_[index])) {
      return {index, quantity.name, "", "", to_text(*evaluation_[index], figures_), *lines};
    }
    return WorkedStep{index, quantity.name, formula_text(graph_, quantity), worked(index),
                      to_text(*evaluation_[index], figures_)};
  }

  const Graph& graph_;
  const Evaluation& evaluation_;
  int figures_;
};

}  // namespace

std::string to_text(const WorkedStep& step) {
  std::string text = step.name;
  if (!step.lines.empty()) return text + " = " + step.value;
  if (step.formula != step.name) text += " = " + step.formula;
  if (step.worked != step.formula && step.worked != step.value) text += " = " + step.worked;
  return text + " = " + step.value;
}

std::vector<WorkedStep> working(const Graph& graph, const Evaluation& evaluation,
                                QuantityIndex target, int figures) {
  return Working(graph, evaluation, figures).steps(target);
}

}  // namespace grader
