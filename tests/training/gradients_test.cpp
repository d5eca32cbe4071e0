// Gradients of random networks: the steps of `training`, and grad(), against central differences of
// a plain forward pass in long double.
#include <cmath>

#include "reference/steps/append.h"
#include "tests/training/loaded.h"
#include "tests/training/network.h"

namespace reference::training {

TEST_SUITE_BEGIN("training");

namespace {

constexpr double tolerance = 1e-9;

// `step` and `reverse` are the same derivative by two ways.
void check_gradient(const std::vector<double>& step, const std::vector<double>& reverse,
                    const std::vector<long double>& slopes, long double loss) {
  REQUIRE_EQ(step.size(), slopes.size());
  REQUIRE_EQ(reverse.size(), slopes.size());
  double largest = 1e-3 * static_cast<double>(1 + std::abs(loss));
  for (const long double slope : slopes) {
    largest = std::max(largest, static_cast<double>(std::abs(slope)));
  }
  bool near = true;
  for (std::size_t i = 0; i < slopes.size(); ++i) {
    const auto slope = static_cast<double>(slopes[i]);
    near = near && std::abs(step[i] - slope) <= tolerance * largest &&
           std::abs(reverse[i] - slope) <= tolerance * largest;
  }
  CHECK(near);
  if (!near) {
    const std::vector<double> expected(slopes.begin(), slopes.end());
    CHECK_EQ(to_text(Value(Array{{static_cast<std::int64_t>(step.size())}, step, false}), 12),
             to_text(Value(Array{{static_cast<std::int64_t>(step.size())}, expected, false}), 12));
  }
}

std::vector<long double> slopes(Network& network, std::vector<Network::Vector>& rows) {
  std::vector<long double> all;
  for (Network::Vector& row : rows) {
    for (long double& variable : row) all.push_back(network.slope(variable));
  }
  return all;
}

// Every step says in its formula what it computes.
void check_formulas(const Loaded& loaded, const Evaluation& solved) {
  for (QuantityIndex i = 0; i < loaded.graph.size(); ++i) {
    const Quantity& quantity = loaded.graph[i];
    if (quantity.given() || quantity.name == "dp") continue;  // dp: 0 where the target is 0
    Graph graph = loaded.graph;
    Diagnostics diagnostics;
    CAPTURE(quantity.name);
    const auto again =
        steps::add_step(graph, "again", formula_text(graph, quantity), {}, diagnostics);
    REQUIRE(again);
    const Evaluation both = evaluate(graph);
    REQUIRE(both[*again]);
    const std::vector<double> own = numbers(*solved[i]);
    const std::vector<double> shown = numbers(*both[*again]);
    REQUIRE_EQ(own.size(), shown.size());
    for (std::size_t k = 0; k < own.size(); ++k) {
      CHECK_EQ(shown[k], doctest::Approx(own[k]).epsilon(1e-10));
    }
  }
}

}  // namespace

TEST_CASE("gradients agree with central differences in long double on 2,000 random networks") {
  Networks networks(20261125);
  int checked = 0;
  for (int n = 0; checked < 2000; ++n) {
    REQUIRE(n < 4000);
    Network network = networks.next();
    long double kink = 1;
    const long double loss = network.loss(kink);
    if (kink < 1e-3L) continue;
    ++checked;
    const std::string text = network.yaml();
    CAPTURE(text);
    Loaded loaded = load(text, network.conventions);
    REQUIRE(loaded.good);
    const auto grad = [&](const std::string& name) {
      REQUIRE(steps::add_step(loaded.graph, "grad_" + name, fmt::format("grad(L, {})", name), {},
                              loaded.diagnostics));
    };
    grad("h");
    const bool one = network.layers.size() == 1;
    std::vector<std::string> suffixes;
    for (std::size_t l = 0; l < network.layers.size(); ++l) {
      suffixes.push_back(one ? "" : fmt::format("{}", l + 1));
      grad("W" + suffixes[l]);
      if (!network.layers[l].bias.empty()) grad("b" + suffixes[l]);
    }
    const Evaluation solved = evaluate(loaded.graph);
    CHECK_EQ(values(loaded, solved, "L")[0],
             doctest::Approx(static_cast<double>(loss)).epsilon(1e-12));
    const auto check = [&](const std::string& name, const std::vector<long double>& expected) {
      CAPTURE(name);
      check_gradient(values(loaded, solved, ("d" + name).c_str()),
                     values(loaded, solved, ("grad_" + name).c_str()), expected, loss);
    };
    check("h", slopes(network, network.inputs));
    for (std::size_t l = 0; l < network.layers.size(); ++l) {
      Network::Layer& layer = network.layers[l];
      check("W" + suffixes[l], slopes(network, layer.weights));
      if (layer.bias.empty()) continue;
      std::vector<long double> by_bias;
      for (long double& bias : layer.bias) by_bias.push_back(network.slope(bias));
      check("b" + suffixes[l], by_bias);
    }
    if (checked % 20 == 0) check_formulas(loaded, solved);
  }
}

TEST_CASE("a flipped convention is what a stated one is") {
  Networks networks(7);
  static const char* const switches[] = {"log", "reduction", "mse", "l2"};
  for (int n = 0; n < 60; ++n) {
    const Network network = networks.next();
    const std::string text = network.yaml();
    CAPTURE(text);
    const Loaded stated = load(text, network.conventions);
    const Loaded defaults = load(text);
    REQUIRE(stated.good);
    REQUIRE(defaults.good);
    std::vector<Edit> edits;
    for (const char* name : switches) {
      edits.push_back({*defaults.graph.find(convention_quantity(name)),
                       Value(Text(network.conventions.at(name)))});
    }
    const Evaluation one = evaluate(stated.graph);
    const Evaluation other = evaluate(defaults.graph, edits);
    for (QuantityIndex i = 0; i < stated.graph.size(); ++i) {
      CAPTURE(stated.graph[i].name);
      const std::vector<double> a = numbers(*one[i]);
      const std::vector<double> b = numbers(*other[i]);
      REQUIRE_EQ(a.size(), b.size());
      for (std::size_t k = 0; k < a.size(); ++k) {
        CHECK_EQ(a[k], doctest::Approx(b[k]).epsilon(1e-12));
      }
    }
  }
}

TEST_SUITE_END();

}  // namespace reference::training
