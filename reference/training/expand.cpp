#include "reference/training/expand.h"

#include <fmt/core.h>

#include "grader/exam/conventions.h"
#include "reference/steps/append.h"
#include "reference/steps/compile.h"
#include "reference/steps/losses.h"

namespace reference::training {
namespace {

using grader::Array;
using grader::Count;
using grader::Diagnostics;
using grader::Function;
using grader::Graph;
using grader::Inputs;
using grader::Quantity;
using grader::QuantityIndex;
using grader::Result;
using grader::Value;

// The names of a layer's quantities.
struct Names {
  std::string weights;
  std::string bias;    // b or b1
  std::string input;   // what it multiplies: h or a1
  std::string logits;  // z or z1
  std::string output;  // a1
};

class Expansion {
 public:
  Expansion(const Block& block, Graph& graph, Diagnostics& diagnostics)
      : block_(block), graph_(graph), diagnostics_(diagnostics) {}

  bool run() {
    name_layers();
    givens();
    for (std::size_t i = 0; i < names_.size(); ++i) forward(i);
    loss();
    for (std::size_t i = names_.size(); i-- > 0;) backward(i);
    if (block_.step) {
      for (std::size_t i = 0; i < names_.size(); ++i) update(i);
    }
    return good_;
  }

 private:
  void name_layers() {
    for (std::size_t i = 0; i < block_.layers.size(); ++i) {
      const std::string n = suffix(block_, i);
      names_.push_back(
          {block_.layers[i].name, "b" + n, i == 0 ? "h" : names_.back().output, "z" + n, "a" + n});
    }
  }

  // Appends a quantity whose name is free, or reports.
  std::optional<QuantityIndex> add(Quantity quantity) {
    if (graph_.find(quantity.name)) {
      diagnostics_.error(grader::code::duplicate_id, quantity.where,
                         fmt::format("two quantities would be called `{}`", quantity.name),
                         "give the layer another `name`");
      good_ = false;
      return std::nullopt;
    }
    return graph_.add(std::move(quantity));
  }

  void given(const std::string& name, Value value, const grader::Place& where) {
    add(grader::given(name, std::move(value), where));
  }

  // The step `name: text`, perhaps with another function than the text has.
  using Wrap = std::function<Function(Function)>;
  void step(const std::string& name, const std::string& text, const grader::Place& where,
            const Wrap& wrap = nullptr, std::vector<QuantityIndex> further = {}) {
    if (!good_) return;
    auto compiled = steps::compile(text, where, graph_, diagnostics_);
    good_ = good_ && compiled.has_value();
    if (!compiled) return;
    Quantity quantity = steps::quantity_of(name, std::move(*compiled), where);
    quantity.inputs.insert(quantity.inputs.end(), further.begin(), further.end());
    if (wrap) quantity.function = wrap(std::move(quantity.function));
    if (name == "L") quantity.shortcut = from_logits();
    quantity.restates_given = name == "y";
    add(std::move(quantity));
  }

  void givens() {
    given("h", block_.input.array, block_.input.where);
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const Layer& layer = block_.layers[i];
      given(names_[i].weights, layer.weights.array, layer.weights.where);
      if (layer.bias) given(names_[i].bias, layer.bias->array, layer.bias->where);
    }
    given("target", Count{block_.target}, block_.target_where);
    if (block_.step) given("step", *block_.step, block_.step_where);
  }

  void forward(std::size_t i) {
    const Layer& layer = block_.layers[i];
    const Names& names = names_[i];
    step(
        names.logits,
        fmt::format("{} @ {}", names.weights, names.input) + (layer.bias ? " + " + names.bias : ""),
        layer.where);
    if (i + 1 == names_.size()) return;
    const std::string& z = names.logits;
    switch (layer.activation) {
      case Activation::linear:
        return step(names.output, z, layer.where);
      case Activation::relu:
        return step(names.output, fmt::format("relu({})", z), layer.where);
      case Activation::sigmoid:
        return step(names.output, fmt::format("sigmoid({})", z), layer.where);
      case Activation::tanh:
        return step(names.output, fmt::format("np.tanh({})", z), layer.where);
    }
  }

