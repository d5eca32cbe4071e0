#include "grader/scoring/target.h"

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

// How far honest rounding of intermediate results to `figures` figures can move each entry: the
// largest deviation over rounding each intermediate alone and all together.
std::vector<double> rounding_noise(const Graph& graph, QuantityIndex quantity, int figures,
                                   const Value& key, const Evaluation& base,
                                   std::span<const Edit> edits) {
  std::vector<Edit> all;
  const auto edited = [&](QuantityIndex index) {
    return std::any_of(edits.begin(), edits.end(),
                       [&](const Edit& edit) { return edit.quantity == index; });
  };
  for (QuantityIndex i = 0; i < quantity; ++i) {
    const bool intermediate = !graph[i].given() && depends(graph, quantity, i) && !edited(i);
    if (intermediate) all.push_back(rounding(graph, i, figures));
  }
  const std::vector<double> exact = numbers(key);
  std::vector<double> noise(exact.size());
  const auto widen = [&](std::span<const Edit> roundings) {
    std::vector<Edit> in_force(edits.begin(), edits.end());
    in_force.insert(in_force.end(), roundings.begin(), roundings.end());
    const Evaluation evaluation = evaluate(graph, in_force, &base);
    if (!evaluation[quantity]) return;
    const std::vector<double> moved = numbers(*evaluation[quantity]);
    for (std::size_t i = 0; i < noise.size() && i < moved.size(); ++i) {
      const double deviation = std::abs(moved[i] - exact[i]);
      if (std::isfinite(deviation)) noise[i] = std::max(noise[i], deviation);
    }
  };
  for (const Edit& one : all) widen(std::span(&one, 1));
  widen(all);
  return noise;
}

}  // namespace

Target make_target(const Graph& graph, QuantityIndex quantity, const Scheme& scheme,
                   const Evaluation& evaluation, const Evaluation& base,
                   std::span<const Edit> edits) {
  Target target{*evaluation[quantity], std::nullopt, {}, {}};
  const auto from = scheme.tolerance.change_from;
  if (from && evaluation[*from] && shape_of(*evaluation[*from]) == shape_of(target.key)) {
    target.before = *evaluation[*from];
  }
  if (scheme.working_digits) {
    target.noise = rounding_noise(graph, quantity, *scheme.working_digits, target.key, base, edits);
  }
  for (const QuantityIndex term : graph[quantity].terms) {
    if (evaluation[term] && numbers(*evaluation[term]) != std::vector<double>{0}) {
      target.terms.push_back(*evaluation[term]);
    }
  }
  return target;
}

}  // namespace grader
