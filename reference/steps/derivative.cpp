#include "reference/steps/derivative.h"

#include <fmt/core.h>

namespace reference::steps {

Array zeros_like(const Value& value) {
  const View view = *View::of(value);
  Array zeros;
  zeros.shape.assign(view.shape().begin(), view.shape().end());
  zeros.data.assign(view.size(), 0);
  return zeros;
}

Value as_cotangent(Array array) {
  array.counts = false;
  if (array.shape.empty()) return array.data.front();
  return array;
}

Cotangents only_first(std::size_t count, Array array) {
  Cotangents all(count);
  all[0] = as_cotangent(std::move(array));
  return all;
}

Array sum_to(const View& cotangent, const Value& like) {
  Array sum = zeros_like(like);
  const Shape shape(cotangent.shape().begin(), cotangent.shape().end());
  const Shape strides = broadcast_strides(sum.shape, shape);
  std::size_t k = 0;
  for_each_pair(shape, strides, strides, cotangent.size(),
                [&](std::size_t i, std::size_t) { sum.data[i] += cotangent.data()[k++]; });
  return sum;
}

std::vector<double> repeated(const View& view, const Shape& shape) {
  std::vector<double> data;
  const std::size_t n = entries(shape).value_or(0);
  data.reserve(n);
  const Shape strides = broadcast_strides(view.shape(), shape);
  for_each_pair(shape, strides, strides, n,
                [&](std::size_t i, std::size_t) { data.push_back(view.data()[i]); });
  return data;
}

Result<Cotangents> no_cotangents(Inputs arguments, const Value&, const Value&) {
  return Cotangents(arguments.size());
}

Result<Cotangents> pull_through_moves(Callable function, Inputs arguments, const Value& cotangent,
                                      std::size_t first, bool and_further) {
  const std::size_t last = and_further ? arguments.size() : first + 1;
  std::vector<Value> numbered;
  numbered.reserve(last - first);
  std::vector<const Value*> changed(arguments.begin(), arguments.end());
  double next = 1;  // 0 is what the function puts between
  for (std::size_t i = first; i < last; ++i) {
    Array numbers = zeros_like(*arguments[i]);
    for (double& number : numbers.data) number = next++;
    numbered.push_back(as_cotangent(std::move(numbers)));
    changed[i] = &numbered.back();
  }
  const Result<Value> sources = function(changed);
  if (!sources) return sources.error();
  std::vector<double> sums(static_cast<std::size_t>(next), 0);
  const View from = *View::of(*sources);
  const View g = *View::of(cotangent);
  for (std::size_t k = 0; k < g.size(); ++k) {
    sums[static_cast<std::size_t>(from.data()[k])] += g.data()[k];
  }
  Cotangents all(arguments.size());
  std::size_t at = 1;
  for (std::size_t i = first; i < last; ++i) {
    Array part = zeros_like(*arguments[i]);
    for (double& entry : part.data) entry = sums[at++];
    all[i] = as_cotangent(std::move(part));
  }
  return all;
}

Result<Tie> tie_of(const Value* convention) {
  if (convention == nullptr) return Tie::first;
  if (const auto* text = std::get_if<Text>(convention)) {
    if (*text == "first") return Tie::first;
    if (*text == "split") return Tie::split;
    if (*text == "all") return Tie::all;
  }
  return Failure{
      fmt::format("`tie` is `first`, `split` or `all`, not {}", grader::describe(*convention))};
}

}  // namespace reference::steps
