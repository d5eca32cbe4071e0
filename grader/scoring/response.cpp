#include "grader/scoring/response.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "grader/scoring/shapes.h"

namespace grader {
namespace {

// "parameters" may be written parameter, params, param; "channels" channel, chan. A symbol (`L`) is
// no word: the l of `0.37l` may well be a one.
std::vector<std::string> own_words(std::string_view name) {
  constexpr std::size_t shortest = 4;
  std::string word(name.substr(0, name.find_first_of("(._[ ")));
  if (word.size() < shortest) return {};
  std::vector<std::string> words{word};
  if (word.ends_with('s')) word.pop_back();
  for (std::size_t size = shortest; size <= word.size(); ++size) {
    words.push_back(word.substr(0, size));
    words.push_back(word.substr(0, size) + "s");
  }
  return words;
}

std::optional<Value> number_like(const NumberReading& reading, const Value& like) {
  if (reading.readings.size() != 1) return std::nullopt;
  const Number& number = reading.readings.front();
  if (!std::isfinite(number.value)) return std::nullopt;
  if (!std::holds_alternative<Count>(like)) return Value(number.value);
  const auto exact = exact_value(number);
  const auto whole = exact ? exact->whole() : std::nullopt;
  if (!whole) return std::nullopt;
  return Value(*whole);
}

std::optional<Value> array_like(const ArrayReading& reading, const Array& like) {
  if (reading.outcome != Outcome::correct || !same_shape(reading.shape, like.shape, false)) {
    return std::nullopt;
  }
  Array array{like.shape, {}, like.counts};
  for (const NumberReading& entry : reading.entries) {
    const auto value = number_like(entry, Value(0.0));
    if (!value) return std::nullopt;
    array.data.push_back(std::get<Real>(*value));
  }
  return array;
}

}  // namespace

Response read_response(std::string_view text, const Value& key, std::string_view name,
                       const Scheme& scheme) {
  if (const auto* table = std::get_if<Table>(&key)) {
    std::vector<std::string> labels;
    std::vector<std::string> choices = table->choices;
    for (const auto& [label, choice] : table->rows) {
      labels.push_back(label);
      const bool is_new = std::find(choices.begin(), choices.end(), choice) == choices.end();
      if (table->choices.empty() && is_new) choices.push_back(choice);
    }
    return read_table(text, labels, choices);
  }
  if (std::holds_alternative<Text>(key)) {
    TextReading reading{Outcome::correct, fold_label(text)};
    if (reading.folded.empty()) reading.outcome = Outcome::blank;
    return reading;
  }
  const auto* array = std::get_if<Array>(&key);
  NumberRules rules;
  rules.units = scheme.units;
  rules.count = std::holds_alternative<Count>(key) || (array != nullptr && array->counts);
  rules.ignore_tail = scheme.ignore_tail;
  rules.working = scheme.working > 0;
  rules.own_words = own_words(name);
  if (array != nullptr) return read_array(text, rules, array->shape);
  return read_number(text, rules);
}

std::optional<Value> value_of(const Response& response, const Value& like) {
  if (const auto* number = std::get_if<NumberReading>(&response)) return number_like(*number, like);
  if (const auto* array = std::get_if<ArrayReading>(&response)) {
    return array_like(*array, std::get<Array>(like));
  }
  return std::nullopt;
}

}  // namespace grader
