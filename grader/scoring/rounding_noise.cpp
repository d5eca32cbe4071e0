#include "grader/scoring/rounding_noise.h"

#include <algorithm>
#include <cmath>

namespace grader {
namespace {

double rounded_to(double value, int figures) {
  if (value == 0 || !std::isfinite(value)) return value;
  const double scale = std::pow(10.0, figures - 1 - std::floor(std::log10(std::abs(value))));
  return std::isfinite(scale) && scale > 0 ? std::round(value * scale) / scale : value;
}

Value rounded_to(const Value& value, int figures) {
  if (const auto* real = std::get_if<Real>(&value)) return rounded_to(*real, figures);
  const auto* array = std::get_if<Array>(&value);
  if (array == nullptr || array->counts) return value;
  Array rounded = *array;
  for (double& entry : rounded.data) entry = rounded_to(entry, figures);
  return rounded;
}

// The same definition with its result rounded.
Edit rounding(const Graph& graph, QuantityIndex index, int figures) {
  const Quantity& quantity = graph[index];
  Function rounded = [inner = quantity.function, figures](Inputs inputs) -> Result<Value> {
    const Result<Value> value = inner(inputs);
    if (!value) return value.error();
    return rounded_to(*value, figures);
  };
  return Edit{index, Definition{quantity.inputs, std::move(rounded), quantity.formula}};
}

}  // namespace

std::vector<double> rounding_noise(const Graph& graph, QuantityIndex quantity, int figures,
                                   const Value& key, std::span<const Edit> edits,
                                   const Evaluation& base) {
  const std::vector<bool> used = ancestors(graph, quantity);
  const auto edited = [&](QuantityIndex index) {
    return std::any_of(edits.begin(), edits.end(),
                       [&](const Edit& edit) { return edit.quantity == index; });
  };
  std::vector<Edit> all;
  for (QuantityIndex i = 0; i < quantity; ++i) {
    if (used[i] && !graph[i].given() && !edited(i)) all.push_back(rounding(graph, i, figures));
  }
  const std::vector<double> exact = numbers(key);
  std::vector<double> noise(exact.size());
  const auto widen = [&](std::span<const Edit> roundings) {
    std::vector<Edit> in_force(edits.begin(), edits.end());
    in_force.insert(in_force.end(), roundings.begin(), roundings.end());
    Solution solution(graph, in_force, &base);
    const Solved& solved = solution[quantity];
    if (!solved) return;
    const std::vector<double> moved = numbers(*solved);
    for (std::size_t i = 0; i < noise.size() && i < moved.size(); ++i) {
      const double deviation = std::abs(moved[i] - exact[i]);
      if (std::isfinite(deviation)) noise[i] = std::max(noise[i], deviation);
    }
  };
  for (const Edit& one : all) widen(std::span(&one, 1));
  widen(all);
  return noise;
}

}  // namespace grader
