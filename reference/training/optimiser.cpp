#include "reference/training/optimiser.h"

#include <fmt/format.h>

#include "reference/training/read_update.h"

namespace reference::training {
namespace {

using steps::Setting;

// {W} is the parameter and d{W} its gradient.
class Steps {
 public:
  Steps(const std::string& parameter, const grader::Place& where, Builder& builder)
      : parameter_(parameter), where_(where), builder_(builder) {}

  void step(std::string_view name, std::string_view text) {
    builder_.step(filled(name), filled(text), where_);
  }
  void switched(std::string_view name, std::string_view convention,
                const std::vector<Setting>& settings) {
    std::vector<Setting> own;
    for (const Setting& one : settings) own.push_back({one.setting, filled(one.text)});
    builder_.switched(filled(name), convention, own, where_);
  }

 private:
  std::string filled(std::string_view text) const {
    return fmt::format(fmt::runtime(text), fmt::arg("W", parameter_));
  }

  const std::string& parameter_;
  const grader::Place& where_;
  Builder& builder_;
};

void velocity(Steps& steps) {
  steps.switched("v_{W}_next", "momentum",
                 {{"accumulate", "beta * v_{W} + d{W}"},
                  {"average", "beta * v_{W} + (1 - beta) * d{W}"},
                  {"velocity", "beta * v_{W} - step * d{W}"}});
}

void momentum(Steps& steps) {
  velocity(steps);
  steps.switched("{W}_next", "momentum",
                 {{"accumulate", "{W} - step * v_{W}_next"},
                  {"average", "{W} - step * v_{W}_next"},
                  {"velocity", "{W} + v_{W}_next"}});
}

void nesterov(Steps& steps) {
  velocity(steps);
  steps.switched("{W}_next", "momentum",
                 {{"accumulate", "{W} - step * (d{W} + beta * v_{W}_next)"},
                  {"average", "{W} - step * ((1 - beta) * d{W} + beta * v_{W}_next)"},
                  {"velocity", "{W} + beta * v_{W}_next - step * d{W}"}});
}

// A step along d{W}, each entry divided by the root of s.
void scaled_step(Steps& steps) {
  steps.switched("{W}_next", "epsilon",
                 {{"outside", "{W} - step * d{W} / (np.sqrt(s_{W}_next) + epsilon)"},
                  {"inside", "{W} - step * d{W} / np.sqrt(s_{W}_next + epsilon)"}});
}

void moments(Steps& steps) {
  steps.step("m_{W}_next", "beta1 * m_{W} + (1 - beta1) * d{W}");
  steps.step("s_{W}_next", "beta2 * s_{W} + (1 - beta2) * d{W} ** 2");
  steps.switched("mhat_{W}", "bias_correction",
                 {{"corrected", "m_{W}_next / (1 - beta1 ** t_next)"}, {"none", "m_{W}_next"}});
  steps.switched("shat_{W}", "bias_correction",
                 {{"corrected", "s_{W}_next / (1 - beta2 ** t_next)"}, {"none", "s_{W}_next"}});
}

void adam(Steps& steps) {
  moments(steps);
  steps.switched("{W}_next", "epsilon",
                 {{"outside", "{W} - step * mhat_{W} / (np.sqrt(shat_{W}) + epsilon)"},
                  {"inside", "{W} - step * mhat_{W} / np.sqrt(shat_{W} + epsilon)"}});
}

void adamw(Steps& steps) {
  moments(steps);
  steps.switched(
      "{W}_next", "epsilon",
      {{"outside", "{W} - step * (mhat_{W} / (np.sqrt(shat_{W}) + epsilon) + weight_decay * {W})"},
       {"inside", "{W} - step * (mhat_{W} / np.sqrt(shat_{W} + epsilon) + weight_decay * {W})"}});
}

bool counts_steps(Rule rule) { return rule == Rule::adam || rule == Rule::adamw; }

// What is remembered of a parameter, or zeros.
void add_memory(const Update& update, const std::string& parameter, const Tensor& like,
                Builder& builder) {
  for (const std::string_view name : memory_of(update.rule)) {
    grader::Array array = like.array;
    array.data.assign(array.data.size(), 0);
    grader::Place where = update.where;
    const auto memory = update.state.find(std::string(name));
    if (memory != update.state.end()) {
      const auto own = memory->second.find(parameter);
      if (own != memory->second.end()) {
        array = own->second.array;
        where = own->second.where;
      }
    }
    builder.given(fmt::format("{}_{}", name, parameter), std::move(array), where);
  }
}

}  // namespace

void add_settings(const Update& update, const Block& block, Builder& builder) {
  // In the order of the rule's formula: the step size first.
  builder.given("step", update.settings.at("step").value, update.settings.at("step").where);
  for (const auto& [name, number] : update.settings) {
    if (name != "step") builder.given(name, number.value, number.where);
  }
  for (std::size_t i = 0; i < block.layers.size(); ++i) {
    const Layer& layer = block.layers[i];
    add_memory(update, layer.name, layer.weights, builder);
    if (layer.bias) add_memory(update, bias_name(block, i), *layer.bias, builder);
  }
  if (!counts_steps(update.rule)) return;
  builder.given("t", grader::Count{update.steps}, update.where);
  builder.step("t_next", "t + 1", update.where);
}

void add_update(const Update& update, const std::string& parameter, const grader::Place& where,
                Builder& builder) {
  Steps steps(parameter, where, builder);
  switch (update.rule) {
    case Rule::gradient_descent:
      return steps.step("{W}_next", "{W} - step * d{W}");
    case Rule::momentum:
      return momentum(steps);
    case Rule::nesterov:
      return nesterov(steps);
    case Rule::rmsprop:
      steps.step("s_{W}_next", "beta * s_{W} + (1 - beta) * d{W} ** 2");
      return scaled_step(steps);
    case Rule::adagrad:
      steps.step("s_{W}_next", "s_{W} + d{W} ** 2");
      return scaled_step(steps);
    case Rule::adam:
      return adam(steps);
    case Rule::adamw:
      return adamw(steps);
  }
}

}  // namespace reference::training
