// A table row for a smooth function of each entry alone. Internal to the families.
#pragma once

#include "reference/steps/builtin.h"
#include "reference/steps/derivative.h"

namespace reference::steps {

// F has `name`, value(x) and slope(x, value).
template <typename F>
Result<Value> smooth_value(Inputs arguments) {
  return map(F::name, *arguments[0], false, F::value);
}
template <typename F>
Result<Cotangents> smooth_pullback(Inputs arguments, const Value& value, const Value& cotangent) {
  return pull_through_map(arguments, value, cotangent, F::slope);
}
template <typename F>
constexpr Builtin smooth(std::string_view name) {
  return {name, "x", smooth_value<F>, smooth_pullback<F>};
}

}  // namespace reference::steps
