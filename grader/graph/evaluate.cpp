#include "grader/graph/evaluate.h"

#include <algorithm>
#include <exception>
#include <optional>

namespace grader {
namespace {

constexpr std::string_view cycle_message = "the edits make it depend on itself";

// What a function throws (memory, a library behind it) is its failure, and goes no further.
Result<Value> call(const Function& function, Inputs arguments) {
  try {
    return function(arguments);
  } catch (const std::exception& error) {
    return Failure{error.what()};
  }
}

// What a quantity is computed from under the edits in force.
struct Plan {
  const std::vector<QuantityIndex>* inputs;
  const Function* function;
};

}  // namespace

class Solution::Edits {
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

Solution::Solution(const Graph& graph, std::span<const Edit> edits, const Evaluation* base)
    : graph_(graph),
      base_(base),
      edits_(std::make_unique<const Edits>(graph, edits)),
      values_(graph.size()),
      open_(graph.size()) {
  if (base_ != nullptr) touched_ = edits_->touched();
}

Solution::~Solution() = default;
Solution::Solution(Solution&&) noexcept = default;

const Solved* Solution::known(QuantityIndex index) const {
  if (base_ != nullptr && !touched_[index]) return &(*base_)[index];
  return values_[index].get();
}

std::optional<QuantityIndex> Solution::unsolved_input(QuantityIndex index) const {
  for (const QuantityIndex input : *edits_->plan(index).inputs) {
    if (!known(input)) return input;
  }
  return std::nullopt;
}

void Solution::set(QuantityIndex index, Solved solved) {
  values_[index] = std::make_shared<const Solved>(std::move(solved));
  open_[index] = false;
}

Solved Solution::compute(QuantityIndex index) const {
  const Plan plan = edits_->plan(index);
  std::vector<const Value*> arguments;
  arguments.reserve(plan.inputs->size());
  for (const QuantityIndex input : *plan.inputs) {
    const Solved& solved = *known(input);
    if (!solved) return solved.error();
    arguments.push_back(&*solved);
  }
  Result<Value> result = call(*plan.function, arguments);
  if (!result) return EvaluationError{index, result.error().message};
  return std::move(*result);
}

// Depth first with a stack of its own: edits may reach forward, and graphs may be deep.
const Solved& Solution::operator[](QuantityIndex quantity) {
  if (const Solved* solved = known(quantity)) return *solved;
  std::vector<QuantityIndex> stack{quantity};
  while (!stack.empty()) {
    const QuantityIndex index = stack.back();
    if (known(index)) {
      stack.pop_back();
    } else if (edits_->is_value(index)) {
      set(index, std::get<Value>(edits_->of(index)->by));
    } else if (const auto missing = unsolved_input(index); !missing) {
      set(index, compute(index));
    } else if (open_[*missing] || *missing == index) {
      set(*missing, EvaluationError{*missing, std::string(cycle_message)});
    } else {
      open_[index] = true;
      stack.push_back(*missing);
    }
  }
  return *known(quantity);
}

Evaluation Solution::all() {
  for (QuantityIndex i = 0; i < graph_.size(); ++i) {
    (*this)[i];
    if (!values_[i]) values_[i] = base_->values_[i];
  }
  Evaluation evaluation;
  evaluation.values_ = values_;
  return evaluation;
}

Evaluation evaluate(const Graph& graph, std::span<const Edit> edits, const Evaluation* base) {
  return Solution(graph, edits, base).all();
}

std::vector<bool> ancestors(const Graph& graph, QuantityIndex quantity,
                            const std::vector<bool>& stops) {
  std::vector<bool> reached(graph.size());
  reached[quantity] = true;
  for (QuantityIndex i = quantity + 1; i-- > 0;) {
    if (!reached[i] || (i < stops.size() && stops[i])) continue;
    for (const QuantityIndex input : graph[i].inputs) reached[input] = true;
    if (!graph[i].shortcut) continue;
    for (const QuantityIndex input : graph[i].shortcut->inputs) reached[input] = true;
  }
  return reached;
}

bool depends(const Graph& graph, QuantityIndex quantity, QuantityIndex on) {
  return on <= quantity && ancestors(graph, quantity)[on];
}

}  // namespace grader
