// A graph that grows by the quantities of a training step. Internal to reference/training.
#pragma once

#include <functional>
#include <string>

#include "grader/base/diagnostics.h"
#include "grader/graph/graph.h"
#include "reference/steps/compile.h"
#include "reference/steps/switched.h"

namespace reference::training {

class Builder {
 public:
  Builder(grader::Graph& graph, grader::Diagnostics& diagnostics)
      : graph_(graph), diagnostics_(diagnostics) {}

  // False from the first quantity on that could not be added; nothing is added any more.
  bool good() const { return good_; }
  grader::Graph& graph() { return graph_; }

  void given(const std::string& name, grader::Value value, const grader::Place& where);

  // The quantity `name: text`.
  void step(const std::string& name, const std::string& text, const grader::Place& where);

  // The text that a convention chooses; see steps::compile_switched.
  void switched(const std::string& name, std::string_view convention,
                const std::vector<steps::Setting>& settings, const grader::Place& where);

  // The quantity whose formula is `text` and whose function is `wrap` of the function of `natural`;
  // it has the inputs of `text`, and then `further` ones. Requires that the two texts name the same
  // quantities in the same order.
  using Wrap = std::function<grader::Function(grader::Function)>;
  void wrapped(const std::string& name, const std::string& text, const std::string& natural,
               const Wrap& wrap, const std::vector<grader::QuantityIndex>& further,
               const grader::Place& where);

  // A convention as it is stated.
  std::string stated(std::string_view convention) const;
  grader::QuantityIndex convention(std::string_view name) const;

 private:
  // Appends a quantity whose name is free, or reports.
  void add(grader::Quantity quantity);
  void add(const std::string& name, std::optional<steps::Compiled> compiled,
           const grader::Place& where);

  grader::Graph& graph_;
  grader::Diagnostics& diagnostics_;
  bool good_ = true;
};

}  // namespace reference::training
