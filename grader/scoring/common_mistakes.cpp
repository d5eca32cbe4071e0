#include "grader/scoring/common_mistakes.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <span>

#include "grader/scoring/rounding.h"

namespace grader {
namespace {

// Values of another size are taken for a slip of the power of ten up to this one.
constexpr int largest_power = 6;

using Change = std::function<double(double)>;

// The key with every number changed; empty where that is no value of its type.
std::optional<Value> changed(const Value& key, const Change& change) {
  if (const auto* count = std::get_if<Count>(&key)) {
    const auto whole = whole_number(change(static_cast<double>(*count)));
    return whole ? std::optional<Value>(*whole) : std::nullopt;
  }
  if (const auto* real = std::get_if<Real>(&key)) return Value(change(*real));
  const auto* array = std::get_if<Array>(&key);
  if (array == nullptr) return std::nullopt;
  Array result = *array;
  const double largest = largest_size(array->data);
  for (double& entry : result.data) {
    if (!counts_as_zero(entry, largest)) entry = change(entry);
  }
  return result;
}

std::optional<Value> transposed(const Value& key) {
  const auto* array = std::get_if<Array>(&key);
  if (array == nullptr || array->shape.size() != 2) return std::nullopt;
  const auto rows = static_cast<std::size_t>(array->shape[0]);
  const auto columns = static_cast<std::size_t>(array->shape[1]);
  if (rows < 2 || columns < 2) return std::nullopt;
  Array result{{array->shape[1], array->shape[0]}, array->data, array->counts};
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < columns; ++j) {
      result.data[j * rows + i] = array->data[i * columns + j];
    }
  }
  return result;
}

bool has_zero(const Value& key) {
  const std::vector<double> entries = numbers(key);
  const double largest = largest_size(entries);
  return std::any_of(entries.begin(), entries.end(),
                     [&](double entry) { return counts_as_zero(entry, largest); });
}

// The number is the key cut off at its digits, where rounding gives another.
bool is_truncated(const Number& number, const NumberKey& key) {
  if (far_apart(number.value, key.value, 1)) return false;
  const auto s = exact_value(number);
  if (!s || number.fraction || number.arithmetic) return false;
  const Fraction t = key.count ? Fraction(*key.count) : shortest_fraction(key.value);
  const Fraction written = *s / number.factor;
  const Fraction exact = t / number.factor;
  for (int k = std::max(number.figures_low, 1); k <= number.figures_high; ++k) {
    if (truncate_to_figures(exact, k) == written && round_to_figures(exact, k) != written)
      return true;
  }
  return false;
}

// A suffix that stands for 1024, 1024^2, ... was taken as 1000, 1000^2, ...
bool is_thousand(const Number& number, const NumberKey& key) {
  if (!key.count || !number.suffixed()) return false;
  Fraction binary = 1;
  Fraction decimal = 1;
  for (int power = 1; power <= 4; ++power) {
    binary *= 1024;
    decimal *= 1000;
    if (number.factor != binary) continue;
    Number as_decimal = number;
    as_decimal.factor = decimal;
    as_decimal.value = number.value * (decimal / binary).to_double();
    return compare(as_decimal, key, Scheme{}).right();
  }
  return false;
}

// Both in order of size: if some assignment is right under intervals of similar width, this is.
// `values` are the entries' sizes; right(i, j): entry i is right for key j.
template <typename Right>
bool is_permuted(std::span<const double> values, const Target& target, Right right) {
  const std::size_t size = target.entries.size();
  if (size < 2 || values.size() != size) return false;
  std::vector<std::size_t> answers(size);
  std::iota(answers.begin(), answers.end(), std::size_t{0});
  std::vector<std::size_t> keys = answers;
  std::sort(answers.begin(), answers.end(),
            [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::sort(keys.begin(), keys.end(), [&](std::size_t a, std::size_t b) {
    return target.entries[a].value < target.entries[b].value;
  });
  for (std::size_t i = 0; i < size; ++i) {
    if (!right(answers[i], keys[i])) return false;
  }
  return true;
}

bool is_permuted(const ArrayReading& reading, const Target& target, const Scheme& scheme) {
  if (reading.outcome != Outcome::correct || has_other_shape(reading, target, scheme)) return false;
  std::vector<double> values;
  for (const NumberReading& entry : reading.entries) {
    if (entry.readings.size() != 1) return false;
    values.push_back(entry.readings.front().value);
  }
  return is_permuted(values, target, [&](std::size_t i, std::size_t j) {
    return mark_number(reading.entries[i], target.entries[j], scheme).mark.credit == 1;
  });
}

bool is_permuted(const PlainNumbers& plain, const Target& target) {
  return is_permuted(plain.values, target, [&](std::size_t i, std::size_t j) {
    return target.plain[j].contains(plain.values[i]);
  });
}

}  // namespace

std::vector<std::pair<CommonMistake, Value>> common_wrong_values(const Value& key) {
  std::vector<std::pair<CommonMistake, Value>> values;
  const auto add = [&](CommonMistake mistake, std::optional<Value> value) {
    if (value) values.emplace_back(mistake, std::move(*value));
  };
  const auto times = [&](double factor) {
    return changed(key, [factor](double value) { return value * factor; });
  };
  add(CommonMistake::sign, times(-1));
  add(CommonMistake::transposed, transposed(key));
  if (std::holds_alternative<Table>(key) || std::holds_alternative<Text>(key)) return values;
  for (const double factor : {100.0, 0.01}) add(CommonMistake::percent, times(factor));
  for (int power = 1; power <= largest_power; ++power) {
    if (power == 2) continue;  // per cent
    add(CommonMistake::power_of_ten, times(std::pow(10, power)));
    add(CommonMistake::power_of_ten, times(std::pow(10, -power)));
  }
  for (const double factor : {2.0, 0.5}) add(CommonMistake::factor_two, times(factor));
  if (!has_zero(key)) {
    add(CommonMistake::reciprocal, changed(key, [](double value) { return 1 / value; }));
  }
  return values;
}

std::optional<CommonMistake> find_in_response(const Response& response, const Target& target,
                                              const Scheme& scheme) {
  if (!target.finite()) return std::nullopt;
  if (const auto* number = std::get_if<NumberReading>(&response)) {
    for (const Number& reading : number->readings) {
      if (is_thousand(reading, target.entries[0])) return CommonMistake::thousand;
      if (is_truncated(reading, target.entries[0])) return CommonMistake::truncated;
    }
  }
  const auto* array = std::get_if<ArrayReading>(&response);
  const auto* plain = std::get_if<PlainNumbers>(&response);
  const bool permuted = (array != nullptr && is_permuted(*array, target, scheme)) ||
                        (plain != nullptr && is_permuted(*plain, target));
  if (permuted) return CommonMistake::permuted;
  return std::nullopt;
}

}  // namespace grader
