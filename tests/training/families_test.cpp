// The families RL, BA, RG, OP, BC, MS and HG of known mistakes, on two instances each, against
// their formulas in plain arithmetic.
#include <cmath>
#include <functional>
#include <set>

#include <fmt/format.h>

#include "reference/steps/language.h"
#include "tests/training/loaded.h"

namespace reference::training {

TEST_SUITE_BEGIN("training");

namespace {

using Row = std::vector<double>;
using Rows = std::vector<Row>;

double sigma(double x) { return 1 / (1 + std::exp(-x)); }

// One layer of two inputs and two outputs, and perhaps a hidden one before it.
struct Instance {
  Rows h;        // a row a sample
  Rows hidden;   // the hidden layer's weights, or none
  Rows weights;  // of the last layer
  Row bias;      // of the last layer
  std::size_t target;
  Row labels;  // of losses without classes
  double step, l2, beta, beta2, epsilon, decay;
  Row v, s;  // what an update remembers of the four weights
  double t;
};

const Instance instances[] = {
    {{{0.5, -1}, {1.5, 0.25}},
     {{1, -0.5}, {0.25, 2}},
     {{0.75, -1}, {0.5, 0.25}},
     {0.5, -0.25},
     0,
     {1, 0},
     0.5,
     0.25,
     0.75,
     0.5,
     0.01,
     0.125,
     {0.5, -0.5, 0.25, 1},
     {0.25, 0.5, 1, 2},
     3},
    {{{2, 1}, {-0.5, 1}},
     {{0.5, 1}, {-1, 0.75}},
     {{1.25, 0.5}, {-0.5, 1.5}},
     {-1, 0.75},
     1,
     {0, 1},
     2,
     0.5,
     0.5,
     0.875,
     0.25,
     0.5,
     {-1, 0.25, 0.5, 0.5},
     {1, 0.75, 0.25, 0.5},
     1},
};

std::string list(const Row& row) {
  std::string text;
  for (const double x : row) text += (text.empty() ? "" : ", ") + fmt::format("{}", x);
  return "[" + text + "]";
}
std::string list(const Rows& rows) {
  std::string text;
  for (const Row& row : rows) text += (text.empty() ? "" : ", ") + list(row);
  return "[" + text + "]";
}
std::string square(const Row& row) { return list(Rows{{row[0], row[1]}, {row[2], row[3]}}); }

// What a block of an instance says, as far as a case wants it.
struct Block {
  std::string activation;  // of a hidden layer, or empty: none
  bool batch = false;
  bool bias = false;
  bool l2 = false;
  std::string loss = "softmax_cross_entropy";
  std::string update = "";  // with braces for the numbers, or empty

  std::string yaml(const Instance& i) const {
    std::string text = fmt::format("input: {}\nlayers:\n", batch ? list(i.h) : list(i.h[0]));
    if (!activation.empty()) {
      text += fmt::format("  - {{weights: {}, activation: {}}}\n", list(i.hidden), activation);
    }
    text += fmt::format("  - {{weights: {}{}}}\nloss: {}\n", list(i.weights),
                        bias ? ", bias: " + list(i.bias) : "", loss);
    const bool classes = loss == "softmax_cross_entropy" || loss == "hinge";
    if (classes) {
      text += batch ? fmt::format("target: [{}, {}]\n", i.target, 1 - i.target)
                    : fmt::format("target: {}\n", i.target);
    } else {
      text += fmt::format("target: {}\n", list(i.labels));
    }
    if (l2) text += fmt::format("l2: {}\n", i.l2);
    if (update.empty()) return text;
    return text + "update: " +
           fmt::format(fmt::runtime(update), fmt::arg("step", i.step), fmt::arg("beta", i.beta),
                       fmt::arg("beta2", i.beta2), fmt::arg("epsilon", i.epsilon),
                       fmt::arg("decay", i.decay), fmt::arg("v", square(i.v)),
                       fmt::arg("s", square(i.s)), fmt::arg("t", i.t)) +
           "\n";
  }
};

// The same in plain arithmetic, of one sample or, with `rows`, of both.
struct Plain {
  const Instance& i;
  const Block& block;

