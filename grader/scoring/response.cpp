#include "grader/scoring/response.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "grader/answers/plain.h"
#include "grader/scoring/number_key.h"
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

// Words that are no names of a quantity but stand behind its numbers: "163328 trainable weights".
std::vector<std::string> related_words(std::string_view name) {
  struct Family {
    std::string_view name;  // what the names of its quantities hold
    std::vector<std::string> words;
  };
  static const Family families[] = {
      {"param", {"parameters", "params", "weights", "trainable", "learnable", "total", "in total"}},
      {"weight",
       {"parameters", "params", "weights", "trainable", "learnable", "total", "in total"}},
      {"channel", {"channels", "filters", "feature maps", "maps"}},
      {"mac", {"macs", "multiply-accumulates", "operations"}},
  };
  for (const Family& family : families) {
    if (name.find(family.name) != std::string_view::npos) return family.words;
  }
  return {};
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

std::optional<Value> array_like(const ArrayReading& reading, const Value& key) {
  if (!std::holds_alternative<Array>(key)) return std::nullopt;
  const auto& like = std::get<Array>(key);
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

// What else an answer is that is no number: several numbers or a table are of the wrong type, not
// unreadable. Empty if it is neither; numbers with nothing but blanks between them (`12 3`) are
// rather one that is ill written.
std::string_view other_type(std::string_view text, const NumberRules& number_rules) {
  if (text.find_first_of("[](){}<>,;\n") == std::string_view::npos) return "";
  NumberRules rules;
  rules.units = number_rules.units;
  const ArrayReading reading = read_array(text, rules, {});
  if (reading.outcome == Outcome::wrong_type) return "a table";
  const bool list = reading.outcome == Outcome::correct && reading.entries.size() > 1 &&
                    std::all_of(reading.entries.begin(), reading.entries.end(),
                                [](const NumberReading& entry) { return !entry.readings.empty(); });
  return list ? "a list" : "";
}

std::optional<Value> plain_like(std::span<const double> values, const Value& like) {
  if (const auto* array = std::get_if<Array>(&like)) {
    if (values.size() != array->data.size()) return std::nullopt;
    return Array{array->shape, {values.begin(), values.end()}, array->counts};
  }
  if (!std::holds_alternative<Count>(like)) return Value(values[0]);
  const auto count = whole_number(values[0]);
  return count ? std::optional<Value>(*count) : std::nullopt;
}

std::vector<std::string> choices_of(const Table& table) {
  if (!table.choices.empty()) return table.choices;
  std::vector<std::string> choices;
  const auto add = [&](const std::string& choice) {
    if (std::find(choices.begin(), choices.end(), choice) == choices.end())
      choices.push_back(choice);
  };
  for (const auto& [label, choice] : table.rows) add(choice);
  for (const auto& others : table.also) {
    for (const std::string& choice : others) add(choice);
  }
  return choices;
}

}  // namespace

ResponseReader::ResponseReader(const Value& key, std::string_view name, const Scheme& scheme,
                               std::vector<std::string> options, TrialReader trial)
    : options_(std::move(options)), trial_(std::move(trial)) {
  if (const auto* table = std::get_if<Table>(&key)) {
    type_ = Type::table;
    for (const auto& [label, choice] : table->rows) labels_.push_back(label);
    choices_ = choices_of(*table);
    size_ = labels_.size();
    plain_table_.emplace(labels_, choices_);
    plain_ = plain_table_->usable() && options_.empty() && !trial_;
    return;
  }
  if (std::holds_alternative<Text>(key)) return;
  const auto* array = std::get_if<Array>(&key);
  type_ = array != nullptr ? Type::array : Type::number;
  shape_ = shape_of(key);
  size_ = numbers(key).size();
  rules_.units = scheme.units;
  rules_.count = is_counted(key, scheme);
  whole_ = rules_.count || std::holds_alternative<Count>(key);
  rules_.ignore_tail = scheme.ignore_tail;
  if (scheme.unit) {
    const auto& units = scheme.unit->units;
    rules_.units.declared.insert(rules_.units.declared.end(), units.begin(), units.end());
    rules_.ignore_tail = true;  // another unit does not make the number unreadable
  }
  rules_.working = scheme.working > 0;
  rules_.own_words = own_words(name);
  rules_.related_words = related_words(name);
  // Of the shapes of a vector a plain list has one only, and it knows no exact counts.
  const bool plain_shape = shape_.size() == 1 || (shape_.size() == 2 && shape_[0] > 1);
  plain_ = options_.empty() && (type_ == Type::number || (plain_shape && !rules_.count));
}

NumberReading ResponseReader::read_scalar(std::string_view text) const {
  NumberReading reading = read_number(text, rules_);
  if (reading.outcome != Outcome::unreadable || reading.contradictory) return reading;
  if (const std::string_view type = other_type(text, rules_); !type.empty()) {
    reading.outcome = Outcome::wrong_type;
    reading.reason = "this is " + std::string(type) + "; one number was asked for";
  }
  return reading;
}

// By its text or the label that it begins with; else by its letter (`b`, `B)`).
std::optional<std::size_t> ResponseReader::chosen_option(std::string_view text) const {
  if (options_.empty()) return std::nullopt;
  if (const auto option = read_choice(text, options_)) return option;
  const std::string folded = fold_label(text);
  if (folded.size() != 1 || folded[0] < 'a' || folded[0] > 'z') return std::nullopt;
  const auto index = static_cast<std::size_t>(folded[0] - 'a');
  return index < options_.size() ? std::optional(index) : std::nullopt;
}

Response ResponseReader::read(std::string_view text) const {
  if (trial_) return trial_(text);
  if (const auto option = chosen_option(text)) text = options_[*option];
  switch (type_) {
    case Type::number:
      return read_scalar(text);
    case Type::array:
      return read_array(text, rules_, shape_);
    case Type::table:
      return read_table(text, labels_, choices_);
    case Type::text:
      break;
  }
  TextReading reading{Outcome::correct, fold_label(text)};
  if (reading.folded.empty()) reading.outcome = Outcome::blank;
  return reading;
}

std::optional<Response> ResponseReader::read_plain(std::string_view text,
                                                   const PlainSpace& space) const {
  if (!plain_) return std::nullopt;
  if (plain_table_) {
    const std::span<std::size_t> rows = space.choices.first(size_);
    if (!read_plain_table(text, *plain_table_, rows)) return std::nullopt;
    return PlainChoices{rows, &choices_};
  }
  const std::span<double> entries = space.numbers.first(size_);
  if (type_ == Type::number) {
    const auto number = read_plain_number(text);
    if (!number || !std::isfinite(number->value)) return std::nullopt;
    if (whole_ && !number->exact_count()) return std::nullopt;
    entries[0] = number->value;
  } else {
    const std::int64_t rows = shape_.size() == 2 ? shape_[0] : 1;
    if (!read_plain_list(text, rows, shape_.back(), entries)) return std::nullopt;
  }
  return PlainNumbers{entries};
}

std::optional<Value> value_of(const Response& response, const Value& like) {
  if (const auto* plain = std::get_if<PlainNumbers>(&response)) {
    return plain_like(plain->values, like);
  }
  if (const auto* number = std::get_if<NumberReading>(&response)) return number_like(*number, like);
  if (const auto* array = std::get_if<ArrayReading>(&response)) return array_like(*array, like);
  return std::nullopt;
}

}  // namespace grader
