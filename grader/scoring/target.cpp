#include "grader/scoring/target.h"

#include <algorithm>
#include <cmath>

#include "grader/scoring/rounding_noise.h"

namespace grader {
namespace {

NumberKey scalar_key(const Value& value, const Scheme& scheme) {
  NumberKey key;
  key.value = numbers(value)[0];
  if (!is_counted(value, scheme)) return key;
  const auto* count = std::get_if<Count>(&value);
  key.count = count != nullptr ? std::optional(*count) : whole_number(key.value);
  return key;
}

std::vector<NumberKey> entry_keys(const Value& value, const Scheme& scheme) {
  const auto* array = std::get_if<Array>(&value);
  if (array == nullptr) {
    if (numbers(value).empty()) return {};
    return {scalar_key(value, scheme)};
  }
  const bool counts = is_counted(value, scheme);
  const double largest = largest_size(array->data);
  std::vector<NumberKey> keys;
  keys.reserve(array->data.size());
  for (const double entry : array->data) {
    NumberKey& key = keys.emplace_back();
    key.value = entry;
    key.largest = largest;
    if (counts) key.count = whole_number(entry);
  }
  return keys;
}

// What decides alone about a plain decimal; empty if nothing does.
std::vector<Accepted> plain_bounds(const std::vector<NumberKey>& entries, const Scheme& scheme) {
  if (!decided_by_size(scheme)) return {};
  std::vector<Accepted> bounds;
  bounds.reserve(entries.size());
  for (const NumberKey& key : entries) {
    if (!std::isfinite(key.value)) return {};
    if (!compared_as_count(key, scheme)) {
      bounds.push_back(accepted(key, scheme));
      continue;
    }
    bounds.push_back(Accepted{key.value, key.value, no_number, 0});
  }
  return bounds;
}

}  // namespace

bool Target::finite() const {
  return std::all_of(entries.begin(), entries.end(),
                     [](const NumberKey& entry) { return std::isfinite(entry.value); });
}

bool decided_by_size(const Scheme& scheme) {
  return !scheme.digits && !scheme.rounded && !scheme.unit;
}

Target make_target(Value key, const Scheme& scheme, const Target* beside) {
  Target target;
  target.entries = entry_keys(key, scheme);
  if (beside != nullptr && shape_of(beside->key) == shape_of(key)) {
    for (std::size_t i = 0; i < target.entries.size(); ++i) {
      const NumberKey& other = beside->entries[i];
      NumberKey& entry = target.entries[i];
      entry.before = entry.value - (other.value - other.before);  // NaN if there is none
      entry.noise = other.noise;
    }
  }
  target.key = std::move(key);
  target.plain = plain_bounds(target.entries, scheme);
  return target;
}

Target make_target(const Graph& graph, QuantityIndex quantity, const Scheme& scheme,
                   Solution& solution, std::span<const Edit> edits, const Evaluation& base) {
  Target target;
  target.key = *solution[quantity];
  target.entries = entry_keys(target.key, scheme);
  if (const auto from = scheme.tolerance.change_from) {
    const Solved& before = solution[*from];
    if (before && shape_of(*before) == shape_of(target.key)) {
      const std::vector<double> values = numbers(*before);
      for (std::size_t i = 0; i < values.size(); ++i) target.entries[i].before = values[i];
    }
  }
  if (scheme.working_digits) {
    const std::vector<double> noise =
        rounding_noise(graph, quantity, *scheme.working_digits, target.key, edits, base);
    for (std::size_t i = 0; i < noise.size(); ++i) target.entries[i].noise = noise[i];
  }
  if (scheme.working > 0) {
    for (const QuantityIndex term : graph[quantity].terms) {
      const Solved& value = solution[term];
      const bool counts = value && numbers(*value) != std::vector<double>{0};
      if (counts) target.terms.push_back(scalar_key(*value, scheme));
    }
  }
  target.plain = plain_bounds(target.entries, scheme);
  return target;
}

}  // namespace grader
