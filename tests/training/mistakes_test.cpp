// The known mistakes of a training step: each as an edit of the graph against its formula, computed
// here from weights, input and target alone.
#include <doctest/doctest.h>
#include <fmt/core.h>

#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "grader/graph/evaluate.h"
#include "grader/yaml/document.h"
#include "reference/steps/language.h"
#include "reference/training/training.h"

namespace reference::training {

TEST_SUITE_BEGIN("training");

namespace {

using namespace grader;

using Vector = std::vector<double>;

// z = W h, p = softmax(z), one step of gradient descent on the cross-entropy.
struct Step {
  const char* text;
  Vector h, weights;  // weights row-major
  std::size_t target;
  double step;

  std::size_t classes() const { return weights.size() / h.size(); }
  double weight(std::size_t i, std::size_t j) const { return weights[i * h.size() + j]; }
  double y(std::size_t i) const { return i == target ? 1 : 0; }
  double z(std::size_t i) const {
    double sum = 0;
    for (std::size_t j = 0; j < h.size(); ++j) sum += weight(i, j) * h[j];
    return sum;
  }
  double p(std::size_t i) const {
    double sum = 0;
    for (std::size_t k = 0; k < classes(); ++k) sum += std::exp(z(k));
    return std::exp(z(i)) / sum;
  }
  double dz(std::size_t i) const { return p(i) - y(i); }
  double dw(std::size_t i, std::size_t j) const { return dz(i) * h[j]; }
  double loss() const { return -std::log(p(target)); }

  template <typename Entry>
  double sum(Entry entry) const {  // over the classes
    double total = 0;
    for (std::size_t i = 0; i < classes(); ++i) total += entry(i);
    return total;
  }
  template <typename Entry>
  Vector each_class(Entry entry) const {
    Vector result;
    for (std::size_t i = 0; i < classes(); ++i) result.push_back(entry(i));
    return result;
  }
  template <typename Entry>
  Vector each_input(Entry entry) const {
    Vector result;
    for (std::size_t j = 0; j < h.size(); ++j) result.push_back(entry(j));
    return result;
  }
  template <typename Entry>
  Vector each_weight(Entry entry) const {
    Vector result;
    for (std::size_t i = 0; i < classes(); ++i) {
      for (std::size_t j = 0; j < h.size(); ++j) result.push_back(entry(i, j));
    }
    return result;
  }
  // (d at the logits) h^T and W^T (d at the logits).
  template <typename Delta>
  Vector outer(Delta delta) const {
    return each_weight([&](std::size_t i, std::size_t j) { return delta(i) * h[j]; });
  }
  template <typename Delta>
  Vector back(Delta delta) const {
    return each_input(
        [&](std::size_t j) { return sum([&](std::size_t i) { return weight(i, j) * delta(i); }); });
  }
};

using Index = std::size_t;

const Step exam = {R"(input: [0.3, 0.2, 0.2]
layers:
  - {name: W, weights: [[5, 4, 3], [3, 4, 2]]}
loss: softmax_cross_entropy
target: 0
update: {rule: gradient_descent, step: 2}
)",
                   {0.3, 0.2, 0.2},
                   {5, 4, 3, 3, 4, 2},
                   0,
                   2};

const Step square = {R"(input: [0.5, 1.5, -0.25]
layers:
  - {name: W, weights: [[1, 0.5, 2], [0.75, 1, -1], [2, 0.25, 1.5]]}
loss: softmax_cross_entropy
target: 2
update: {rule: gradient_descent, step: 0.5}
)",
                     {0.5, 1.5, -0.25},
                     {1, 0.5, 2, 0.75, 1, -1, 2, 0.25, 1.5},
                     2,
                     0.5};

struct Case {
  const char* id;
  const char* quantity;  // what is asked for
  Vector (*formula)(const Step& s);
};

