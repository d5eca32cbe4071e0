#include "grader/scoring/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "grader/base/text.h"
#include "grader/scoring/rounding.h"

namespace grader {
namespace {

// A suffixed or scientific count must show at least this many figures.
constexpr int count_figures = 3;

// `s` is `t` correctly rounded to k figures for some k that the writing allows, k >= least.
bool rounds_to(const Fraction& s, const Fraction& t, const Number& answer, int least) {
  for (int k = std::max(answer.figures_low, least); k <= answer.figures_high; ++k) {
    if (round_to_figures(t, k) == s) return true;
  }
  return false;
}

Comparison compare_by_interval(const Number& answer, const NumberKey& key, const Scheme& scheme) {
  Comparison result;
  result.accepted = accepted(key, scheme);
  const double allowed = result.accepted.allowed;
  const double distance = std::abs(answer.value - key.value);
  if (allowed > 0) result.distance = distance / allowed;
  if (!result.accepted.contains(answer.value)) return result;
  result.credit = 1;
  const bool by_noise = key.noise > 0 && distance > allowed - key.noise + result.accepted.slip;
  if (by_noise) result.remark = Remark::within_rounding;
  return result;
}

// The power of ten that a factor is; 0 if it is none.
int power_of_ten(Fraction factor) {
  int power = 0;
  for (; factor >= 10; ++power) factor /= 10;
  for (; factor < 1; --power) factor *= 10;
  return factor == 1 ? power : 0;
}

// How many digits an answer shows: figures, or decimals of the number itself, so that `37 %` and
// `3.7e-1` have two. Between low and high, as zeros in front of a missing point may count or not.
struct Shown {
  int low;
  int high;
};

Shown shown(const Number& answer, Digits::Of of) {
  if (of == Digits::Of::figures) return {answer.figures_low, answer.figures_high};
  const auto* written = std::get_if<Decimal>(&answer.written);
  const bool moved = answer.scientific || answer.suffixed();
  if (!moved || written == nullptr || written->zero()) return {answer.decimals, answer.decimals};
  const int high = -written->exponent - power_of_ten(answer.factor);
  const int low = high - (answer.figures_high - answer.figures_low);
  return {std::max(low, 0), std::max(high, 0)};
}

// Whether both are one number after rounding, on exact decimals. Noise of cancelling terms is as
// good as the zero that it stands for.
bool same_digits(const Number& answer, const NumberKey& key, const Digits& digits) {
  const bool figures = digits.of == Digits::Of::figures;
  const auto round = [&](const auto& value) {
    return figures ? round_to_figures(value, digits.n) : round_to_decimals(value, digits.n);
  };
  if (answer.value == 0 && counts_as_zero(key.value, key.largest)) return true;
  if (figures && far_apart(answer.value, key.value, digits.n)) return false;
  const auto* decimal = std::get_if<Decimal>(&answer.written);
  if (decimal != nullptr && !answer.suffixed()) {
    return compare(round(*decimal), round(shortest_decimal(key.value))) == 0;
  }
  const auto s = exact_value(answer);
  return s && round(*s) == round(shortest_fraction(key.value));
}

Comparison compare_by_digits(const Number& answer, const NumberKey& key, const Digits& digits) {
  Comparison result;
  if (!same_digits(answer, key, digits)) return result;
  const bool counted = !answer.fraction && !answer.arithmetic;
  const auto [low, high] = shown(answer, digits.of);
  result.credit = 1;
  if (counted && high < digits.n) {
    result.credit = digits.too_few;
    result.remark = Remark::too_few_digits;
  } else if (counted && low > digits.n) {
    result.credit = digits.too_many;
    result.remark = Remark::too_many_digits;
  } else if (counted && digits.strict && low != digits.n) {
    result.credit = digits.too_few;
    result.remark = Remark::digits_unclear;
  }
  return result;
}

Comparison compare_count(const Number& answer, Count key, bool exact) {
  Comparison result;
  result.accepted.low = result.accepted.high = static_cast<double>(key);
  if (far_apart(answer.value, static_cast<double>(key), count_figures)) return result;
  const auto value = exact_value(answer);
  if (!value) return result;
  if (*value == key) {
    result.credit = 1;
    return result;
  }
  const bool plain = !answer.suffixed() && !answer.scientific && !answer.approximate;
  if (plain || exact) return result;
  const Fraction written = *value / answer.factor;
  const Fraction target = Fraction(key) / answer.factor;
  if (rounds_to(written, target, answer, count_figures)) {
    result.credit = 1;
    result.remark = Remark::rounded;
  }
  return result;
}

bool names_unit(const Number& answer, const UnitRule& rule) {
  return std::any_of(rule.units.begin(), rule.units.end(), [&](const auto& unit) {
    const std::string& name = unit.first;
    return answer.unit == name || (name.size() == 1 && lower_case(answer.unit) == lower_case(name));
  });
}

Comparison compare_number(const Number& answer, const NumberKey& key, const Scheme& scheme) {
  if (scheme.digits) return compare_by_digits(answer, key, *scheme.digits);
  Comparison result = compared_as_count(key, scheme)
                          ? compare_count(answer, *key.count, scheme.exact)
                          : compare_by_interval(answer, key, scheme);
  if (result.right() || !scheme.rounded) return result;
  if (far_apart(answer.value, key.value, *scheme.rounded)) return result;
  const auto s = exact_value(answer);
  const Fraction target = key.count ? Fraction(*key.count) : shortest_fraction(key.value);
  if (s && rounds_to(*s / answer.factor, target / answer.factor, answer, *scheme.rounded)) {
    result.credit = 1;
    result.remark = Remark::rounded;
  }
  return result;
}

}  // namespace

Comparison compare(const Number& answer, const NumberKey& key, const Scheme& scheme) {
  Comparison result = compare_number(answer, key, scheme);
  if (!scheme.unit || result.credit == 0 || names_unit(answer, *scheme.unit)) return result;
  result.credit *= scheme.unit->without;
  result.remark = Remark::no_unit;
  return result;
}

std::string to_text(Remark remark, const Scheme& scheme) {
  const int n = scheme.digits ? scheme.digits->n : 0;
  const bool decimals = scheme.digits && scheme.digits->of == Digits::Of::decimals;
  const std::string_view what = decimals ? "decimals" : "significant figures";
  switch (remark) {
    case Remark::none:
      return "";
    case Remark::rounded:
      return "rounded correctly at the digits given";
    case Remark::within_rounding:
      return fmt::format("right within what rounding of intermediate results to {} figures can do",
                         scheme.working_digits.value_or(0));
    case Remark::too_few_digits:
      return fmt::format("the digits are right, but {} {} were asked for", n, what);
    case Remark::too_many_digits:
      return fmt::format("right; {} {} would do", n, what);
    case Remark::digits_unclear:
      return fmt::format("the digits are right; write it so that {} {} can be seen", n, what);
    case Remark::no_unit:
      return fmt::format("the number is right, but its unit, {}, is missing",
                         scheme.unit ? scheme.unit->units.front().first : "");
  }
  return "";
}

}  // namespace grader
