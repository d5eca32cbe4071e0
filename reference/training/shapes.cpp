#include "reference/training/shapes.h"

#include <fmt/core.h>

#include "grader/base/words.h"
#include "grader/exam/conventions.h"

namespace reference::training {
namespace {

using Shape = std::vector<std::int64_t>;

std::string rows_by_columns(const Tensor& tensor) { return grader::shape_text(tensor.array.shape); }

class Shapes {
 public:
  Shapes(Block& block, const grader::Graph& graph, grader::Diagnostics& diagnostics)
      : block_(block), graph_(graph), diagnostics_(diagnostics) {}

  bool fit() {
    layers();
    if (block_.update) memory(*block_.update);
    if (block_.has_classes()) {
      classes();
    } else {
      numbers();
    }
    return fit_;
  }

 private:
  void report(const grader::Place& where, std::string message, std::string hint = "") {
    diagnostics_.error(grader::code::shape_mismatch, where, std::move(message), std::move(hint));
    fit_ = false;
  }

  void layers() {
    std::int64_t entries = block_.input.array.shape.back();
    std::string input = "h";
    for (std::size_t i = 0; i < block_.layers.size(); ++i) {
      const Layer& layer = block_.layers[i];
      const Tensor& weights = layer.weights;
      if (weights.array.shape[1] != entries) {
        report(weights.where,
               fmt::format("`{}` is {} and does not fit `{}` of {}", layer.name,
                           rows_by_columns(weights), input,
                           i == 0 ? rows_by_columns(block_.input) : std::to_string(entries)));
      }
      if (layer.bias && layer.bias->array.shape[0] != weights.array.shape[0]) {
        report(layer.bias->where,
               fmt::format("the bias of {} does not fit `{}`, which is {}",
                           layer.bias->array.shape[0], layer.name, rows_by_columns(weights)));
      }
      entries = weights.array.shape[0];
      input = "a" + suffix(block_, i);
    }
  }

  // What an update remembers has the shape of its parameter.
  void memory(const Update& update) {
    for (const auto& [name, parameters] : update.state) {
      for (const auto& [parameter, tensor] : parameters) {
        const Tensor* own = find(parameter);
        if (own == nullptr || own->array.shape == tensor.array.shape) continue;
        report(tensor.where,
               fmt::format("`{}` of `{}` is {}, and `{}` is {}", name, parameter,
                           rows_by_columns(tensor), parameter, rows_by_columns(*own)));
      }
    }
  }

  const Tensor* find(const std::string& parameter) const {
    for (std::size_t i = 0; i < block_.layers.size(); ++i) {
      const Layer& layer = block_.layers[i];
      if (layer.name == parameter) return &layer.weights;
      if (layer.bias && bias_name(block_, i) == parameter) return &*layer.bias;
    }
    return nullptr;
  }

  void classes() {
    const auto* one = std::get_if<grader::Count>(&block_.target);
    const std::vector<std::int64_t> shape = grader::shape_of(block_.target);
    const std::int64_t samples = block_.batch() ? block_.input.array.shape[0] : 1;
    const bool fits = block_.batch() ? shape == Shape{samples} : one != nullptr;
    if (!fits) {
      return report(
          block_.target_where,
          fmt::format("`target` is {}; `h` has {}", grader::describe(block_.target),
                      grader::counted(static_cast<std::size_t>(samples), "sample")),
          block_.batch() ? "a list of the class of each sample" : "the number of a class");
    }
    for (const double index : grader::numbers(block_.target)) class_fits(index);
  }

  void class_fits(double index) {
    const auto convention = graph_.find(grader::convention_quantity("class_index"));
    const auto stated = graph_[*convention].function({});
    const bool from_one = std::get<grader::Text>(*stated) == "from_one";
    const double first = from_one ? 1 : 0;
    const auto count = static_cast<double>(block_.outputs());
    if (index >= first && index - first < count) return;
    diagnostics_.error(grader::code::bad_value, block_.target_where,
                       fmt::format("class {} is not among the {} classes {} to {}", index, count,
                                   first, first + count - 1),
                       fmt::format("`class_index` is `{}`", from_one ? "from_one" : "from_zero"));
    fit_ = false;
  }

  void numbers() {
    auto* array = std::get_if<grader::Array>(&block_.target);
    if (array == nullptr) return;
    Shape output = {block_.outputs()};
    if (block_.batch()) {
      const std::int64_t samples = block_.input.array.shape[0];
      output.insert(output.begin(), samples);
      if (block_.outputs() == 1 && array->shape == Shape{samples}) array->shape = output;
    }
    if (block_.loss == Loss::sigmoid_bce) probabilities(array->data);
    if (array->shape == output) return;
    report(block_.target_where,
           fmt::format("`target` is {}, and the output is {}", grader::shape_text(array->shape),
                       grader::shape_text(output)));
  }

  void probabilities(const std::vector<double>& targets) {
    for (const double y : targets) {
      if (y >= 0 && y <= 1) continue;
      diagnostics_.error(grader::code::bad_value, block_.target_where,
                         fmt::format("a target of `sigmoid_bce` is between 0 and 1, not {}", y));
      fit_ = false;
      return;
    }
  }

  Block& block_;
  const grader::Graph& graph_;
  grader::Diagnostics& diagnostics_;
  bool fit_ = true;
};

}  // namespace

bool shapes_fit(Block& block, const grader::Graph& graph, grader::Diagnostics& diagnostics) {
  return Shapes(block, graph, diagnostics).fit();
}

}  // namespace reference::training
