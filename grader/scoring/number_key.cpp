#include "grader/scoring/number_key.h"

#include <algorithm>
#include <cmath>

namespace grader {
namespace {

// Rounding of the decision itself: a bound typed as 0.5 % must include its own end.
constexpr double slack = 1e-14;
constexpr double zero_allowance = 1e-9;

double allowance(const NumberKey& key, const Scheme& scheme) {
  const Tolerance& tolerance = scheme.tolerance;
  if (scheme.exact) return 0;
  if (counts_as_zero(key.value, key.largest)) {
    return std::max({tolerance.abs, zero_allowance, tolerance.rel * key.largest}) + key.noise;
  }
  const bool of_change = tolerance.change_from && !std::isnan(key.before);
  const double of = of_change ? std::abs(key.value - key.before) : std::abs(key.value);
  return std::max(tolerance.abs, tolerance.rel * of) + key.noise;
}

}  // namespace

std::optional<Count> whole_number(double value) {
  constexpr double largest_exact = 9e15;
  const bool whole = std::abs(value) <= largest_exact && value == std::floor(value);
  return whole ? std::optional(static_cast<Count>(value)) : std::nullopt;
}

Accepted accepted(const NumberKey& key, const Scheme& scheme) {
  Accepted result;
  if (scheme.interval) {
    std::tie(result.low, result.high) = *scheme.interval;
    return result;
  }
  result.allowed = allowance(key, scheme);
  result.low = key.value - result.allowed;
  result.high = key.value + result.allowed;
  result.slip = slack * std::max(result.allowed, std::abs(key.value));
  return result;
}

bool compared_as_count(const NumberKey& key, const Scheme& scheme) {
  return key.count && !scheme.tolerance.stated && !scheme.interval;
}

}  // namespace grader
