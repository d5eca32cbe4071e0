#include "reference/training/mistakes.h"

#include "grader/exam/conventions.h"
#include "reference/training/mistake_rules.h"

namespace reference::training {
namespace {

using grader::Graph;

// The quantity that a formula begins or ends with a name of, say: the layers as expand() chains
// them. A layer is a z with its weights and input.
std::vector<LayerNames> layers_of(const Graph& graph) {
  std::vector<LayerNames> layers;
  for (int i = 0;; ++i) {
    const std::string n = i == 0 ? "" : fmt::format("{}", i);
    const auto z = graph.find("z" + n);
    if (!z && i > 0) return layers;
    if (!z) continue;
    const auto& inputs = graph[*z].inputs;
    const bool weights_first = layers.empty() ? graph[inputs[0]].name != "h"
                                              : graph[inputs[0]].name != layers.back().output;
    LayerNames names;
    names.weights = graph[inputs[weights_first ? 0 : 1]].name;
    names.input = graph[inputs[weights_first ? 1 : 0]].name;
    names.bias = inputs.size() > 2 ? graph[inputs[2]].name : "";
    names.logits = "z" + n;
    names.output = graph.find("a" + n) ? "a" + n : "";
    layers.push_back(std::move(names));
    if (i == 0) return layers;
  }
}

Expanded expanded(const Graph& graph) {
  Expanded step{graph, layers_of(graph)};
  const auto h = graph[*graph.find("h")].function({});
  const auto shape = grader::shape_of(*h);
  if (shape.size() == 2) step.samples = static_cast<std::size_t>(shape[0]);
  const auto weights = graph[*graph.find(step.layers.back().weights)].function({});
  step.classes = static_cast<std::size_t>(grader::shape_of(*weights)[0]);
  return step;
}

}  // namespace

std::string Expanded::stated(std::string_view convention) const {
  const auto index = graph.find(grader::convention_quantity(convention));
  if (!index) return "";
  const auto value = graph[*index].function({});
  return value ? std::get<grader::Text>(*value) : "";
}

std::string Expanded::divisor() const {
  return samples > 1 && stated("reduction") == "mean" ? fmt::format(" / {}", samples) : "";
}

grader::KindMistake filled(const MistakeRule& rule, const Fill& fill) {
  grader::KindMistake mistake;
  mistake.id = rule.id;
  mistake.message = fill(rule.message);
  for (const auto& [quantity, expression] : rule.edits) {
    mistake.edits.emplace_back(fill(quantity), fill(expression));
  }
  return mistake;
}

std::vector<grader::KindMistake> known_mistakes(const Graph& graph) {
  const Expanded step = expanded(graph);
  KindMistakes all;
  add_softmax_mistakes(step, all);
  add_loss_mistakes(step, all);
  add_layer_mistakes(step, all);
  add_batch_mistakes(step, all);
  add_l2_mistakes(step, all);
  add_update_mistakes(step, all);
  add_optimiser_mistakes(step, all);
  return all;
}

}  // namespace reference::training
