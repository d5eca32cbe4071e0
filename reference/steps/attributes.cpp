#include "reference/steps/attributes.h"

#include <algorithm>

#include "reference/steps/derivative.h"
#include "reference/steps/operation.h"
#include "reference/steps/products.h"

namespace reference::steps {
namespace {

Result<Value> shape_attribute(Inputs a) {
  const auto view = View::of(*a[0]);
  if (!view) return not_numbers("shape", *a[0]);
  Array shape;
  shape.counts = true;
  shape.shape = {static_cast<std::int64_t>(view->shape().size())};
  for (const std::int64_t extent : view->shape()) shape.data.push_back(static_cast<double>(extent));
  return Value(std::move(shape));
}

Result<Value> size_attribute(Inputs a) {
  const auto view = View::of(*a[0]);
  if (!view) return not_numbers("size", *a[0]);
  return Value(static_cast<Count>(view->size()));
}

Result<Value> ndim_attribute(Inputs a) {
  const auto view = View::of(*a[0]);
  if (!view) return not_numbers("ndim", *a[0]);
  return Value(static_cast<Count>(view->shape().size()));
}

constexpr Attribute attributes[] = {
    {"T", transpose, transpose_pullback},
    {"shape", shape_attribute, no_cotangents},
    {"size", size_attribute, no_cotangents},
    {"ndim", ndim_attribute, no_cotangents},
};

constexpr std::string_view methods[] = {
    "all",      "any",     "argmax",    "argmin", "argsort", "clip",    "cumsum",
    "diagonal", "dot",     "flatten",   "max",    "mean",    "min",     "prod",
    "ravel",    "reshape", "round",     "sort",   "std",     "squeeze", "sum",
    "swapaxes", "trace",   "transpose", "var",
};

}  // namespace

const Attribute* find_attribute(std::string_view name) {
  const auto* found = std::find_if(std::begin(attributes), std::end(attributes),
                                   [&](const Attribute& one) { return one.name == name; });
  return found == std::end(attributes) ? nullptr : found;
}

bool is_method(std::string_view name) {
  return std::find(std::begin(methods), std::end(methods), name) != std::end(methods);
}

Result<Value> logical_not(Inputs arguments) {
  const auto holds = truth(*arguments[0]);
  if (!holds) return holds.error();
  return Value(Count{*holds ? 0 : 1});
}

}  // namespace reference::steps
