#include "grader/cli/mark_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "grader/cli/json_fields.h"
#include "grader/exam/mark_scheme.h"
#include "grader/exam/rule_words.h"
#include "grader/report/json.h"
#include "grader/report/verdict_json.h"
#include "grader/scoring/explain.h"
#include "grader/scoring/mark_value.h"

namespace grader {
namespace {

namespace json = boost::json;

json::value json_number_read(const Number& number) {
  const auto exact = exact_value(number);
  const auto whole = exact ? exact->whole() : std::nullopt;
  return whole ? json::value(*whole) : json_number(number.value);
}

// What was read, as JSON: what could not be read is null.
json::value json_reading(const NumberReading& reading) {
  return reading.readings.empty() ? json::value(nullptr)
                                  : json_number_read(reading.readings.front());
}

json::value json_nested(const std::vector<NumberReading>& entries,
                        std::span<const std::int64_t> shape, std::size_t& next) {
  if (shape.empty()) return next < entries.size() ? json_reading(entries[next++]) : nullptr;
  json::array list;
  for (std::int64_t i = 0; i < shape[0]; ++i) {
    list.push_back(json_nested(entries, shape.subspan(1), next));
  }
  return list;
}

// `counted`: which of two readings of a number counted; null where none was compared.
json::value json_response(const Response& response, const Value& key, const Number* counted) {
  if (std::holds_alternative<NumberReading>(response)) {
    return counted == nullptr ? json::value(nullptr) : json_number_read(*counted);
  }
  if (const auto* array = std::get_if<ArrayReading>(&response)) {
    if (array->outcome != Outcome::correct) return nullptr;
    std::size_t next = 0;
    return json_nested(array->entries, array->shape, next);
  }
  if (const auto* table = std::get_if<TableReading>(&response)) {
    if (table->outcome != Outcome::correct) return nullptr;
    json::object rows;
    const auto& labels = std::get<Table>(key).rows;
    for (std::size_t i = 0; i < labels.size(); ++i) {
      const std::string& choice = table->rows[i].choice;
      rows[labels[i].first] = choice.empty() ? json::value(nullptr) : json::value(choice);
    }
    return rows;
  }
  const auto* text = std::get_if<TextReading>(&response);
  return text != nullptr ? json::value(text->folded) : json::value(nullptr);
}

json::value json_bound(double bound) {
  return std::isnan(bound) ? json::value(nullptr) : json_number(bound);
}

// One bound, or a list of the entries' bounds.
json::value json_bounds(const std::vector<LeafVerdict>& leaves, double LeafVerdict::*bound) {
  if (leaves.empty()) return nullptr;
  if (leaves.size() == 1 && leaves[0].label.empty()) return json_bound(leaves[0].*bound);
  json::array list;
  for (const LeafVerdict& leaf : leaves) list.push_back(json_bound(leaf.*bound));
  return list;
}

// Whether a key holds a number that no double does: 1e400.
bool beyond_range(const json::value& key) {
  if (const double* number = key.if_double()) return !std::isfinite(*number);
  const json::array* list = key.if_array();
  return list != nullptr && std::any_of(list->begin(), list->end(), beyond_range);
}

// At most this much of what lines share is kept.
constexpr std::size_t most_kept = 1024;
constexpr std::size_t longest_kept = 4096;

// Marks line by line. Lines that share key and rules share what is made of them.
class LineMarker {
 public:
  // The answer's object, or one with `error`.
  std::string mark(std::string_view line) {
    unsigned char buffer[4096];  // most lines need no more
    json::monotonic_resource memory(buffer);
    const auto object = parse_object(line, &memory);
    if (!object) return failed("this line is no JSON object");
    const json::value* answer = object->if_contains("answer");
    const json::value* key = object->if_contains("key");
    if (answer == nullptr || key == nullptr) return failed("`answer` or `key` is missing");
    if (beyond_range(*key)) return failed("`key` is beyond the range of a double");
    const std::string accept = text_at(*object, "accept");
    const TypedScheme* scheme = scheme_for(*key, accept);
    if (scheme == nullptr) return failed(reason_);
    return json_text(scheme->mark_json(text_of(answer), &memory));
  }

  bool any_failed() const { return any_failed_; }

 private:
  std::string failed(std::string_view why) {
    any_failed_ = true;
    return json_text(json::object{{"error", why}});
  }

