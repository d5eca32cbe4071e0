#include "reference/training/mistakes.h"

#include "grader/exam/conventions.h"
#include "reference/training/mistake_rules.h"

namespace reference::training {
namespace {

using grader::Graph;

// Of no exam; each layer brings a dozen mistakes.
constexpr std::size_t most_layers = 50;

// The layers as expand() chains them: each z with its weights, its input and perhaps its bias.
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
  step.batch = shape.size() == 2;
  if (step.batch) step.samples = static_cast<std::size_t>(shape[0]);
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

Fill Expanded::fill(const LayerNames& layer) const {
  const auto divisor = [&](std::size_t terms) {
    return terms > 1 && stated("reduction") == "mean" ? fmt::format(" / {}", terms) : "";
  };
  Fill fill;
  fill.weights = layer.weights;
  fill.bias = layer.bias;
  fill.logits = layer.logits;
  fill.activation = layer.output;
  fill.input = layer.input;
  fill.loss = has("L_data") ? "L_data" : "L";
  fill.outputs = fmt::format("{}", classes);
  fill.samples = fmt::format("{}", samples);
  fill.per_sample = divisor(samples);
  fill.per_output = divisor(samples * classes);
  return fill;
}

void add_other_settings(const Expanded& step, std::string_view id, const std::string& convention,
                        const std::vector<std::pair<std::string, std::string>>& settings,
                        KindMistakes& all) {
  const std::string stated = step.stated(convention);
  if (stated.empty()) return;
  for (const auto& [setting, message] : settings) {
    if (setting == stated) continue;
    all.push_back({std::string(id), {{"conventions." + convention, setting}}, message});
  }
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
  if (step.layers.size() > most_layers) return all;
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