const Case cases[] = {
    {"SL01", "L", [](const Step& s) { return Vector{-std::log10(s.p(s.target))}; }},
    {"SL02", "L", [](const Step& s) { return Vector{-std::log2(s.p(s.target))}; }},
    {"SL03", "L", [](const Step& s) { return Vector{std::log(s.p(s.target))}; }},
    {"SL05", "L",
     [](const Step& s) { return Vector{-s.sum([&](Index k) { return std::log(s.p(k)); })}; }},
    {"SL06", "L",
     [](const Step& s) {
       return Vector{s.sum(
           [&](Index k) { return k == s.target ? -std::log(s.p(k)) : -std::log(1 - s.p(k)); })};
     }},
    {"SL07", "L",
     [](const Step& s) { return Vector{s.loss() / static_cast<double>(s.classes())}; }},
    {"SL08", "L", [](const Step& s) { return Vector{s.p(s.target)}; }},
    {"SL09", "L", [](const Step& s) { return Vector{1 - s.p(s.target)}; }},
    {"SL10", "L",
     [](const Step& s) {
       return Vector{-std::log(s.z(s.target) / s.sum([&](Index k) { return s.z(k); }))};
     }},
    {"SL11", "L", [](const Step& s) { return Vector{-s.z(s.target)}; }},
    {"SL12", "L",
     [](const Step& s) { return Vector{0.5 * s.sum([&](Index k) { return s.dz(k) * s.dz(k); })}; }},
    {"SG01", "dW", [](const Step& s) { return s.outer([&](Index i) { return s.y(i) - s.p(i); }); }},
    {"SG02", "dW", [](const Step& s) { return s.outer([&](Index i) { return s.p(i); }); }},
    {"SG03", "dW",
     [](const Step& s) { return s.outer([&](Index i) { return -s.y(i) * (1 - s.p(i)); }); }},
    {"SG04", "dW",
     [](const Step& s) { return s.outer([&](Index i) { return -s.y(i) / s.p(i); }); }},
    {"SG05", "dW",
     [](const Step& s) {
       Vector result;
       for (const double input : s.h) {
         for (Index i = 0; i < s.classes(); ++i) result.push_back(input * s.dz(i));
       }
       return result;
     }},
    {"SG07", "dW",
     [](const Step& s) {
       return s.outer([&](Index i) { return s.dz(i) * s.p(i) * (1 - s.p(i)); });
     }},
    {"SG08", "dW", [](const Step& s) { return s.outer([&](Index i) { return s.z(i) - s.y(i); }); }},
    {"SG09", "dW",
     [](const Step& s) { return s.each_weight([&](Index i, Index) { return s.dz(i); }); }},
    {"SG10", "dW",
     [](const Step& s) {
       return s.outer([&](Index i) { return s.dz(i) / static_cast<double>(s.classes()); });
     }},
    {"SG11", "dW",
     [](const Step& s) {
       return s.each_weight([&](Index i, Index j) { return s.dw(i, j) * s.weight(i, j); });
     }},
    {"SH01", "dh", [](const Step& s) { return s.each_class([&](Index i) { return s.dz(i); }); }},
    {"SH02", "dh", [](const Step& s) { return s.back([&](Index i) { return s.p(i); }); }},
    {"SH03", "dh", [](const Step& s) { return s.back([&](Index i) { return -s.dz(i); }); }},
    {"SH04", "dh",
     [](const Step& s) {
       return s.each_input([&](Index j) { return -(1 - s.p(s.target)) * s.weight(s.target, j); });
     }},
    {"SH05", "dh",
     [](const Step& s) {
       return s.each_input([&](Index j) {
         return s.sum([&](Index i) { return (s.weight(i, j) - s.step * s.dw(i, j)) * s.dz(i); });
       });
     }},
    {"SH06", "dh",
     [](const Step& s) {
       return s.each_class([&](Index i) {
         double total = 0;
         for (Index j = 0; j < s.h.size(); ++j) total += s.weight(i, j) * s.dz(j);
         return total;
       });
     }},
    {"SH07", "dh",
     [](const Step& s) {
       return s.each_input([&](Index j) { return s.sum([&](Index k) { return s.dw(k, j); }); });
     }},
    {"UP01", "W_next",
     [](const Step& s) {
       return s.each_weight([&](Index i, Index j) { return s.weight(i, j) + s.step * s.dw(i, j); });
     }},
    {"UP02", "W_next",
     [](const Step& s) {
       return s.each_weight([&](Index i, Index j) { return s.weight(i, j) - s.dw(i, j); });
     }},
    {"UP03", "W_next",
     [](const Step& s) {
       return s.each_weight([&](Index i, Index j) { return -s.step * s.dw(i, j); });
     }},
    {"UP04", "W_next",
     [](const Step& s) {
       return s.each_weight([&](Index i, Index j) { return s.step * s.dw(i, j); });
     }},
    {"UP05", "W_next",
     [](const Step& s) {
       return s.each_weight([&](Index i, Index j) { return s.weight(i, j) - s.dw(i, j) / s.step; });
     }},
    {"UP06", "W_next",
     [](const Step& s) {
       return s.each_weight([&](Index i, Index j) { return s.weight(i, j) - s.step * s.loss(); });
     }},
    {"UP07", "W_next",
     [](const Step& s) {
       return s.each_weight(
           [&](Index i, Index j) { return s.weight(i, j) - 2 * s.step * s.dw(i, j); });
     }},
    {"UP08", "W_next",
     [](const Step& s) {
       return s.each_weight(
           [&](Index i, Index j) { return s.weight(i, j) * (1 - s.step * s.dw(i, j)); });
     }},
    {"UP09", "W_next",
     [](const Step& s) {
       return s.each_weight(
           [&](Index i, Index j) { return s.weight(i, j) - s.step * s.dw(i, j) / 2; });
     }},
};

