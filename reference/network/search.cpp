#include "reference/network/search.h"

#include <fmt/core.h>

#include <unordered_map>

#include "reference/network/find.h"

namespace reference::network {

using grader::Count;
using grader::Failure;
using grader::Graph;
using grader::Inputs;
using grader::QuantityIndex;
using grader::Result;
using grader::Value;

Search::Search(const Graph& graph, const std::vector<Variable>& variables,
               const grader::Definition& condition)
    : used_(variables.size()) {
  for (const Variable& variable : variables) domains_.push_back(variable.domain);
  plan(graph, variables, condition);
}

void Search::plan(const Graph& graph, const std::vector<Variable>& variables,
                  const grader::Definition& condition) {
  constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::vector<std::size_t> variable_of(graph.size(), none);
  for (std::size_t i = 0; i < variables.size(); ++i) {
    for (const QuantityIndex quantity : variables[i].quantities) variable_of[quantity] = i;
  }
  std::vector<bool> changes(graph.size());
  for (QuantityIndex i = 0; i < graph.size(); ++i) {
    changes[i] = variable_of[i] != none;
    for (const QuantityIndex input : graph[i].inputs) changes[i] = changes[i] || changes[input];
  }
  std::vector<bool> needed(graph.size());
  for (const QuantityIndex input : condition.inputs) needed[input] = true;
  for (QuantityIndex i = graph.size(); i-- > 0;) {
    if (!needed[i] || !changes[i]) continue;
    for (const QuantityIndex input : graph[i].inputs) needed[input] = true;
  }
  std::unordered_map<QuantityIndex, std::size_t> slots;
  for (QuantityIndex i = 0; i < graph.size(); ++i) {
    if (!needed[i] || changes[i]) continue;
    slots.emplace(i, inputs_.size());
    inputs_.push_back(i);
  }
  const std::size_t first = inputs_.size() + variables.size();
  const auto slots_of = [&](const std::vector<QuantityIndex>& quantities) {
    std::vector<std::size_t> found;
    for (const QuantityIndex quantity : quantities) found.push_back(slots.at(quantity));
    return found;
  };
  for (QuantityIndex i = 0; i < graph.size(); ++i) {
    if (!needed[i] || !changes[i]) continue;
    if (variable_of[i] != none) {
      used_[variable_of[i]] = true;
      slots.emplace(i, inputs_.size() + variable_of[i]);
      continue;
    }
    steps_.push_back({graph[i].function, slots_of(graph[i].inputs)});
    slots.emplace(i, first + steps_.size() - 1);
  }
  steps_.push_back({condition.function, slots_of(condition.inputs)});
}

std::optional<std::int64_t> Search::work() const {
  auto work = static_cast<std::int64_t>(steps_.size());
  for (const auto& domain : domains_) {
    if (__builtin_mul_overflow(work, static_cast<std::int64_t>(domain.size()), &work)) {
      return std::nullopt;
    }
  }
  return work;
}

bool Search::holds(std::vector<Value>& values, std::vector<const Value*>& slots) const {
  const std::size_t first = slots.size() - steps_.size();
  std::vector<const Value*> arguments;
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    arguments.clear();
    for (const std::size_t slot : steps_[i].arguments) arguments.push_back(slots[slot]);
    Result<Value> value = steps_[i].function(arguments);
    if (!value) return false;
    values[i] = std::move(*value);
    slots[first + i] = &values[i];
  }
  const std::vector<double> truth = grader::numbers(values.back());
  return truth.size() == 1 && truth[0] != 0;
}

Result<Value> Search::run(Inputs inputs) const {
  std::vector<Value> settings(domains_.size());
  std::vector<Value> values(steps_.size());
  std::vector<const Value*> slots(inputs.begin(), inputs.end());
  for (const Value& setting : settings) slots.push_back(&setting);
  slots.resize(slots.size() + steps_.size());

  grader::Array solutions;
  solutions.counts = true;
  std::int64_t found = 0;
  std::vector<std::size_t> at(domains_.size());
  for (bool more = true; more;) {
    for (std::size_t i = 0; i < at.size(); ++i) settings[i] = domains_[i][at[i]];
    if (holds(values, slots)) {
      if (++found > max_solutions) {
        return Failure{fmt::format("more than {} combinations fit", max_solutions)};
      }
      for (std::size_t i = 0; i < at.size(); ++i) {
        solutions.data.push_back(static_cast<double>(domains_[i][at[i]]));
      }
    }
    std::size_t i = at.size();
    while (i > 0 && ++at[i - 1] == domains_[i - 1].size()) at[--i] = 0;
    more = i > 0;
  }
  if (found == 0) return Failure{"no combination fits"};
  solutions.shape = {found};
  if (at.size() > 1) solutions.shape.push_back(static_cast<std::int64_t>(at.size()));
  return Value(std::move(solutions));
}

}  // namespace reference::network
