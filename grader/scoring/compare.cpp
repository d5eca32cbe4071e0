#include "grader/scoring/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "grader/scoring/rounding.h"

namespace grader {
namespace {

// Rounding of the decision itself: a bound typed as 0.5 % must include its own end.
constexpr double slack = 1e-14;
constexpr double zero_allowance = 1e-9;
// A suffixed or scientific count must show at least this many figures.
constexpr int count_figures = 3;

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

// `s` is `t` correctly rounded to k figures for some k that the writing allows, k >= least.
bool rounds_to(const Fraction& s, const Fraction& t, const Number& answer, int least) {
  for (int k = std::max(answer.figures_low, least); k <= answer.figures_high; ++k) {
    if (round_to_figures(t, k) == s) return true;
  }
  return false;
}

Comparison compare_by_interval(const Number& answer, const NumberKey& key, const Scheme& scheme) {
  Comparison result;
  double slip = 0;
  if (scheme.interval) {
    std::tie(result.low, result.high) = *scheme.interval;
  } else {
    const double allowed = allowance(key, scheme);
    result.low = key.value - allowed;
    result.high = key.value + allowed;
    slip = slack * std::max(allowed, std::abs(key.value));
    if (allowed > 0) result.distance = std::abs(answer.value - key.value) / allowed;
  }
  if (answer.value >= result.low - slip && answer.value <= result.high + slip) result.credit = 1;
  return result;
}

Comparison compare_by_digits(const Number& answer, const NumberKey& key, const Digits& digits) {
  Comparison result;
  const auto s = exact_value(answer);
  if (!s) return result;
  const bool figures = digits.of == Digits::Of::figures;
  const auto round = [&](const Fraction& value) {
    return figures ? round_to_figures(value, digits.n) : round_to_decimals(value, digits.n);
  };
  if (round(*s) != round(shortest_fraction(key.value))) return result;
  const bool counted = !answer.fraction && !answer.arithmetic;
  const int low = figures ? answer.figures_low : answer.decimals;
  const int high = figures ? answer.figures_high : answer.decimals;
  const char* what = figures ? "significant figures" : "decimals";
  result.credit = 1;
  if (counted && high < digits.n) {
    result.credit = digits.too_few;
    result.remark = fmt::format("please give {} {}", digits.n, what);
  } else if (counted && low > digits.n) {
    result.credit = digits.too_many;
    result.remark = fmt::format("{} {} were asked for", digits.n, what);
  } else if (counted && digits.strict && low != digits.n) {
    result.credit = digits.too_few;
    result.remark = fmt::format("write it so that {} {} can be seen", digits.n, what);
  }
  return result;
}

Comparison compare_count(const Number& answer, Count key) {
  Comparison result;
  const auto value = exact_value(answer);
  if (!value) return result;
  if (*value == key) {
    result.credit = 1;
    return result;
  }
  if (!answer.suffixed() && !answer.scientific && !answer.approximate) return result;
  const Fraction written = *value / answer.factor;
  const Fraction target = Fraction(key) / answer.factor;
  if (rounds_to(written, target, answer, count_figures)) {
    result.credit = 1;
    result.remark = "rounded correctly";
  }
  return result;
}

Comparison compare_plain(const Number& answer, const NumberKey& key, const Scheme& scheme) {
  if (scheme.digits) return compare_by_digits(answer, key, *scheme.digits);
  const bool tolerant = scheme.tolerance.stated || scheme.interval;
  if (key.count && !tolerant) return compare_count(answer, *key.count);
  Comparison result = compare_by_interval(answer, key, scheme);
  if (result.right() || !scheme.rounded) return result;
  const auto s = exact_value(answer);
  const Fraction target = shortest_fraction(key.value) / answer.factor;
  if (s && rounds_to(*s / answer.factor, target, answer, *scheme.rounded)) {
    result.credit = 1;
    result.remark = "rounded correctly at the digits given";
  }
  return result;
}

}  // namespace

Comparison compare(const Number& answer, const NumberKey& key, const Scheme& scheme) {
  Comparison best = compare_plain(answer, key, scheme);
  for (const Alternative& other : scheme.any_of) {
    const std::vector<double> value = numbers(other.value);
    if (value.size() != 1) continue;
    NumberKey other_key = key;
    other_key.value = value[0];
    const auto* count = std::get_if<Count>(&other.value);
    other_key.count = count != nullptr && key.count ? std::optional(*count) : std::nullopt;
    Comparison comparison = compare_plain(answer, other_key, other.scheme);
    comparison.credit *= other.credit;
    if (comparison.credit > best.credit) best = comparison;
  }
  return best;
}

}  // namespace grader