  double activate(double z) const {
    if (block.activation == "relu") return std::max(z, 0.0);
    if (block.activation == "sigmoid") return sigma(z);
    if (block.activation == "tanh") return std::tanh(z);
    return z;
  }
  static double dot(const Row& a, const Row& b) { return a[0] * b[0] + a[1] * b[1]; }
  Row hidden_z(const Row& h) const { return {dot(i.hidden[0], h), dot(i.hidden[1], h)}; }
  Row input(const Row& h) const {  // of the last layer
    if (block.activation.empty()) return h;
    const Row z = hidden_z(h);
    return {activate(z[0]), activate(z[1])};
  }
  Row z_of(const Row& a) const {
    Row z = {dot(i.weights[0], a), dot(i.weights[1], a)};
    if (block.bias) z = {z[0] + i.bias[0], z[1] + i.bias[1]};
    return z;
  }
  static Row softmax(const Row& z) {
    const double sum = std::exp(z[0]) + std::exp(z[1]);
    return {std::exp(z[0]) / sum, std::exp(z[1]) / sum};
  }
  Row dz(std::size_t sample = 0) const {
    Row p = softmax(z_of(input(i.h[sample])));
    p[sample == 0 ? i.target : 1 - i.target] -= 1;
    return p;
  }
  Row da() const {  // at the hidden layer's output
    const Row d = dz();
    return {i.weights[0][0] * d[0] + i.weights[1][0] * d[1],
            i.weights[0][1] * d[0] + i.weights[1][1] * d[1]};
  }
  // dW of one sample, row-major.
  Row dw(std::size_t sample = 0) const {
    const Row d = dz(sample);
    const Row& a = i.h[sample];
    return {d[0] * a[0], d[0] * a[1], d[1] * a[0], d[1] * a[1]};
  }
  Row w() const { return {i.weights[0][0], i.weights[0][1], i.weights[1][0], i.weights[1][1]}; }
  Row z() const { return z_of(i.h[0]); }

