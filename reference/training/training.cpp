#include "reference/training/training.h"

#include <fmt/core.h>

#include "reference/training/block.h"
#include "reference/training/expand.h"
#include "reference/training/mistakes.h"
#include "training_schema.embedded.h"

namespace reference::training {
namespace {

using grader::Diagnostics;
using grader::Graph;

const grader::Switch conventions[] = {
    {"log", {"natural", "base2", "base10"}, "The logarithm of the cross-entropy."},
    {"class_index", {"from_zero", "from_one"}, "The number of the first class."},
};

std::string rows_by_columns(const Tensor& tensor) { return grader::shape_text(tensor.array.shape); }

// Every matrix fits what it multiplies, and every bias its matrix.
bool shapes_fit(const Block& block, Diagnostics& diagnostics) {
  bool fit = true;
  const auto report = [&](const grader::Place& where, std::string message) {
    diagnostics.error(grader::code::shape_mismatch, where, std::move(message));
    fit = false;
  };
  std::int64_t entries = block.input.array.shape[0];
  std::string input = "h";
  for (std::size_t i = 0; i < block.layers.size(); ++i) {
    const Layer& layer = block.layers[i];
    const Tensor& weights = layer.weights;
    if (weights.array.shape[1] != entries) {
      report(weights.where, fmt::format("`{}` is {} and does not fit `{}` of {}", layer.name,
                                        rows_by_columns(weights), input, entries));
    }
    if (layer.bias && layer.bias->array.shape[0] != weights.array.shape[0]) {
      report(layer.bias->where,
             fmt::format("the bias of {} does not fit `{}`, which is {}",
                         layer.bias->array.shape[0], layer.name, rows_by_columns(weights)));
    }
    entries = weights.array.shape[0];
    input = "a" + suffix(block, i);
  }
  return fit;
}

bool target_fits(const Block& block, const Graph& graph, Diagnostics& diagnostics) {
  const auto convention = graph.find(grader::convention_quantity("class_index"));
  const auto stated = graph[*convention].function({});
  const bool from_one = std::get<grader::Text>(*stated) == "from_one";
  const std::int64_t classes = block.layers.back().weights.array.shape[0];
  const std::int64_t first = from_one ? 1 : 0;
  if (block.target >= first && block.target - first < classes) return true;
  diagnostics.error(grader::code::bad_value, block.target_where,
                    fmt::format("class {} is not among the {} classes {} to {}", block.target,
                                classes, first, first + classes - 1),
                    fmt::format("`class_index` is `{}`", from_one ? "from_one" : "from_zero"));
  return false;
}

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
    const auto block = read_block(node, diagnostics);
    if (!block) return false;
    const bool shapes = shapes_fit(*block, diagnostics);
    const bool target = target_fits(*block, graph, diagnostics);
    return shapes && target && expand(*block, graph, diagnostics);
  }
};

}  // namespace

const grader::ProblemKind& kind() {
  static const TrainingKind kind;
  return kind;
}

}  // namespace reference::training
