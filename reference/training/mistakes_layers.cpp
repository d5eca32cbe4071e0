// Families RL, BA and RG: activations, batches and L2.
#include "reference/training/mistake_rules.h"

namespace reference::training {
namespace {

const MistakeRule of_any_activation[] = {
    {"RL01", "the derivative of the activation is missing", {{"d{z}", "d{a}"}}},
};
const MistakeRule of_relu[] = {
    {"RL02",
     "what passes a ReLU depends on the sign of its input, not on the sign of the gradient",
     {{"d{z}", "d{a} * (d{a} > 0)"}}},
};
const MistakeRule of_sigmoid[] = {
    {"RL04",
     "the derivative of the sigmoid is a (1 - a) already; here the sigmoid was taken twice",
     {{"d{z}", "d{a} * sigmoid({a}) * (1 - sigmoid({a}))"}}},
    {"RL06", "this is the hyperbolic tangent, not the sigmoid", {{"{a}", "np.tanh({z})"}}},
};
const MistakeRule of_tanh[] = {
    {"RL06", "this is the sigmoid, not the hyperbolic tangent", {{"{a}", "sigmoid({z})"}}},
};

const MistakeRule of_batch_biases = {
    "BA02", "the gradient of the bias was not added up over the batch", {{"d{b}", "d{z}[0]"}}};

const MistakeRule of_l2[] = {
    {"RG02",
     "the penalty belongs into the gradient as it does into the loss",
     {{"d{W}", "d{W}_data"}}},
};
const MistakeRule l2_factor_too_much = {
    "RG01",
    "the derivative of 0.5 l2 |W|^2 is l2 W, without a factor 2",
    {{"d{W}", "d{W}_data + 2 * l2 * {W}"}}};
const MistakeRule l2_factor_missing = {"RG01",
                                       "the derivative of l2 |W|^2 is 2 l2 W, with the factor 2",
                                       {{"d{W}", "d{W}_data + l2 * {W}"}}};

// "relu" of a quantity that is relu(z).
std::string activation(const Expanded& step, const LayerNames& layer) {
  if (layer.output.empty()) return "";
  const auto& quantity = step.graph[*step.graph.find(layer.output)];
  const std::string text = formula_text(step.graph, quantity);
  return text.substr(0, text.find('('));
}

}  // namespace

void add_layer_mistakes(const Expanded& step, KindMistakes& all) {
  bool relu = false;
  for (const LayerNames& layer : step.layers) {
    const std::string name = activation(step, layer);
    if (name.empty() || name == layer.logits) continue;
    const Fill fill = step.fill(layer);
    const auto add = [&](const auto& rules) {
      for (const MistakeRule& rule : rules) all.push_back(filled(rule, fill));
    };
    add(of_any_activation);
    if (name == "relu") add(of_relu);
    if (name == "sigmoid") add(of_sigmoid);
    if (name == "np.tanh") add(of_tanh);
    relu = relu || name == "relu" || name == "leaky_relu";
  }
  if (!relu) return;
  add_other_settings(step, "RL03", "relu_at_zero",
                     {{"zero", "the derivative of the ReLU at 0 was taken as 0"},
                      {"one", "the derivative of the ReLU at 0 was taken as 1"},
                      {"half", "the derivative of the ReLU at 0 was taken as 1/2"}},
                     all);
}

void add_batch_mistakes(const Expanded& step, KindMistakes& all) {
  if (step.samples == 1) return;
  const bool of_samples = step.has("dp") || step.has("margins");  // else see families BC and MS
  if (of_samples) {
    add_other_settings(step, "BA01", "reduction",
                       {{"sum", "the samples were added up; the loss is their mean"},
                        {"mean", "the mean of the samples was taken; the loss is their sum"}},
                       all);
  }
  for (const LayerNames& layer : step.layers) {
    if (!layer.bias.empty()) all.push_back(filled(of_batch_biases, step.fill(layer)));
  }
}

void add_l2_mistakes(const Expanded& step, KindMistakes& all) {
  if (!step.has("l2")) return;
  const bool half = step.stated("l2") != "lambda";
  std::string squares;
  bool biased = false;
  for (const LayerNames& layer : step.layers) {
    const Fill fill = step.fill(layer);
    all.push_back(filled(half ? l2_factor_too_much : l2_factor_missing, fill));
    for (const MistakeRule& rule : of_l2) all.push_back(filled(rule, fill));
    for (const std::string& name : {layer.weights, layer.bias}) {
      if (name.empty()) continue;
      squares += fmt::format("{}np.sum({} ** 2)", squares.empty() ? "" : " + ", name);
    }
    biased = biased || !layer.bias.empty();
  }
  if (!biased) return;
  all.push_back({"RG03",
                 {{"R", fmt::format("{}l2 * ({})", half ? "0.5 * " : "", squares)}},
                 "the biases are not penalised, only the weights"});
}

}  // namespace reference::training
