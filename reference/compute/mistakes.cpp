#include "reference/compute/mistakes.h"

#include <algorithm>

#include "grader/exam/conventions.h"

namespace reference::compute {
namespace {

using grader::Graph;

struct Other {
  std::string_view id;
  std::string_view convention;
  std::string_view setting;
  std::string_view message;
};

// Ids of the list of mistakes, where it has one.
constexpr Other others[] = {
    {"SL01", "log", "base10", "the logarithm was taken to base 10"},
    {"SL02", "log", "base2", "the logarithm was taken to base 2"},
    {"SL04", "class_index", "from_zero", "the classes were counted from 0"},
    {"SL04", "class_index", "from_one", "the classes were counted from 1"},
    {"BA01", "reduction", "sum", "the losses were added up; their mean is asked for"},
    {"BA01", "reduction", "mean", "the mean of the losses was taken; their sum is asked for"},
    {"MS01", "mse", "mean", "this comes from the mean of the squared errors"},
    {"MS01", "mse", "half_sum", "this comes from half the sum of the squared errors"},
    {"MS01", "mse", "sum", "this comes from the sum of the squared errors"},
    {"MS01", "mse", "half_mean", "this comes from half the mean of the squared errors"},
    {"RL03", "relu_at_zero", "zero", "the derivative of the ReLU at 0 was taken as 0"},
    {"RL03", "relu_at_zero", "one", "the derivative of the ReLU at 0 was taken as 1"},
    {"RL03", "relu_at_zero", "half", "the derivative of the ReLU at 0 was taken as 1/2"},
    {"MP02", "tie", "all", "with equal maxima the gradient was given to all of them"},
    {"MP02", "tie", "split", "with equal maxima the gradient was shared among them"},
    {"MP02", "tie", "first", "with equal maxima the gradient was given to the first alone"},
    {"CV01", "convolution", "convolution", "the kernel was turned by half a turn"},
    {"CV01", "convolution", "correlation", "the kernel was not turned by half a turn"},
    {"ME06", "box_ends", "inclusive", "a pixel was added to the sides of the boxes"},
    {"ME06", "box_ends", "exclusive", "the last pixel of the boxes was not counted"},
    {"ME07", "average_precision", "all_point", "the precision was averaged over all recalls"},
    {"ME07", "average_precision", "eleven_point", "the precision was averaged at eleven recalls"},
    {"ME07", "average_precision", "every_hit", "the precisions at the hits were averaged"},
    {"GE06", "ddof", "n_minus_1", "it was divided by n - 1, not by n"},
    {"GE06", "ddof", "n", "it was divided by n, not by n - 1"},
};

// Whether a quantity depends on the convention.
bool is_read(const Graph& graph, grader::QuantityIndex convention) {
  for (grader::QuantityIndex i = 0; i < graph.size(); ++i) {
    const auto& inputs = graph[i].inputs;
    if (std::find(inputs.begin(), inputs.end(), convention) != inputs.end()) return true;
  }
  return false;
}

}  // namespace

std::vector<grader::KindMistake> known_mistakes(const Graph& graph) {
  std::vector<grader::KindMistake> all;
  for (const Other& other : others) {
    const std::string name = grader::convention_quantity(other.convention);
    const auto convention = graph.find(name);
    if (!convention || !is_read(graph, *convention)) continue;
    const auto stated = graph[*convention].function({});
    if (stated && *stated == grader::Value(grader::Text(other.setting))) continue;
    all.push_back(
        {std::string(other.id), {{name, std::string(other.setting)}}, std::string(other.message)});
  }
  return all;
}

}  // namespace reference::compute
