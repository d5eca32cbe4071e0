// Tries combinations of settings: the part of a graph between them and a condition, run again for
// each.
#pragma once

#include <optional>
#include <vector>

#include "grader/graph/evaluate.h"

namespace reference::network {

// A setting: the givens that it sets (height and width of a kernel, say) and what it may be.
struct Variable {
  std::vector<grader::QuantityIndex> quantities;
  std::vector<grader::Count> domain;
};

class Search {
 public:
  // `condition` is over quantities of the graph; a value other than 0 is true.
  Search(const grader::Graph& graph, const std::vector<Variable>& variables,
         const grader::Definition& condition);

  // The quantities whose values run() takes: what is read and no setting changes.
  const std::vector<grader::QuantityIndex>& inputs() const { return inputs_; }
  // Whether the condition depends on a variable.
  bool depends_on(std::size_t variable) const { return used_[variable]; }
  // Function calls of a run, all combinations together; empty if they do not fit 64 bits.
  std::optional<std::int64_t> work() const;

  // All combinations that make the condition true, the last variable changing fastest: an array of
  // counts with a row each, or of numbers if there is one variable. A combination for which
  // something cannot be computed is none. Fails where there is none, or too many.
  grader::Result<grader::Value> run(grader::Inputs inputs) const;

 private:
  // Values stand in slots: the inputs, the variables, then one for each step.
  struct Step {
    grader::Function function;
    std::vector<std::size_t> arguments;
  };
  void plan(const grader::Graph& graph, const std::vector<Variable>& variables,
            const grader::Definition& condition);
  bool holds(std::vector<grader::Value>& values, std::vector<const grader::Value*>& slots) const;

  std::vector<std::vector<grader::Count>> domains_;
  std::vector<bool> used_;
  std::vector<grader::QuantityIndex> inputs_;
  std::vector<Step> steps_;  // the condition last
};

}  // namespace reference::network