Graph graph_of(const Step& step) {
  Diagnostics diagnostics;
  const auto document = yaml::load_text("t.yaml", step.text, diagnostics);
  REQUIRE(document);
  Graph graph;
  for (const Switch& one : kind().switches()) {
    graph.add(given(convention_quantity(one.name), Text(one.values.front()), {}));
  }
  REQUIRE(kind().translate(*document, graph, diagnostics));
  return graph;
}

Evaluation solved_with(const KindMistake& mistake, const Graph& graph) {
  std::vector<Edit> edits;
  for (const auto& edit : mistake.edits) {
    const std::string& name = edit.first;
    const std::string& text = edit.second;
    CAPTURE(name);
    const auto quantity = graph.find(name);
    REQUIRE(quantity);
    Diagnostics diagnostics;
    auto definition = steps::language().compile(text, {}, graph, diagnostics);
    for (const Diagnostic& diagnostic : diagnostics.all()) MESSAGE(to_text(diagnostic));
    REQUIRE(definition);
    edits.push_back({*quantity, *std::move(definition)});
  }
  return evaluate(graph, edits);
}

void check_near(const Value& value, const Vector& expected) {
  const Vector got = numbers(value);
  REQUIRE_EQ(got.size(), expected.size());
  for (std::size_t i = 0; i < got.size(); ++i) {
    CHECK_EQ(got[i], doctest::Approx(expected[i]).epsilon(1e-12));
  }
}

TEST_CASE("every known mistake gives the value of its formula") {
  std::set<std::string> seen = {"SL04"};
  for (const Step* step : {&exam, &square}) {
    CAPTURE(std::string(step->text));
    const Graph graph = graph_of(*step);
    const Evaluation right = evaluate(graph);
    for (const Case& c : cases) {
      CAPTURE(std::string(c.id));
      const auto asked = graph.find(c.quantity);
      REQUIRE(asked);
      for (const KindMistake& mistake : kind().mistakes(graph)) {
        if (mistake.id != c.id) continue;
        seen.insert(mistake.id);
        CHECK_FALSE(mistake.message.empty());
        const Evaluation wrong = solved_with(mistake, graph);
        // W times a gradient of the logits' length: only for square weights.
        if (mistake.id == std::string("SH06") && step->classes() != step->h.size()) {
          CHECK_FALSE(wrong[*asked]);
          continue;
        }
        REQUIRE(wrong[*asked]);
        check_near(*wrong[*asked], c.formula(*step));
        CHECK_NE(numbers(*wrong[*asked]), numbers(*right[*asked]));
      }
    }
  }
  std::set<std::string> known;
  for (const KindMistake& mistake : kind().mistakes(graph_of(exam))) known.insert(mistake.id);
  CHECK_EQ(seen, known);  // none without a case, and no case without one
}

TEST_CASE("each class is once taken as the true one") {
  for (const Step* step : {&exam, &square}) {
    const Graph graph = graph_of(*step);
    std::size_t taken = 0;
    for (const KindMistake& mistake : kind().mistakes(graph)) {
      if (mistake.id != "SL04") continue;
      const std::size_t c = taken++;
      const Evaluation wrong = solved_with(mistake, graph);
      check_near(*wrong[*graph.find("L")], {-std::log(step->p(c))});
      check_near(*wrong[*graph.find("dW")],
                 step->outer([&](Index i) { return step->p(i) - (i == c ? 1 : 0); }));
    }
    CHECK_EQ(taken, step->classes());
  }
}

}  // namespace

TEST_SUITE_END();

}  // namespace reference::training