  // Null iff `reason_` was set.
  const TypedScheme* scheme_for(const json::value& key, const std::string& accept) {
    const std::string key_text = text_of(&key);
    // Not to be confused: 5 and 5.0, and where the key ends.
    std::string both =
        fmt::format("{}{} {}{}", key.is_double() ? "real " : "", key_text.size(), key_text, accept);
    if (const auto found = keyed_.find(both); found != keyed_.end()) return found->second.get();
    Diagnostics diagnostics;
    auto scheme = make(key, key_text, accept, diagnostics);
    if (!scheme) {
      const Diagnostic& first = diagnostics.all().front();
      reason_ = first.hint.empty() ? first.message : first.message + "; " + first.hint;
      return nullptr;
    }
    if (keyed_.size() >= most_kept || both.size() > longest_kept) keyed_.clear();
    return keyed_.emplace(std::move(both), std::move(scheme)).first->second.get();
  }

  std::unique_ptr<TypedScheme> make(const json::value& key, const std::string& key_text,
                                    const std::string& accept, Diagnostics& diagnostics) {
    std::optional<Value> value;
    if (key.is_int64()) {
      value = key.get_int64();
    } else if (key.is_double() && std::isfinite(key.get_double())) {
      value = key.get_double();
    } else {
      value = load_key("key", key_text, diagnostics);
    }
    if (!value) return nullptr;
    if (const auto known = rules_.find(accept); known != rules_.end()) {
      return std::make_unique<TypedScheme>(std::move(*value), known->second);
    }
    auto scheme = load_scheme("accept", accept, *value, diagnostics);
    if (!scheme) return nullptr;
    // Alternatives and weights are like this key.
    const bool any_key = scheme->any_of.empty() && scheme->weights.empty();
    if (rules_.size() >= most_kept) rules_.clear();
    if (any_key && accept.size() <= longest_kept) rules_.emplace(accept, *scheme);
    return std::make_unique<TypedScheme>(std::move(*value), std::move(*scheme));
  }

  std::unordered_map<std::string, std::unique_ptr<TypedScheme>> keyed_;
  std::unordered_map<std::string, Scheme> rules_;
  std::string reason_;
  bool any_failed_ = false;
};

}  // namespace

TypedScheme::TypedScheme(Value key, Scheme scheme)
    : problem_(problem_of(std::move(key), std::move(scheme))), key_(problem_) {}

std::unique_ptr<TypedScheme> TypedScheme::load(std::string_view key, std::string_view accept,
                                               Diagnostics& diagnostics) {
  auto value = load_key("key", key, diagnostics);
  if (!value) return nullptr;
  auto scheme = load_scheme("accept", accept, *value, diagnostics);
  if (!scheme) return nullptr;
  return std::make_unique<TypedScheme>(std::move(*value), std::move(*scheme));
}

Verdict TypedScheme::mark(std::string_view answer) const {
  const std::vector<Decision> decisions = decide(key_, {{answer}, {}}, Reading::full);
  Verdict verdict = explain(key_, 0, decisions[0], answer);
  verdict.text = answer;
  verdict.points = verdict.credit;
  return verdict;
}

const Number* TypedScheme::counted_reading(const Decision& decision,
                                           const Response& response) const {
  const auto* number = std::get_if<NumberReading>(&response);
  if (number == nullptr) return nullptr;
  const auto& [target, scheme] = original_against(key_, 0, decision);
  return mark_number(*number, target.entries[0], scheme).read;
}

json::object TypedScheme::mark_json(std::string_view answer, json::storage_ptr storage) const {
  const std::vector<Decision> decisions = decide(key_, {{answer}, {}}, Reading::full);
  const Verdict verdict = explain(key_, 0, decisions[0], answer);
  json::object object(std::move(storage));
  object.reserve(7);
  object["outcome"] = to_text(verdict.outcome);
  object["credit"] = json_number(verdict.credit);
  const Response& response = *decisions[0].response;
  object["value"] = json_response(response, *verdict.key, counted_reading(decisions[0], response));
  object["low"] = json_bounds(verdict.leaves, &LeafVerdict::low);
  object["high"] = json_bounds(verdict.leaves, &LeafVerdict::high);
  std::vector<std::string> notes = verdict.notes;
  for (const LeafVerdict& leaf : verdict.leaves) {
    if (!leaf.reason.empty()) notes.push_back(leaf.reason);
  }
  object["notes"] = json_texts(notes);
  json::array mistakes;
  if (verdict.mistake) mistakes.emplace_back(verdict.mistake->id);
  object["mistakes"] = std::move(mistakes);
  return object;
}

std::vector<std::string> TypedScheme::rules() const {
  const PartKey& part = key_.part(0);
  return rules_in_words(problem_.parts[0].scheme, part.target->key, problem_.graph);
}

int mark_lines(Env& env) {
  LineMarker marker;
  std::string line;
  while (env.in != nullptr && env.in->line(line)) {
    if (env.interrupted() != 0) return 128 + env.interrupted();
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    env.out.write(marker.mark(line) + "\n");
  }
  return marker.any_failed() ? exit_code::ungraded : exit_code::done;
}

}  // namespace grader
