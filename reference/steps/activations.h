// The logistic function and its relatives, of one number; shared by activations and losses.
#pragma once

#include <algorithm>
#include <cmath>

namespace reference::steps {

// exp of a number that is not positive only: no overflow on either side.
inline double sigmoid_of(double x) {
  const double e = std::exp(-std::abs(x));
  return x >= 0 ? 1 / (1 + e) : e / (1 + e);
}

// sigmoid(x) (1 - sigmoid(x)) without its cancellation.
inline double sigmoid_slope(double x) {
  const double e = std::exp(-std::abs(x));
  return e / ((1 + e) * (1 + e));
}

// log(1 + exp(x)).
inline double softplus_of(double x) {
  return (x > 0 || std::isnan(x) ? x : 0) + std::log1p(std::exp(-std::abs(x)));
}

}  // namespace reference::steps
