#include "reference/training/mistakes.h"

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "grader/graph/evaluate.h"

namespace reference::training {
namespace {

using grader::Graph;
using grader::KindMistake;

// One quantity takes another expression. {z} are the logits, {W} the weights and {h} the input of
// the last layer (of every layer for an update), {K} is the number of classes.
struct Rule {
  std::string_view id;
  std::string_view quantity;
  std::string_view expression;
  std::string_view message;
};

constexpr Rule of_the_loss[] = {
    {"SL01", "L", "-np.log10(np.sum(p * y))", "the logarithm was taken to base 10"},
    {"SL02", "L", "-np.log2(np.sum(p * y))", "the logarithm was taken to base 2"},
    {"SL03", "L", "-cross_entropy(p, y)", "the minus sign of the cross-entropy is lost"},
    {"SL05", "L", "-np.sum(np.log(p))",
     "the loss was summed over all classes; only the true one counts"},
    {"SL06", "L", "-np.sum(y * np.log(p)) - np.sum((1 - y) * np.log(1 - p))",
     "this is the binary cross-entropy of every class; with a softmax only the true class counts"},
    {"SL07", "L", "cross_entropy(p, y) / {K}", "the loss was divided by the number of classes"},
    {"SL08", "L", "np.sum(p * y)", "this is the probability of the true class, not its loss"},
    {"SL09", "L", "1 - np.sum(p * y)", "this is 1 - p of the true class, not the cross-entropy"},
    {"SL10", "p", "{z} / np.sum({z})", "the logits were normalised without the exponential"},
    {"SL11", "p", "np.exp({z})", "the exponentials were not divided by their sum"},
    {"SL12", "L", "0.5 * np.sum((p - y) ** 2)",
     "this is half the squared error, not the cross-entropy"},
    {"SG08", "p", "{z}", "the softmax was left out: the logits stand for the probabilities"},
};

constexpr Rule of_the_gradients[] = {
    {"SG01", "d{z}", "y - p", "the gradient at the logits is p - y, not y - p"},
    {"SG02", "d{z}", "p", "p was used as the gradient at the logits; it is p - y"},
    {"SG03", "d{z}", "-y * (1 - p)",
     "only the diagonal of the softmax's Jacobian was used; the gradient at the logits is p - y"},
    {"SG04", "d{z}", "-y / p", "the gradient at p was not taken on through the softmax"},
    {"SG07", "d{z}", "(p - y) * p * (1 - p)",
     "a factor p (1 - p), as of a sigmoid, is too much; the gradient at the logits is p - y"},
    {"SG05", "d{W}", "np.outer({h}, d{z})", "the outer product is the wrong way round"},
    {"SG09", "d{W}", "np.outer(d{z}, 0 * {h} + 1)", "the layer's input is missing in the product"},
    {"SG10", "d{W}", "np.outer(d{z}, {h}) / {K}",
     "the gradient was divided by the number of classes"},
    {"SG11", "d{W}", "np.outer(d{z}, {h}) * {W}", "the gradient was multiplied by the weights"},
    {"SH01", "d{h}", "d{z}", "this is the gradient at the logits; W^T is missing"},
    {"SH02", "d{h}", "{W}.T @ p", "p was used as the gradient at the logits; it is p - y"},
    {"SH03", "d{h}", "-({W}.T @ d{z})", "the sign is flipped"},
    {"SH04", "d{h}", "{W}.T @ (-y * (1 - p))", "only the row of the true class was used"},
    {"SH05", "d{h}", "{W}_next.T @ d{z}",
     "the updated weights were used; the old ones belong here"},
    {"SH06", "d{h}", "{W} @ d{z}", "W was used where W^T belongs"},
    {"SH07", "d{h}", "np.sum(d{W}, axis=0)", "these are the column sums of the weights' gradient"},
};

constexpr Rule of_an_update[] = {
    {"UP01", "{W}_next", "{W} + step * d{W}", "the step goes up the gradient; it should go down"},
    {"UP02", "{W}_next", "{W} - d{W}", "the step size was left out"},
    {"UP03", "{W}_next", "-step * d{W}", "this is the step alone, without the old weights"},
    {"UP04", "{W}_next", "step * d{W}",
     "this is the step size times the gradient, without the old weights"},
    {"UP05", "{W}_next", "{W} - d{W} / step", "the gradient was divided by the step size"},
    {"UP06", "{W}_next", "{W} - step * L", "the loss was used in place of its gradient"},
    {"UP07", "{W}_next", "{W} - 2 * step * d{W}", "the step is twice too long"},
    {"UP08", "{W}_next", "{W} * (1 - step * d{W})", "the weights were multiplied by the step"},
    {"UP09", "{W}_next", "{W} - step * d{W} / 2", "the step is half as long as it should be"},
};

class Mistakes {
 public:
  explicit Mistakes(const Graph& graph) : graph_(graph) {}

  std::vector<KindMistake> all() {
    const auto& p = graph_[*graph_.find("p")];
    const auto& z = graph_[p.inputs[0]];
    logits_ = z.name;
    classes_ = class_count();
    const std::string weights = graph_[z.inputs[0]].name;
    const std::string input = graph_[z.inputs[1]].name;
    for (const Rule& rule : of_the_loss) add(rule, weights, input);
    wrong_class();
    for (const Rule& rule : of_the_gradients) add(rule, weights, input);
    for (const std::string& name : graph_.names()) {
      const bool updated = graph_.find(name + "_next") && graph_.find("d" + name);
      if (!updated) continue;
      for (const Rule& rule : of_an_update) add(rule, name, input);
    }
    return std::move(mistakes_);
  }

 private:
  std::size_t class_count() const {
    const grader::Evaluation key = grader::evaluate(graph_);
    const auto& y = key[*graph_.find("y")];
    return y ? grader::numbers(*y).size() : 0;
  }

  void add(const Rule& rule, const std::string& weights, const std::string& input) {
    const auto filled = [&](std::string_view text) {
      return fmt::format(fmt::runtime(text), fmt::arg("z", logits_), fmt::arg("W", weights),
                         fmt::arg("h", input), fmt::arg("K", classes_));
    };
    mistakes_.push_back({std::string(rule.id),
                         {{filled(rule.quantity), filled(rule.expression)}},
                         std::string(rule.message)});
  }

  // SL04 and SG06: another class taken as the true one. The right one is among them and changes
  // nothing.
  void wrong_class() {
    constexpr std::size_t most_classes = 20;
    if (classes_ > most_classes) return;
    for (std::size_t c = 0; c < classes_; ++c) {
      std::string one_hot = "[";
      for (std::size_t i = 0; i < classes_; ++i) {
        one_hot += (i == 0 ? "" : ", ") + std::string(i == c ? "1" : "0");
      }
      mistakes_.push_back(
          {"SL04", {{"y", one_hot + "]"}}, "another class was taken as the true one"});
    }
  }

  const Graph& graph_;
  std::string logits_;
  std::size_t classes_ = 0;
  std::vector<KindMistake> mistakes_;
};

}  // namespace

std::vector<KindMistake> known_mistakes(const Graph& graph) { return Mistakes(graph).all(); }

}  // namespace reference::training
