// Normalisation, recurrent layers, and what goes from one layer to the next: {n} is the layer.
#include "grader/exam/conventions.h"
#include "reference/network/mistake_rules.h"
#include "reference/network/quantities.h"

namespace reference::network {
namespace {

using grader::Graph;

const std::vector<Rule>& of_batch_norm() {
  static const std::vector<Rule> rules = {
      {"BN04",
       {{"trainable({n})", "weights({n}) + biases({n}) + running({n})"},
        {"parameters({n})", "weights({n}) + biases({n}) + running({n})"}},
       "the running mean and variance of batch norm are not trained"},
  };
  return rules;
}

const std::vector<Rule>& of_a_recurrent_layer() {
  static const std::vector<Rule> rules = {
      {"RN01", {{"gates({n})", "1"}}, "each gate has weights and biases of its own"},
  };
  return rules;
}

const std::vector<Rule>& of_a_flattening() {
  static const std::vector<Rule> rules = {
      {"FT01",
       {{"features({n})", "{channels}"}},
       "flattening gives channels x height x width features, not channels"},
  };
  return rules;
}

std::vector<Subject> subjects_with(const Graph& graph, std::string_view front) {
  std::vector<Subject> subjects;
  for (const std::string& name : names_with(graph, front, ")")) {
    subjects.push_back({{"n", name}});
  }
  return subjects;
}

// features(n) as a product of three: those of an image.
std::vector<Subject> flattenings(const Graph& graph) {
  std::vector<Subject> subjects;
  for (const std::string& name : names_with(graph, "features(", ")")) {
    const grader::Quantity& features = graph[*graph.find(of("features", name))];
    if (features.inputs.size() != 3) continue;
    subjects.push_back({{"n", name}, {"channels", graph[features.inputs[0]].name}});
  }
  return subjects;
}

}  // namespace

void add_other_mistakes(const Graph& graph, std::vector<grader::KindMistake>& mistakes) {
  add_mistakes(of_batch_norm(), subjects_with(graph, "running("), mistakes);
  add_mistakes(of_a_recurrent_layer(), subjects_with(graph, "gates("), mistakes);
  add_mistakes(of_a_flattening(), flattenings(graph), mistakes);
}

}  // namespace reference::network