  // f(k) of the four weights.
  static Row each(const std::function<double(std::size_t)>& f) { return {f(0), f(1), f(2), f(3)}; }
};

struct Case {
  const char* id;
  Block block;
  std::map<std::string, std::string> conventions;
  std::string asked;
  std::function<Row(const Plain&)> formula;
  // Of several mistakes with this id the one with this in its message.
  std::string words = "";
};

const char* const momentum = "{{rule: momentum, step: {step}, beta: {beta}, state: {{v: {v}}}}}";
const char* const rmsprop =
    "{{rule: rmsprop, step: {step}, beta: {beta}, epsilon: {epsilon}, state: {{s: {s}}}}}";
const char* const adagrad =
    "{{rule: adagrad, step: {step}, epsilon: {epsilon}, state: {{s: {s}}}}}";
const char* const adam =
    "{{rule: adam, step: {step}, beta1: {beta}, beta2: {beta2}, epsilon: {epsilon}, "
    "state: {{m: {v}, s: {s}, t: {t}}}}}";
const char* const adamw =
    "{{rule: adamw, step: {step}, beta1: {beta}, beta2: {beta2}, epsilon: {epsilon}, "
    "weight_decay: {decay}, state: {{m: {v}, s: {s}, t: {t}}}}}";

// Adam's step of entry k with the gradients that go into m and s.
double adam_step(const Plain& p, std::size_t k, double g, bool corrected, bool inside) {
  double m = p.i.beta * p.i.v[k] + (1 - p.i.beta) * g;
  double s = p.i.beta2 * p.i.s[k] + (1 - p.i.beta2) * g * g;
  if (corrected) {
    m /= 1 - std::pow(p.i.beta, p.i.t + 1);
    s /= 1 - std::pow(p.i.beta2, p.i.t + 1);
  }
  return m / (inside ? std::sqrt(s + p.i.epsilon) : std::sqrt(s) + p.i.epsilon);
}

const std::vector<Case>& cases() {
  using P = const Plain&;
  static const Block relu = {"relu"};
  static const Block sigmoid = {"sigmoid"};
  static const Block tanh = {"tanh"};
  static const Block batch = {"", true, true};
  static const Block l2 = {"", false, true, true};
  static const Block bce = {"", false, false, false, "sigmoid_bce"};
  static const Block mse = {"", false, false, false, "mse"};
  static const Block hinge = {"", false, false, false, "hinge"};
  const auto with = [](const char* update) {
    Block block;
    block.update = update;
    return block;
  };
  static const Block adam_l2 = {"", false, false, true, "softmax_cross_entropy", adam};
  static const std::vector<Case> all = {
      {"RL01", relu, {}, "dz1", [](P p) { return p.da(); }},
      {"RL02",
       relu,
       {},
       "dz1",
       [](P p) {
         const Row a = p.da();
         return Row{a[0] > 0 ? a[0] : 0, a[1] > 0 ? a[1] : 0};
       }},
      {"RL01", tanh, {}, "dz1", [](P p) { return p.da(); }},
      {"RL04",
       sigmoid,
       {},
       "dz1",
       [](P p) {
         const Row a = p.input(p.i.h[0]);
         const Row d = p.da();
         return Row{d[0] * sigma(a[0]) * (1 - sigma(a[0])), d[1] * sigma(a[1]) * (1 - sigma(a[1]))};
       }},
      {"RL06",
       tanh,
       {},
       "a1",
       [](P p) {
         const Row z = p.hidden_z(p.i.h[0]);
         return Row{sigma(z[0]), sigma(z[1])};
       }},
      {"RL06",
       sigmoid,
       {},
       "a1",
       [](P p) {
         const Row z = p.hidden_z(p.i.h[0]);
         return Row{std::tanh(z[0]), std::tanh(z[1])};
       }},
      {"BA01",
       batch,
       {},
       "dW",
       [](P p) { return Plain::each([&](std::size_t k) { return p.dw(0)[k] + p.dw(1)[k]; }); }},
      {"BA01",
       batch,
       {{"reduction", "sum"}},
       "dW",
       [](P p) {
         return Plain::each([&](std::size_t k) { return (p.dw(0)[k] + p.dw(1)[k]) / 2; });
       }},
      {"BA02",
       batch,
       {},
       "db",
       [](P p) {
         return Row{p.dz()[0] / 2, p.dz()[1] / 2};
       }},
      {"RG01",
       l2,
       {},
       "dW",
       [](P p) {
         return Plain::each([&](std::size_t k) { return p.dw()[k] + 2 * p.i.l2 * p.w()[k]; });
       }},
      {"RG01",
       l2,
       {{"l2", "lambda"}},
       "dW",
       [](P p) {
         return Plain::each([&](std::size_t k) { return p.dw()[k] + p.i.l2 * p.w()[k]; });
       }},
      {"RG02", l2, {}, "dW", [](P p) { return p.dw(); }},
      {"RG03",
       l2,
       {},
       "L",
       [](P p) {
         double squares = Plain::dot(p.i.bias, p.i.bias);
         for (const double w : p.w()) squares += w * w;
         const double own = -std::log(Plain::softmax(p.z())[p.i.target]);
         return Row{own + 0.5 * p.i.l2 * squares};
       }},
      {"OP01",
       with(momentum),
       {},
       "W_next",
       [](P p) {
         return Plain::each([&](std::size_t k) {
           const double v = p.i.beta * p.i.v[k] + (1 - p.i.beta) * p.dw()[k];
           return p.w()[k] - p.i.step * v;
         });
       },
       "(1 - beta)"},
      {"OP01",
       with(momentum),
       {},
       "W_next",
       [](P p) {
         return Plain::each(
             [&](std::size_t k) { return p.w()[k] + p.i.beta * p.i.v[k] - p.i.step * p.dw()[k]; });
       },
       "- step g"},
      {"OP01",
       with(momentum),
       {{"momentum", "velocity"}},
       "W_next",
       [](P p) {
         return Plain::each([&](std::size_t k) {
           return p.w()[k] - p.i.step * (p.i.beta * p.i.v[k] + p.dw()[k]);
         });
       },
       "beta v + g"},
      {"OP02",
       with(adam),
       {},
       "W_next",
       [](P p) {
         return Plain::each([&](std::size_t k) {
           return p.w()[k] - p.i.step * adam_step(p, k, p.dw()[k], false, false);
         });
       }},
      {"OP03",
       with(adam),
       {},
       "W_next",
       [](P p) {
         return Plain::each([&](std::size_t k) {
           return p.w()[k] - p.i.step * adam_step(p, k, p.dw()[k], true, true);
         });
       }},
      {"OP03",
       with(rmsprop),
       {},
       "W_next",
       [](P p) {
         return Plain::each([&](std::size_t k) {
           const double g = p.dw()[k];
           const double s = p.i.beta * p.i.s[k] + (1 - p.i.beta) * g * g;
           return p.w()[k] - p.i.step * g / std::sqrt(s + p.i.epsilon);
         });
       }},
      {"OP04",
       with(rmsprop),
       {},
       "W_next",
       [](P p) {
         return Plain::each([&](std::size_t k) {
           const double g = p.dw()[k];
           const double s = p.i.beta * p.i.s[k] + (1 - p.i.beta) * g * g;
           return p.w()[k] - p.i.step * g / (s + p.i.epsilon);
         });
       }},
      {"OP04",
       with(adagrad),
       {},
       "W_next",
       [](P p) {
         return Plain::each([&](std::size_t k) {
           const double g = p.dw()[k];
           return p.w()[k] - p.i.step * g / (p.i.s[k] + g * g + p.i.epsilon);
         });
       }},
      {"OP05",
       with(rmsprop),
       {},
       "s_W_next",
       [](P p) {
         return Plain::each(
             [&](std::size_t k) { return p.i.beta * p.i.s[k] + (1 - p.i.beta) * p.dw()[k]; });
       }},
      {"OP05",
       with(adagrad),
       {},
       "s_W_next",
       [](P p) { return Plain::each([&](std::size_t k) { return p.i.s[k] + p.dw()[k]; }); }},
      {"OP05",
       with(adam),
       {},
       "s_W_next",
       [](P p) {
         return Plain::each(
             [&](std::size_t k) { return p.i.beta2 * p.i.s[k] + (1 - p.i.beta2) * p.dw()[k]; });
       }},
      {"OP06",
       with(adamw),
       {},
       "W_next",
       [](P p) {
         return Plain::each([&](std::size_t k) {
           const double g = p.dw()[k] + p.i.decay * p.w()[k];
           return p.w()[k] - p.i.step * adam_step(p, k, g, true, false);
         });
       }},
      {"OP06",
       adam_l2,
       {},
       "W_next",
       [](P p) {
         return Plain::each([&](std::size_t k) {
           return p.w()[k] -
                  p.i.step * (adam_step(p, k, p.dw()[k], true, false) + p.i.l2 * p.w()[k]);
         });
       }},
      {"BC01",
       bce,
       {},
       "L",
       [](P p) {
         double sum = 0;
         for (std::size_t k = 0; k < 2; ++k) {
           const double q = sigma(p.z()[k]);
           sum += p.i.labels[k] * std::log(q) + (1 - p.i.labels[k]) * std::log(1 - q);
         }
         return Row{sum / 2};
       }},
      {"BC02",
       bce,
       {},
       "L",
       [](P p) {
         double sum = 0;
         for (std::size_t k = 0; k < 2; ++k) {
           const double q = sigma(p.z()[k]);
           sum -= p.i.labels[k] * std::log(q) + (1 - p.i.labels[k]) * std::log(1 - q);
         }
         return Row{sum};
       }},
      {"BC03",
       bce,
       {},
       "L",
       [](P p) {
         double sum = 0;
         for (std::size_t k = 0; k < 2; ++k) sum -= p.i.labels[k] * std::log(sigma(p.z()[k]));
         return Row{sum / 2};
       }},
      {"MS01",
       mse,
       {},
       "L",
       [](P p) {
         const Row off = {p.z()[0] - p.i.labels[0], p.z()[1] - p.i.labels[1]};
         return Row{Plain::dot(off, off) / 4};
       },
       "half the mean"},
      {"MS01",
       mse,
       {{"mse", "half_sum"}},
       "L",
       [](P p) {
         const Row off = {p.z()[0] - p.i.labels[0], p.z()[1] - p.i.labels[1]};
         return Row{Plain::dot(off, off)};
       },
       "is the sum"},
      {"MS01",
       mse,
       {},
       "dz",
       [](P p) {
         return Row{(p.z()[0] - p.i.labels[0]) / 2, (p.z()[1] - p.i.labels[1]) / 2};
       },
       "half the mean"},
      {"HG01",
       hinge,
       {},
       "L",
       [](P p) {
         const Row z = p.z();
         return Row{std::max(0.0, z[1 - p.i.target] - z[p.i.target] + 1) + 1};
       }},
      {"HG02",
       hinge,
       {},
       "L",
       [](P p) {
         const Row z = p.z();
         return Row{std::max(0.0, z[1 - p.i.target] - z[p.i.target])};
       }},
  };
  return all;
}

Evaluation solved_with(const KindMistake& mistake, const Graph& graph) {
  std::vector<Edit> edits;
  for (const auto& edit : mistake.edits) {
    const auto quantity = graph.find(edit.first);
    REQUIRE_MESSAGE(quantity, edit.first);
    if (edit.first.starts_with("conventions.")) {
      edits.push_back({*quantity, Value(Text(edit.second))});
      continue;
    }
    Diagnostics diagnostics;
    auto definition = steps::language().compile(edit.second, {}, graph, diagnostics);
    for (const Diagnostic& diagnostic : diagnostics.all()) MESSAGE(to_text(diagnostic));
    REQUIRE(definition);
    edits.push_back({*quantity, *std::move(definition)});
  }
  return evaluate(graph, edits);
}

}  // namespace

TEST_CASE("every mistake of the families gives the value of its formula") {
  for (const Case& c : cases()) {
    CAPTURE(std::string(c.id));
    CAPTURE(c.asked);
    bool differs = false;
    for (const Instance& instance : instances) {
      const std::string text = c.block.yaml(instance);
      CAPTURE(text);
      const Loaded loaded = load(text, c.conventions);
      for (const Diagnostic& one : loaded.diagnostics.all()) MESSAGE(to_text(one));
      REQUIRE(loaded.good);
      const Row right = values(loaded, evaluate(loaded.graph), c.asked.c_str());
      const Row expected = c.formula(Plain{instance, c.block});
      std::size_t found = 0;
      for (const KindMistake& mistake : kind().mistakes(loaded.graph)) {
        const bool same = mistake.id == c.id && mistake.message.find(c.words) != std::string::npos;
        bool reaches = false;
        for (const auto& edit : mistake.edits) {
          reaches = reaches || (loaded.graph.find(edit.first) &&
                                depends(loaded.graph, *loaded.graph.find(c.asked),
                                        *loaded.graph.find(edit.first)));
        }
        if (!same || !reaches) continue;
        ++found;
        const Row wrong = values(loaded, solved_with(mistake, loaded.graph), c.asked.c_str());
        REQUIRE_EQ(wrong.size(), expected.size());
        for (std::size_t k = 0; k < wrong.size(); ++k) {
          CHECK_EQ(wrong[k], doctest::Approx(expected[k]).epsilon(1e-12));
        }
        differs = differs || wrong != right;
      }
      CHECK_EQ(found, 1);
    }
    CHECK(differs);
  }
}

TEST_CASE("every rule of an update gives what its source says") {
  using P = const Plain&;
  struct Rule {
    const char* update;
    std::map<std::string, std::string> conventions;
    std::function<double(P, std::size_t, double)> next;  // of weight k with the gradient g
  };
  const char* const nesterov =
      "{{rule: nesterov, step: {step}, beta: {beta}, state: {{v: {{W: {v}}}}}}}";
  static const Rule rules[] = {
      {"{{rule: gradient_descent, step: {step}}}",
       {},
       [](P p, std::size_t k, double g) { return p.w()[k] - p.i.step * g; }},
      {momentum,
       {},
       [](P p, std::size_t k, double g) {
         return p.w()[k] - p.i.step * (p.i.beta * p.i.v[k] + g);
       }},
      {momentum,
       {{"momentum", "average"}},
       [](P p, std::size_t k, double g) {
         return p.w()[k] - p.i.step * (p.i.beta * p.i.v[k] + (1 - p.i.beta) * g);
       }},
      {momentum,
       {{"momentum", "velocity"}},
       [](P p, std::size_t k, double g) {
         return p.w()[k] + (p.i.beta * p.i.v[k] - p.i.step * g);
       }},
      {nesterov,
       {},
       [](P p, std::size_t k, double g) {
         return p.w()[k] - p.i.step * (g + p.i.beta * (p.i.beta * p.i.v[k] + g));
       }},
      {nesterov,
       {{"momentum", "average"}},
       [](P p, std::size_t k, double g) {
         const double v = p.i.beta * p.i.v[k] + (1 - p.i.beta) * g;
         return p.w()[k] - p.i.step * ((1 - p.i.beta) * g + p.i.beta * v);
       }},
      {nesterov,
       {{"momentum", "velocity"}},
       [](P p, std::size_t k, double g) {
         const double v = p.i.beta * p.i.v[k] - p.i.step * g;
         return p.w()[k] + p.i.beta * v - p.i.step * g;
       }},
      {rmsprop,
       {},
       [](P p, std::size_t k, double g) {
         const double s = p.i.beta * p.i.s[k] + (1 - p.i.beta) * g * g;
         return p.w()[k] - p.i.step * g / (std::sqrt(s) + p.i.epsilon);
       }},
      {adagrad,
       {},
       [](P p, std::size_t k, double g) {
         return p.w()[k] - p.i.step * g / (std::sqrt(p.i.s[k] + g * g) + p.i.epsilon);
       }},
      {adagrad,
       {{"epsilon", "inside"}},
       [](P p, std::size_t k, double g) {
         return p.w()[k] - p.i.step * g / std::sqrt(p.i.s[k] + g * g + p.i.epsilon);
       }},
      {adam,
       {},
       [](P p, std::size_t k, double g) {
         return p.w()[k] - p.i.step * adam_step(p, k, g, true, false);
       }},
      {adam,
       {{"bias_correction", "none"}, {"epsilon", "inside"}},
       [](P p, std::size_t k, double g) {
         return p.w()[k] - p.i.step * adam_step(p, k, g, false, true);
       }},
      {adamw,
       {},
       [](P p, std::size_t k, double g) {
         return p.w()[k] - p.i.step * (adam_step(p, k, g, true, false) + p.i.decay * p.w()[k]);
       }},
  };
  for (const Rule& rule : rules) {
    for (const Instance& instance : instances) {
      Block block;
      block.update = rule.update;
      const Plain plain{instance, block};
      const std::string text = block.yaml(instance);
      CAPTURE(text);
      const Loaded loaded = load(text, rule.conventions);
      REQUIRE(loaded.good);
      const Row next = values(loaded, evaluate(loaded.graph), "W_next");
      for (std::size_t k = 0; k < 4; ++k) {
        const double expected = rule.next(plain, k, plain.dw()[k]);
        CHECK_EQ(next[k], doctest::Approx(expected).epsilon(1e-12));
      }
    }
  }
}

TEST_CASE("the first step of Adam does not depend on the size of the gradient") {
  const auto step = [](const char* input) {
    const Loaded loaded = load(
        fmt::format("input: [{}]\nlayers: [{{weights: [[2], [-1]]}}]\nloss: softmax_cross_entropy\n"
                    "target: 0\nupdate: {{rule: adam, step: 0.125, epsilon: 0}}\n",
                    input));
    REQUIRE(loaded.good);
    return values(loaded, evaluate(loaded.graph), "W_next");
  };
  for (const char* input : {"1", "0.001", "-3"}) {
    const Row next = step(input);
    const double sign = input[0] == '-' ? -1 : 1;
    CHECK_EQ(next[0], doctest::Approx(2 + sign * 0.125).epsilon(1e-12));
    CHECK_EQ(next[1], doctest::Approx(-1 - sign * 0.125).epsilon(1e-12));
  }
}

TEST_CASE("a ReLU of 0 has a mistake for each other convention") {
  const Loaded loaded = load(R"(input: [1, 1]
layers:
  - {weights: [[1, -1], [1, 1]], activation: relu}
  - {weights: [[1, 2], [3, -1]]}
loss: softmax_cross_entropy
target: 0
)");
  REQUIRE(loaded.good);
  const double da = values(loaded, evaluate(loaded.graph), "da1")[0];
  std::set<double> slopes;
  for (const KindMistake& mistake : kind().mistakes(loaded.graph)) {
    if (mistake.id != "RL03") continue;
    const Evaluation solved = solved_with(mistake, loaded.graph);
    slopes.insert(values(loaded, solved, "dz1")[0] / da);
  }
  CHECK_EQ(slopes, std::set<double>{0.5, 1});
}

TEST_SUITE_END();

}  // namespace reference::training