  // The gradients of the loss in base b are those of the natural one divided by ln b. The formula
  // shows the base that is stated; the function heeds the convention, so that it can be flipped.
  void scaled_step(const std::string& name, const std::string& text, const Wrap& inner) {
    if (!good_) return;
    const QuantityIndex log = *graph_.find(grader::convention_quantity("log"));
    const Result<Value> stated = graph_[log].function({});
    const auto base = std::get<grader::Text>(*stated);
    std::string shown = text;
    if (base == "base2") shown = fmt::format("({}) / np.log(2)", text);
    if (base == "base10") shown = fmt::format("({}) / np.log(10)", text);
    const auto natural = steps::compile(text, block_.where, graph_, diagnostics_);
    if (!natural) {
      good_ = false;
      return;
    }
    const Wrap wrap = [&](const Function&) { return scaled(inner(natural->definition.function)); };
    step(name, shown, block_.where, wrap, {log});
  }

  static Function scaled(Function natural) {
    return [natural = std::move(natural)](Inputs inputs) -> Result<Value> {
      Result<Value> value = natural(inputs);
      const Result<double> scale = steps::log_scale(inputs.back());
      if (!scale) return scale.error();
      if (!value || *scale == 1) return value;
      if (auto* array = std::get_if<Array>(&*value)) {
        for (double& x : array->data) x *= *scale;
      }
      return value;
    };
  }

  // -y / p where the target is not 0, and 0 elsewhere, even for a probability that came out as 0.
  static Function zero_without_target(Function natural) {
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

  // The loss from the logits, as long as p is their softmax.
  grader::Shortcut from_logits() const {
    const QuantityIndex p = *graph_.find("p");
    const QuantityIndex log = *graph_.find(grader::convention_quantity("log"));
    return {p,
            {*graph_.find(names_.back().logits), *graph_.find("y"), log},
            steps::cross_entropy_of_logits};
  }

  void loss() {
    const auto classes = block_.layers.back().weights.array.shape[0];
    step("y", fmt::format("one_hot(target, {})", classes), block_.target_where);
    const std::string& z = names_.back().logits;
    step("p", fmt::format("softmax({})", z), block_.where);
    step("L", "cross_entropy(p, y)", block_.where);
    scaled_step("dp", "-y / p", zero_without_target);
    scaled_step("d" + z, "p - y", [](Function natural) { return natural; });
  }

  void backward(std::size_t i) {
    const Layer& layer = block_.layers[i];
    const Names& names = names_[i];
    const std::string dz = "d" + names.logits;
    if (i + 1 < names_.size()) step(dz, derivative(layer.activation, names), layer.where);
    step("d" + names.weights, fmt::format("np.outer({}, {})", dz, names.input), layer.where);
    if (layer.bias) step("d" + names.bias, dz, layer.where);
    step("d" + names.input, fmt::format("{}.T @ {}", names.weights, dz), layer.where);
  }

  static std::string derivative(Activation activation, const Names& names) {
    std::string da = "d" + names.output;
    const std::string& a = names.output;
    switch (activation) {
      case Activation::linear:
        return da;
      case Activation::relu:
        return fmt::format("{} * ({} > 0)", da, names.logits);
      case Activation::sigmoid:
        return fmt::format("{} * {} * (1 - {})", da, a, a);
      case Activation::tanh:
        return fmt::format("{} * (1 - {} ** 2)", da, a);
    }
    return da;
  }

  void update(std::size_t i) {
    const Layer& layer = block_.layers[i];
    const auto next = [&](const std::string& name) {
      step(name + "_next", fmt::format("{} - step * d{}", name, name), layer.where);
    };
    next(names_[i].weights);
    if (layer.bias) next(names_[i].bias);
  }

  const Block& block_;
  Graph& graph_;
  Diagnostics& diagnostics_;
  std::vector<Names> names_;
  bool good_ = true;
};

}  // namespace

bool expand(const Block& block, Graph& graph, Diagnostics& diagnostics) {
  return Expansion(block, graph, diagnostics).run();
}

}  // namespace reference::training
