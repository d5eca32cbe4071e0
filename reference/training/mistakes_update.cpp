// Families UP and OP: the rules of an update.
#include "reference/training/mistake_rules.h"

namespace reference::training {
namespace {

const MistakeRule of_gradient_descent[] = {
    {"UP01",
     "the step goes up the gradient; it should go down",
     {{"{W}_next", "{W} + step * d{W}"}}},
    {"UP02", "the step size was left out", {{"{W}_next", "{W} - d{W}"}}},
    {"UP03", "this is the step alone, without the old weights", {{"{W}_next", "-step * d{W}"}}},
    {"UP04",
     "this is the step size times the gradient, without the old weights",
     {{"{W}_next", "step * d{W}"}}},
    {"UP05", "the gradient was divided by the step size", {{"{W}_next", "{W} - d{W} / step"}}},
    {"UP06", "the loss was used in place of its gradient", {{"{W}_next", "{W} - step * L"}}},
    {"UP07", "the step is twice too long", {{"{W}_next", "{W} - 2 * step * d{W}"}}},
    {"UP08", "the weights were multiplied by the step", {{"{W}_next", "{W} * (1 - step * d{W})"}}},
    {"UP09", "the step is half as long as it should be", {{"{W}_next", "{W} - step * d{W} / 2"}}},
};

const MistakeRule of_rmsprop[] = {
    {"OP04",
     "the square root of s is missing",
     {{"{W}_next", "{W} - step * d{W} / (s_{W}_next + epsilon)"}}},
    {"OP05",
     "s adds up the squares of the gradient, not the gradient",
     {{"s_{W}_next", "beta * s_{W} + (1 - beta) * d{W}"}}},
};

const MistakeRule of_adagrad[] = {
    {"OP04",
     "the square root of s is missing",
     {{"{W}_next", "{W} - step * d{W} / (s_{W}_next + epsilon)"}}},
    {"OP05",
     "s adds up the squares of the gradient, not the gradient",
     {{"s_{W}_next", "s_{W} + d{W}"}}},
};

const MistakeRule of_adam[] = {
    {"OP04",
     "the square root of s is missing",
     {{"{W}_next", "{W} - step * mhat_{W} / (shat_{W} + epsilon)"}}},
    {"OP05",
     "s adds up the squares of the gradient, not the gradient",
     {{"s_{W}_next", "beta2 * s_{W} + (1 - beta2) * d{W}"}}},
};

// Adam with L2, and the decay of AdamW in its place.
const MistakeRule adam_as_adamw = {
    "OP06",
    "with Adam the penalty goes into m and s; taking it off the weights is AdamW",
    {{"m_{W}_next", "beta1 * m_{W} + (1 - beta1) * d{W}_data"},
     {"s_{W}_next", "beta2 * s_{W} + (1 - beta2) * d{W}_data ** 2"},
     {"{W}_next", "{W} - step * (mhat_{W} / (np.sqrt(shat_{W}) + epsilon) + (d{W} - d{W}_data))"}}};

const MistakeRule adamw_as_adam = {
    "OP06",
    "AdamW takes the decay off the weights; within m and s it is the L2 of Adam",
    {{"m_{W}_next", "beta1 * m_{W} + (1 - beta1) * (d{W} + weight_decay * {W})"},
     {"s_{W}_next", "beta2 * s_{W} + (1 - beta2) * (d{W} + weight_decay * {W}) ** 2"},
     {"{W}_next", "{W} - step * mhat_{W} / (np.sqrt(shat_{W}) + epsilon)"}}};

std::vector<std::string> parameters(const Expanded& step) {
  std::vector<std::string> names;
  for (const std::string& name : step.graph.names()) {
    if (step.has(name + "_next") && step.has("d" + name)) names.push_back(name);
  }
  return names;
}

template <typename Rules>
void add_each(const Expanded& step, const Rules& rules, KindMistakes& all) {
  for (const std::string& name : parameters(step)) {
    Fill fill;
    fill.weights = name;
    for (const MistakeRule& rule : rules) all.push_back(filled(rule, fill));
  }
}

void add_setting(const Expanded& step, std::string_view id, std::string_view convention,
                 std::string_view setting, std::string_view message, KindMistakes& all) {
  if (step.stated(convention) == setting) return;
  all.push_back({std::string(id),
                 {{fmt::format("conventions.{}", convention), std::string(setting)}},
                 std::string(message)});
}

}  // namespace

void add_update_mistakes(const Expanded& step, KindMistakes& all) {
  const std::string& first = step.layers.front().weights;
  const bool remembers = step.has("v_" + first) || step.has("s_" + first);
  if (!remembers) add_each(step, of_gradient_descent, all);
}

void add_optimiser_mistakes(const Expanded& step, KindMistakes& all) {
  const std::string& first = step.layers.front().weights;
  const bool adam = step.has("beta1");
  if (step.has("v_" + first)) {
    add_setting(step, "OP01", "momentum", "accumulate",
                "the form of the momentum is another: this is v = beta v + g", all);
    add_setting(step, "OP01", "momentum", "average",
                "the form of the momentum is another: this is v = beta v + (1 - beta) g", all);
    add_setting(step, "OP01", "momentum", "velocity",
                "the form of the momentum is another: this is v = beta v - step g", all);
  }
  if (!step.has("s_" + first)) return;
  if (adam) {
    add_setting(step, "OP02", "bias_correction", "none",
                "the bias correction of m and s is missing", all);
  }
  add_setting(step, "OP03", "epsilon", "inside", "epsilon stands inside the square root", all);
  add_setting(step, "OP03", "epsilon", "outside", "epsilon stands outside the square root", all);
  if (adam) {
    add_each(step, of_adam, all);
  } else if (step.has("beta")) {
    add_each(step, of_rmsprop, all);
  } else {
    add_each(step, of_adagrad, all);
  }
  if (!adam) return;
  const bool decays = step.has("weight_decay");
  if (decays) add_each(step, std::vector<MistakeRule>{adamw_as_adam}, all);
  if (!decays && step.has("l2")) add_each(step, std::vector<MistakeRule>{adam_as_adamw}, all);
}

}  // namespace reference::training
