#include "grader/graph/evaluate.h"

#include <algorithm>
#include <optional>

namespace grader {
namespace {

constexpr std::string_view cycle_message = "the edits make it depend on itself";

// What a quantity is computed from under the edits in force.
struct Plan {
  const std::vector<QuantityIndex>* inputs;
  const Function* function;
};

class Edits {
 public:
  Edits(const Graph& graph, std::span<const Edit> edits) : graph_(graph), by_(graph.size()) {
    for (const Edit& edit : edits) by_[edit.quantity] = &edit;
  }

  const Edit* of(QuantityIndex quantity) const { return by_[quantity]; }

  Plan plan(QuantityIndex index) const {
    if (const Edit* edit = by_[index]) {
      const auto& definition = std::get<Definition>(edit->by);
      return {&definition.inputs, &definition.function};
    }
    const Quantity& quantity = graph_[index];
    if (quantity.shortcut && by_[quantity.shortcut->unless_edited] == nullptr) {
      return {&quantity.shortcut->inputs, &quantity.shortcut->function};
    }
    return {&quantity.inputs, &quantity.function};
  }

  bool is_value(QuantityIndex index) const {
    return by_[index] != nullptr && std::holds_alternative<Value>(by_[index]->by);
  }

  // Quantities whose value may differ from an evaluation without edits. One pass is enough: only
  // edited quantities, touched anyway, read what stands behind them.
  std::vector<bool> touched() const {
    std::vector<bool> touched(graph_.size());
    for (QuantityIndex i = 0; i < graph_.size(); ++i) {
      touched[i] = by_[i] != nullptr || reads_touched(i, touched);
    }
    return touched;
  }

 private:
  bool reads_touched(QuantityIndex index, const std::vector<bool>& touched) const {
    const auto& shortcut = graph_[index].shortcut;
    if (shortcut && touched[shortcut->unless_edited]) return true;
    return std::any_of(plan(index).inputs->begin(), plan(index).inputs->end(),
                       [&](QuantityIndex input) { return touched[input]; });
  }

  const Graph& graph_;
  std::vector<const Edit*> by_;
};

Solved compute(const Function& function, const std::vector<std::shared_ptr<const Solved>>& values,
               const std::vector<QuantityIndex>& inputs, QuantityIndex index) {
  std::vector<const Value*> arguments;
  arguments.reserve(inputs.size());
  for (const QuantityIndex input : inputs) {
    const Solved& solved = *values[input];
    if (!solved) return solved.error();
    arguments.push_back(&*solved);
  }
  Result<Value> result = function(arguments);
  if (!result) return EvaluationError{index, result.error().message};
  return std::move(*result);
}

// Depth first with a stack of its own: edits may reach forward, and graphs may be deep.
class Walk {
 public:
  Walk(const Edits& edits, std::vector<std::shared_ptr<const Solved>>& values)
      : edits_(edits), values_(values), open_(values.size()) {}

  void solve(QuantityIndex root) {
    std::vector<QuantityIndex> stack{root};
    while (!stack.empty()) {
      const QuantityIndex index = stack.back();
      if (values_[index]) {
        stack.pop_back();
      } else if (edits_.is_value(index)) {
        set(index, std::get<Value>(edits_.of(index)->by));
      } else if (const auto missing = unsolved_input(index); !missing) {
        const Plan plan = edits_.plan(index);
        set(index, compute(*plan.function, values_, *plan.inputs, index));
      } else if (open_[*missing] || *missing == index) {
        set(*missing, EvaluationError{*missing, std::string(cycle_message)});
      } else {
        open_[index] = true;
        stack.push_back(*missing);
      }
    }
  }

 private:
  std::optional<QuantityIndex> unsolved_input(QuantityIndex index) const {
    for (const QuantityIndex input : *edits_.plan(index).inputs) {
      if (!values_[input]) return input;
    }
    return std::nullopt;
  }

  void set(QuantityIndex index, Solved solved) {
    values_[index] = std::make_shared<const Solved>(std::move(solved));
    open_[index] = false;
  }

  const Edits& edits_;
  std::vector<std::shared_ptr<const Solved>>& values_;
  std::vector<bool> open_;
};

}  // namespace

Evaluation evaluate(const Graph& graph, std::span<const Edit> edits, const Evaluation* base) {
  const Edits in_force(graph, edits);
  Evaluation evaluation;
  evaluation.values_.resize(graph.size());
  if (base != nullptr) {
    const std::vector<bool> touched = in_force.touched();
    for (QuantityIndex i = 0; i < graph.size(); ++i) {
      if (!touched[i]) evaluation.values_[i] = base->values_[i];
    }
  }
  Walk walk(in_force, evaluation.values_);
  for (QuantityIndex i = 0; i < graph.size(); ++i) walk.solve(i);
  return evaluation;
}

bool depends(const Graph& graph, QuantityIndex quantity, QuantityIndex on) {
  if (on > quantity) return false;
  std::vector<bool> reached(quantity + 1);
  reached[quantity] = true;
  for (QuantityIndex i = quantity; i > on; --i) {
    if (!reached[i]) continue;
    for (const QuantityIndex input : graph[i].inputs) reached[input] = true;
    if (!graph[i].shortcut) continue;
    for (const QuantityIndex input : graph[i].shortcut->inputs) reached[input] = true;
  }
  return reached[on];
}

}  // namespace grader
