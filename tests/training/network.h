// Random networks with an own, plain forward pass in long double.
#pragma once

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace reference::training {

struct Network {
  using Real = long double;
  using Vector = std::vector<Real>;
  struct Layer {
    std::vector<Vector> weights;  // a row an output
    Vector bias;                  // or empty
    std::string activation;       // or empty
    Real slope = 0.25L;           // of a leaky_relu
  };
  std::vector<Vector> inputs;  // a row a sample
  bool batch = false;
  std::vector<Layer> layers;
  std::string loss_name;
  std::vector<std::size_t> classes;  // of each sample, from 0
  std::vector<Vector> targets;       // numbers, of losses that have no classes
  Real l2 = 0;                       // 0: none
  std::map<std::string, std::string> conventions;

  std::string setting(const std::string& name, const std::string& otherwise) const {
    const auto found = conventions.find(name);
    return found == conventions.end() ? otherwise : found->second;
  }

  static Real activate(const Layer& layer, Real x) {
    if (layer.activation == "relu") return x > 0 ? x : 0;
    if (layer.activation == "leaky_relu") return x > 0 ? x : layer.slope * x;
    if (layer.activation == "sigmoid") return 1 / (1 + std::exp(-x));
    if (layer.activation == "tanh") return std::tanh(x);
    return x;
  }

  Vector output(Vector a, Real& kink) const {
    for (const Layer& layer : layers) {
      Vector next;
      for (std::size_t i = 0; i < layer.weights.size(); ++i) {
        Real z = layer.bias.empty() ? 0 : layer.bias[i];
        for (std::size_t j = 0; j < a.size(); ++j) z += layer.weights[i][j] * a[j];
        if (layer.activation.ends_with("relu")) kink = std::min(kink, std::abs(z));
        next.push_back(activate(layer, z));
      }
      a = std::move(next);
    }
    return a;
  }

  Real log_of_base() const {
    const std::string base = setting("log", "natural");
    return base == "base2" ? std::log(2.0L) : base == "base10" ? std::log(10.0L) : 1;
  }

  Real sample_loss(const Vector& z, std::size_t sample, Real& kink) const {
    Real sum = 0;
    if (loss_name == "softmax_cross_entropy") {
      for (const Real x : z) sum += std::exp(x - z[classes[sample]]);
      return std::log(sum) / log_of_base();
    }
    for (std::size_t i = 0; i < z.size(); ++i) {
      if (loss_name == "hinge") {
        if (i == classes[sample]) continue;
        const Real excess = z[i] - z[classes[sample]] + 1;
        kink = std::min(kink, std::abs(excess));
        sum += std::max<Real>(excess, 0);
      } else if (loss_name == "mse") {
        sum += (z[i] - targets[sample][i]) * (z[i] - targets[sample][i]);
      } else {
        const Real y = targets[sample][i];
        sum += (y * std::log1p(std::exp(-z[i])) + (1 - y) * std::log1p(std::exp(z[i]))) /
               log_of_base();
      }
    }
    return sum;
  }

  // The loss; the least distance from a corner in `kink`.
  Real loss(Real& kink) const {
    Real sum = 0;
    for (std::size_t s = 0; s < inputs.size(); ++s) {
      sum += sample_loss(output(inputs[s], kink), s, kink);
    }
    const Real samples = static_cast<Real>(inputs.size());
    const Real entries = samples * static_cast<Real>(layers.back().weights.size());
    const bool mean = setting("reduction", "mean") == "mean";
    if (loss_name == "mse") {
      const std::string form = setting("mse", "mean");
      if (form.starts_with("half")) sum /= 2;
      if (form.ends_with("mean")) sum /= entries;
    } else if (mean) {
      sum /= loss_name == "sigmoid_bce" ? entries : samples;
    }
    Real squares = 0;
    for (const Layer& layer : layers) {
      for (const Vector& row : layer.weights) {
        for (const Real w : row) squares += w * w;
      }
    }
    return sum + l2 * squares * (setting("l2", "half_lambda") == "lambda" ? 1.0L : 0.5L);
  }

  Real central(Real& variable, Real step) {
    Real kink = 0;
    const Real there = variable;
    variable = there + step;
    const Real up = loss(kink);
    variable = there - step;
    const Real down = loss(kink);
    variable = there;
    return (up - down) / (2 * step);
  }

  // Of order 4 in the step.
  Real slope(Real& variable) {
    constexpr Real step = 1e-4L;
    return (4 * central(variable, step / 2) - central(variable, step)) / 3;
  }

  std::string yaml() const {
    const auto row = [](const auto& numbers) {
      return fmt::format("[{}]", fmt::join(numbers, ", "));
    };
    const auto rows = [&](const std::vector<Vector>& all) {
      std::vector<std::string> texts;
      for (const Vector& one : all) texts.push_back(row(one));
      return row(texts);
    };
    std::string text = fmt::format("input: {}\nlayers:\n", batch ? rows(inputs) : row(inputs[0]));
    for (const Layer& layer : layers) {
      text += fmt::format("  - {{weights: {}", rows(layer.weights));
      if (!layer.bias.empty()) text += fmt::format(", bias: {}", row(layer.bias));
      if (!layer.activation.empty()) text += fmt::format(", activation: {}", layer.activation);
      if (layer.activation == "leaky_relu") text += fmt::format(", slope: {}", layer.slope);
      text += "}\n";
    }
    text += fmt::format("loss: {}\ntarget: ", loss_name);
    if (targets.empty()) {
      text += batch ? row(classes) : fmt::format("{}", classes[0]);
    } else {
      text += batch ? rows(targets) : row(targets[0]);
    }
    if (l2 > 0) text += fmt::format("\nl2: {}", l2);
    return text + "\n";
  }
};

class Networks {
 public:
  explicit Networks(unsigned seed) : random_(seed) {}

  Network next() {
    Network network;
    network.loss_name = pick({"softmax_cross_entropy", "sigmoid_bce", "mse", "hinge"});
    network.batch = chance();
    const std::size_t samples = network.batch ? size() : 1;
    std::size_t width = size();
    for (std::size_t i = 0; i < samples; ++i) network.inputs.push_back(numbers(width));
    const std::size_t layers = 1 + random_() % 3;
    for (std::size_t i = 0; i < layers; ++i) {
      Network::Layer layer;
      const std::size_t outputs = size();
      for (std::size_t j = 0; j < outputs; ++j) layer.weights.push_back(numbers(width));
      if (chance()) layer.bias = numbers(outputs);
      if (i + 1 < layers || (network.loss_name == "mse" && chance())) {
        layer.activation = pick({"linear", "relu", "leaky_relu", "sigmoid", "tanh"});
      }
      width = outputs;
      network.layers.push_back(std::move(layer));
    }
    const bool has_classes =
        network.loss_name == "softmax_cross_entropy" || network.loss_name == "hinge";
    for (std::size_t i = 0; i < samples; ++i) {
      if (has_classes) {
        network.classes.push_back(random_() % width);
      } else if (network.loss_name == "mse") {
        network.targets.push_back(numbers(width));
      } else {
        Network::Vector labels;
        for (std::size_t j = 0; j < width; ++j) labels.push_back(chance() ? 1 : 0);
        network.targets.push_back(labels);
      }
    }
    if (chance()) network.l2 = 0.125L;
    network.conventions = {{"log", pick({"natural", "base2", "base10"})},
                           {"reduction", pick({"mean", "sum"})},
                           {"mse", pick({"mean", "half_mean", "sum", "half_sum"})},
                           {"l2", pick({"half_lambda", "lambda"})}};
    return network;
  }

 private:
  bool chance() { return random_() % 2 == 0; }
  std::size_t size() { return 1 + random_() % 4; }
  std::string pick(const std::vector<std::string>& words) {
    return words[random_() % words.size()];
  }
  // Multiples of 1/64: the same in YAML, double and long double.
  Network::Vector numbers(std::size_t n) {
    Network::Vector numbers;
    while (numbers.size() < n) {
      numbers.push_back((static_cast<long double>(random_() % 257) - 128) / 64);
    }
    return numbers;
  }

  std::mt19937 random_;
};

}  // namespace reference::training
