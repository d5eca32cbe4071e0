#include "reference/training/training.h"

#include "reference/steps/switches.h"
#include "reference/training/block.h"
#include "reference/training/expand.h"
#include "reference/training/mistakes.h"
#include "reference/training/shapes.h"
#include "training_schema.embedded.h"

namespace reference::training {
namespace {

using grader::Diagnostics;
using grader::Graph;

const grader::Switch conventions[] = {
    steps::find_switch("log"),
    steps::find_switch("class_index"),
    steps::find_switch("reduction"),
    steps::find_switch("mse"),
    steps::find_switch("relu_at_zero"),
    {"l2", {"half_lambda", "lambda"}, "What L2 adds to the loss: 0.5 l2 |W|^2, or l2 |W|^2."},
    {"momentum",
     {"accumulate", "average", "velocity"},
     "v = beta v + g; v = beta v + (1 - beta) g; or v = beta v - step g, which is added to W."},
    {"epsilon", {"outside", "inside"}, "Where epsilon is added: to the root, or within it."},
    {"bias_correction", {"corrected", "none"}, "Whether Adam divides m and s by 1 - beta^t."},
};

class TrainingKind final : public grader::ProblemKind {
 public:
  std::string_view name() const override { return "training"; }
  std::span<const grader::Switch> switches() const override { return conventions; }
  std::string_view schema() const override { return embedded::training_schema; }
  std::vector<grader::KindMistake> mistakes(const Graph& graph) const override {
    return known_mistakes(graph);
  }

  bool translate(const grader::yaml::Node& node, Graph& graph,
                 Diagnostics& diagnostics) const override {
    auto block = read_block(node, diagnostics);
    return block && shapes_fit(*block, graph, diagnostics) && expand(*block, graph, diagnostics);
  }
};

}  // namespace

const grader::ProblemKind& kind() {
  static const TrainingKind kind;
  return kind;
}

}  // namespace reference::training
