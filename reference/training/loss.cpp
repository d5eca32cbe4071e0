#include "reference/training/loss.h"

#include <fmt/core.h>

#include "reference/steps/losses.h"

namespace reference::training {
namespace {

using grader::Array;
using grader::Function;
using grader::Inputs;
using grader::Result;
using grader::Value;

// -y / p where the target is not 0, and 0 elsewhere, even for a probability that came out as 0.
// Requires: the first input is y.
Function zero_without_target(Function natural) {
  return [natural = std::move(natural)](Inputs inputs) -> Result<Value> {
    Result<Value> value = natural(inputs);
    if (!value) return value;
    auto* array = std::get_if<Array>(&*value);
    const auto* y = std::get_if<Array>(inputs[0]);
    if (array == nullptr || y == nullptr || y->data.size() != array->data.size()) return value;
    for (std::size_t i = 0; i < y->data.size(); ++i) {
      if (y->data[i] == 0) array->data[i] = 0;
    }
    return value;
  };
}

// `natural` times what the conventions `log` and, of several terms, `reduction` make of it: the
// last inputs, in this order.
Function scaled(Function natural, std::size_t terms) {
  return [natural = std::move(natural), terms](Inputs inputs) -> Result<Value> {
    Result<Value> value = natural(inputs);
    const bool one = terms == 1;
    const Result<double> log = steps::log_scale(inputs[inputs.size() - (one ? 1 : 2)]);
    if (!log) return log.error();
    double scale = *log;
    if (!one) {
      const auto mean = steps::reduction_scale("L", inputs.back(), terms);
      if (!mean) return mean.error();
      scale *= *mean;
    }
    if (!value || scale == 1) return value;
    if (auto* array = std::get_if<Array>(&*value)) {
      for (double& x : array->data) x *= scale;
    }
    return value;
  };
}

class LossSteps {
 public:
  LossSteps(const Block& block, const std::vector<Names>& names, Builder& builder)
      : block_(block), names_(names), builder_(builder) {
    if (block.batch()) samples_ = static_cast<std::size_t>(block.input.array.shape[0]);
    data_ = block.l2 ? "L_data" : "L";
  }

  void add() {
    if (block_.has_classes()) {
      builder_.step("y", fmt::format("one_hot(target, {})", block_.outputs()), block_.target_where);
    }
    switch (block_.loss) {
      case Loss::softmax_cross_entropy:
        return softmax();
      case Loss::sigmoid_bce:
        return sigmoid();
      case Loss::mse:
        return mse();
      case Loss::hinge:
        return hinge();
    }
  }

 private:
  const std::string& logits() const { return names_.back().logits; }
  const std::string& output() const { return names_.back().output; }

  void loss(const std::string& text) {
    builder_.step(data_, text, block_.where);
    if (!block_.l2) return;
    std::string sum;
    for (const Names& names : names_) {
      sum += fmt::format("{}np.sum({} ** 2)", sum.empty() ? "" : " + ", names.weights);
    }
    builder_.switched("R", "l2",
                      {{"half_lambda", fmt::format("0.5 * l2 * ({})", sum)},
                       {"lambda", fmt::format("l2 * ({})", sum)}},
                      block_.l2->where);
    builder_.step("L", "L_data + R", block_.where);
  }

  void softmax() {
    builder_.step("p", fmt::format("softmax({})", logits()), block_.where);
    loss("cross_entropy(p, y)");
    scaled_step("dp", "-y / p", samples_, zero_without_target);
    scaled_step("d" + logits(), "p - y", samples_, unchanged);
  }

  // The gradients of the loss in base b are those of the natural one divided by ln b, and those of
  // a mean are divided by the number of its terms. The formula shows what is stated; the function
  // heeds the conventions, so that they can be flipped.
  void scaled_step(const std::string& name, const std::string& text, std::size_t terms,
                   const Builder::Wrap& inner) {
    if (!builder_.good()) return;
    const std::string base = builder_.stated("log");
    const bool mean = terms > 1 && builder_.stated("reduction") != "sum";
    std::string shown = mean ? fmt::format("({}) / {}", text, terms) : text;
    if (base == "base2") shown = fmt::format("({}) / np.log(2)", shown);
    if (base == "base10") shown = fmt::format("({}) / np.log(10)", shown);
    std::vector<grader::QuantityIndex> conventions = {builder_.convention("log")};
    if (terms > 1) conventions.push_back(builder_.convention("reduction"));
    const auto wrap = [&](Function natural) { return scaled(inner(std::move(natural)), terms); };
    builder_.wrapped(name, shown, text, wrap, conventions, block_.where);
  }

  static Function unchanged(Function natural) { return natural; }

  // Numbers that are compared with the target.
  std::size_t entries() const { return samples_ * static_cast<std::size_t>(block_.outputs()); }

  void sigmoid() {
    builder_.step("p", fmt::format("sigmoid({})", logits()), block_.where);
    loss("bce(p, y)");
    scaled_step("d" + logits(), "p - y", entries(), unchanged);
  }

  void mse() {
    loss(fmt::format("mse({}, y)", output()));
    const std::string off = fmt::format("({} - y)", output());
    const std::string n = entries() > 1 ? fmt::format(" / {}", entries()) : "";
    builder_.switched("d" + output(), "mse",
                      {{"mean", "2 * " + off + n},
                       {"half_sum", off},
                       {"sum", "2 * " + off},
                       {"half_mean", off + n}},
                      block_.where);
  }

  // Each score that is nearer to the one of the true class than the margin pulls both.
  void hinge() {
    loss(fmt::format("hinge({}, y)", logits()));
    const std::string axis = block_.batch() ? ", axis=1, keepdims=True" : "";
    const std::string& z = logits();
    builder_.step("margins", fmt::format("{} - np.sum({} * y{}) + 1", z, z, axis), block_.where);
    builder_.step("active", "(margins > 0) * (1 - y)", block_.where);
    const std::string pull = fmt::format("active - np.sum(active{}) * y", axis);
    const std::string mean = samples_ > 1 ? fmt::format("({}) / {}", pull, samples_) : pull;
    builder_.switched("d" + z, "reduction", {{"mean", mean}, {"sum", pull}}, block_.where);
  }

  const Block& block_;
  const std::vector<Names>& names_;
  Builder& builder_;
  std::size_t samples_ = 1;
  std::string data_;
};

}  // namespace

void add_loss(const Block& block, const std::vector<Names>& names, Builder& builder) {
  LossSteps(block, names, builder).add();
}

}  // namespace reference::training
