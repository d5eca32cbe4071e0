#include "reference/training/expand.h"

#include <fmt/core.h>

#include "reference/training/builder.h"
#include "reference/training/loss.h"
#include "reference/training/naming.h"
#include "reference/training/optimiser.h"

namespace reference::training {
namespace {

class Expansion {
 public:
  Expansion(const Block& block, grader::Graph& graph, grader::Diagnostics& diagnostics)
      : block_(block), names_(names_of(block)), builder_(graph, diagnostics) {}

  bool run() {
    givens();
    for (std::size_t i = 0; i < names_.size(); ++i) forward(i);
    add_loss(block_, names_, builder_);
    for (std::size_t i = names_.size(); i-- > 0;) backward(i);
    if (block_.update) {
      for (std::size_t i = 0; i < names_.size(); ++i) {
        const Layer& layer = block_.layers[i];
        add_update(*block_.update, names_[i].weights, layer.where, builder_);
        if (layer.bias) add_update(*block_.update, names_[i].bias, layer.where, builder_);
      }
    }
    return builder_.good();
  }

 private:
  void givens() {
    builder_.given("h", block_.input.array, block_.input.where);
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const Layer& layer = block_.layers[i];
      builder_.given(names_[i].weights, layer.weights.array, layer.weights.where);
      if (layer.bias) builder_.given(names_[i].bias, layer.bias->array, layer.bias->where);
    }
    builder_.given(block_.has_classes() ? "target" : "y", block_.target, block_.target_where);
    if (block_.l2) builder_.given("l2", block_.l2->value, block_.l2->where);
    if (block_.update) add_settings(*block_.update, block_, builder_);
  }

  void forward(std::size_t i) {
    const Layer& layer = block_.layers[i];
    const Names& names = names_[i];
    const std::string product = block_.batch()
                                    ? fmt::format("{} @ {}.T", names.input, names.weights)
                                    : fmt::format("{} @ {}", names.weights, names.input);
    builder_.step(names.logits, product + (layer.bias ? " + " + names.bias : ""), layer.where);
    if (names.output == names.logits) return;
    builder_.step(names.output, activated(layer, names.logits), layer.where);
  }

  static std::string activated(const Layer& layer, const std::string& z) {
    switch (layer.activation) {
      case Activation::linear:
        return z;
      case Activation::relu:
        return fmt::format("relu({})", z);
      case Activation::leaky_relu:
        return fmt::format("leaky_relu({}, {})", z, layer.slope);
      case Activation::sigmoid:
        return fmt::format("sigmoid({})", z);
      case Activation::tanh:
        return fmt::format("np.tanh({})", z);
    }
    return z;
  }

  void backward(std::size_t i) {
    const Layer& layer = block_.layers[i];
    const Names& names = names_[i];
    const std::string dz = "d" + names.logits;
    if (names.output != names.logits) derivative(layer, names);
    const bool batch = block_.batch();
    const std::string product = batch ? fmt::format("{}.T @ {}", dz, names.input)
                                      : fmt::format("np.outer({}, {})", dz, names.input);
    weights_gradient(names.weights, product, layer.where);
    if (layer.bias) {
      const std::string sum = batch ? fmt::format("np.sum({}, axis=0)", dz) : dz;
      builder_.step("d" + names.bias, sum, layer.where);
    }
    builder_.step("d" + names.input,
                  batch ? fmt::format("{} @ {}", dz, names.weights)
                        : fmt::format("{}.T @ {}", names.weights, dz),
                  layer.where);
  }

  // With the term of L2, if there is one.
  void weights_gradient(const std::string& weights, const std::string& product,
                        const grader::Place& where) {
    const std::string gradient = "d" + weights;
    if (!block_.l2) return builder_.step(gradient, product, where);
    builder_.step(gradient + "_data", product, where);
    builder_.switched(gradient, "l2",
                      {{"half_lambda", fmt::format("{}_data + l2 * {}", gradient, weights)},
                       {"lambda", fmt::format("{}_data + 2 * l2 * {}", gradient, weights)}},
                      where);
  }

  void derivative(const Layer& layer, const Names& names) {
    const std::string dz = "d" + names.logits;
    const std::string da = "d" + names.output;
    const std::string& a = names.output;
    const std::string& z = names.logits;
    switch (layer.activation) {
      case Activation::linear:
        return builder_.step(dz, da, layer.where);
      case Activation::sigmoid:
        return builder_.step(dz, fmt::format("{} * {} * (1 - {})", da, a, a), layer.where);
      case Activation::tanh:
        return builder_.step(dz, fmt::format("{} * (1 - {} ** 2)", da, a), layer.where);
      case Activation::relu:
        return builder_.switched(
            dz, "relu_at_zero",
            {{"zero", fmt::format("{} * ({} > 0)", da, z)},
             {"one", fmt::format("{} * ({} >= 0)", da, z)},
             {"half", fmt::format("{} * (({} > 0) + ({} >= 0)) / 2", da, z, z)}},
            layer.where);
      case Activation::leaky_relu:
        return builder_.switched(
            dz, "relu_at_zero",
            {{"zero", fmt::format("{} * np.where({} > 0, 1, {})", da, z, layer.slope)},
             {"one", fmt::format("{} * np.where({} >= 0, 1, {})", da, z, layer.slope)},
             {"half", fmt::format("{} * (np.where({} > 0, 1, {}) + np.where({} >= 0, 1, {})) / 2",
                                  da, z, layer.slope, z, layer.slope)}},
            layer.where);
    }
  }

  const Block& block_;
  std::vector<Names> names_;
  Builder builder_;
};

}  // namespace

bool expand(const Block& block, grader::Graph& graph, grader::Diagnostics& diagnostics) {
  return Expansion(block, graph, diagnostics).run();
}

}  // namespace reference::training
