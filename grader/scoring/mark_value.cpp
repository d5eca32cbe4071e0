#include "grader/scoring/mark_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "grader/base/words.h"
#include "grader/scoring/shapes.h"

namespace grader {
namespace {

constexpr int shown_figures = 6;

LeafVerdict new_leaf(std::string label, std::string typed, std::string key) {
  LeafVerdict leaf;
  leaf.label = std::move(label);
  leaf.typed = std::move(typed);
  leaf.key = std::move(key);
  leaf.low = leaf.high = leaf.distance = no_number;
  return leaf;
}

std::string read_text(const Number& number) {
  const auto exact = exact_value(number);
  const auto whole = exact ? exact->whole() : std::nullopt;
  return whole ? to_text(Value(*whole)) : to_text(number.value);
}

// The key of entry `index` of the target.
NumberKey number_key(const Target& target, std::size_t index) {
  NumberKey key;
  if (const auto* count = std::get_if<Count>(&target.key)) key.count = *count;
  const auto* array = std::get_if<Array>(&target.key);
  key.value = numbers(target.key)[index];
  if (array != nullptr) {
    key.largest = largest_size(array->data);
    if (array->counts) key.count = static_cast<Count>(key.value);
  }
  if (target.before) key.before = numbers(*target.before)[index];
  if (!target.noise.empty()) key.noise = target.noise[index];
  return key;
}

std::string key_text(const NumberKey& key) {
  if (key.count) return to_text(Value(*key.count));
  const bool noise = key.largest > 0 && counts_as_zero(key.value, key.largest);
  return to_text(noise ? 0 : key.value, shown_figures);
}

// A key that is itself infinite or not a number: only the same word is right.
bool same_nonfinite(double answer, double key) {
  return (std::isnan(answer) && std::isnan(key)) || answer == key;
}

void mark_leaf(LeafVerdict& leaf, const NumberReading& reading, const NumberKey& key,
               const Scheme& scheme) {
  if (reading.readings.empty()) {
    leaf.outcome = reading.outcome;
    leaf.reason = reading.reason;
    const bool both = reading.outcome == Outcome::nonfinite && !std::isfinite(key.value);
    if (both && same_nonfinite(reading.nonfinite, key.value)) {
      leaf.outcome = Outcome::correct;
      leaf.credit = 1;
    }
    return;
  }
  leaf.outcome = Outcome::incorrect;
  leaf.read = read_text(reading.readings.front());
  if (!std::isfinite(key.value)) return;
  bool first = true;
  for (const Number& number : reading.readings) {
    const Comparison comparison = compare(number, key, scheme);
    if (!first && comparison.credit <= leaf.credit) continue;
    first = false;
    leaf.read = read_text(number);
    leaf.credit = comparison.credit;
    leaf.low = comparison.low;
    leaf.high = comparison.high;
    leaf.distance = comparison.distance;
    leaf.reason = comparison.remark;
  }
  if (leaf.credit > 0) {
    leaf.outcome = leaf.credit == 1 ? Outcome::correct : Outcome::partly_correct;
  }
}

struct WorkingTerms {
  int right = 0;
  int extra = 0;  // terms that do not belong
};

// The terms of a working beside the reference's: by value, in any order, each used once.
WorkingTerms compare_terms(const Working& working, const Target& target, const Scheme& scheme) {
  std::vector<bool> used(target.terms.size());
  WorkingTerms terms;
  for (const Number& term : working.terms) {
    std::size_t match = 0;
    for (; match < used.size(); ++match) {
      if (used[match]) continue;
      Target one{target.terms[match], std::nullopt, {}, {}};
      if (compare(term, number_key(one, 0), scheme).right()) break;
    }
    if (match < used.size()) {
      used[match] = true;
      ++terms.right;
    } else {
      ++terms.extra;
    }
  }
  return terms;
}

void add_working(Marked& marked, const NumberReading& reading, const Target& target,
                 const Scheme& scheme) {
  if (!reading.working || scheme.working == 0 || target.terms.empty()) return;
  const int reference = static_cast<int>(target.terms.size());
  const WorkingTerms terms = compare_terms(*reading.working, target, scheme);
  const Fraction credit =
      scheme.working * Fraction(std::max(terms.right - terms.extra, 0), reference);
  if (credit <= marked.credit) return;
  marked.credit = credit;
  marked.outcome = Outcome::partly_correct;
  const std::string extra =
      terms.extra == 0 ? ""
                       : fmt::format(", with {} too many",
                                     counted(static_cast<std::size_t>(terms.extra), "term"));
  marked.notes.push_back(
      fmt::format("the result is not right, but {} of the {} terms of the working are{}: {} of the "
                  "points",
                  terms.right, reference, extra, to_decimal(credit)));
}

// A list of several numbers where one was asked for is of the wrong type, not unreadable.
bool reads_as_list(std::string_view text, const Scheme& scheme) {
  NumberRules rules;
  rules.units = scheme.units;
  const ArrayReading reading = read_array(text, rules, {});
  return reading.outcome == Outcome::correct && reading.entries.size() > 1 &&
         std::all_of(reading.entries.begin(), reading.entries.end(),
                     [](const NumberReading& entry) { return !entry.readings.empty(); });
}

Marked mark_number(const NumberReading& reading, std::string_view text, const Target& target,
                   const Scheme& scheme) {
  Marked marked;
  const NumberKey key = number_key(target, 0);
  LeafVerdict leaf = new_leaf("", std::string(text), key_text(key));
  mark_leaf(leaf, reading, key, scheme);
  if (leaf.outcome == Outcome::unreadable && reads_as_list(text, scheme)) {
    leaf.outcome = Outcome::wrong_type;
    leaf.reason = "this is a list; one number was asked for";
  }
  marked.outcome = leaf.outcome;
  marked.credit = leaf.credit;
  marked.notes = reading.notes;
  marked.leaves.push_back(std::move(leaf));
  if (marked.credit < 1) add_working(marked, reading, target, scheme);
  return marked;
}

// Credit of all leaves together: weighted, and never below 0.
Fraction shared_credit(const std::vector<LeafVerdict>& leaves, const Scheme& scheme) {
  Fraction earned = 0;
  Fraction possible = 0;
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    const Fraction weight = i < scheme.weights.size() ? scheme.weights[i] : Fraction(1);
    possible += weight;
    const bool wrong = leaves[i].outcome == Outcome::incorrect;
    earned += wrong ? Fraction(-scheme.penalty) : Fraction(weight * leaves[i].credit);
  }
  if (possible == 0 || earned <= 0) return 0;
  const Fraction credit = earned / possible;
  return scheme.sharing == Scheme::Sharing::all_or_nothing && credit < 1 ? Fraction(0) : credit;
}

void sum_up(Marked& marked, const Scheme& scheme) {
  marked.credit = shared_credit(marked.leaves, scheme);
  const auto all = [&](Outcome outcome) {
    return std::all_of(marked.leaves.begin(), marked.leaves.end(),
                       [&](const LeafVerdict& leaf) { return leaf.outcome == outcome; });
  };
  if (marked.credit == 1) {
    marked.outcome = Outcome::correct;
  } else if (marked.credit > 0) {
    marked.outcome = Outcome::partly_correct;
  } else if (all(Outcome::blank)) {
    marked.outcome = Outcome::blank;
  } else if (all(Outcome::unreadable)) {
    marked.outcome = Outcome::unreadable;
  } else {
    marked.outcome = Outcome::incorrect;
  }
}

std::string wrong_shape_text(const ArrayReading& reading, const Array& key, const Target& target,
                             const Scheme& scheme) {
  const auto agree = [&](std::size_t answer, std::size_t entry) {
    const NumberReading& typed = reading.entries[answer];
    return !typed.readings.empty() &&
           compare(typed.readings.front(), number_key(target, entry), scheme).right();
  };
  const std::string slip = shape_slip(reading.shape, key.shape, agree);
  const std::string shapes = fmt::format("the shape is {}, {} was asked for",
                                         shape_text(reading.shape), shape_text(key.shape));
  return slip.empty() ? shapes : fmt::format("{}; your numbers are right but {}", shapes, slip);
}

Marked mark_array(const ArrayReading& reading, std::string_view text, const Target& target,
                  const Scheme& scheme) {
  const auto& key = std::get<Array>(target.key);
  Marked marked;
  marked.notes = reading.notes;
  const bool fits = reading.outcome == Outcome::correct &&
                    same_shape(reading.shape, key.shape, scheme.strict_shape);
  if (!fits) {
    LeafVerdict leaf = new_leaf("", std::string(text), to_text(target.key, shown_figures));
    const bool readable = reading.outcome == Outcome::correct;
    leaf.outcome = readable ? Outcome::wrong_shape : reading.outcome;
    leaf.reason = readable ? wrong_shape_text(reading, key, target, scheme) : reading.reason;
    marked.outcome = leaf.outcome;
    marked.leaves.push_back(std::move(leaf));
    return marked;
  }
  for (std::size_t i = 0; i < key.data.size(); ++i) {
    const NumberKey entry = number_key(target, i);
    LeafVerdict leaf = new_leaf(entry_name("", key.shape, i), reading.texts[i], key_text(entry));
    mark_leaf(leaf, reading.entries[i], entry, scheme);
    for (const std::string& note : reading.entries[i].notes) {
      if (std::find(marked.notes.begin(), marked.notes.end(), note) != marked.notes.end()) continue;
      marked.notes.push_back(note);
    }
    marked.leaves.push_back(std::move(leaf));
  }
  sum_up(marked, scheme);
  return marked;
}

Marked mark_table(const TableReading& reading, std::string_view text, const Target& target,
                  const Scheme& scheme) {
  const auto& key = std::get<Table>(target.key);
  Marked marked;
  marked.notes = reading.notes;
  if (reading.outcome != Outcome::correct) {
    LeafVerdict leaf = new_leaf("", std::string(text), to_text(target.key));
    leaf.outcome = marked.outcome = reading.outcome;
    leaf.reason = reading.reason;
    marked.leaves.push_back(std::move(leaf));
    return marked;
  }
  for (std::size_t i = 0; i < key.rows.size(); ++i) {
    const TableRow& row = reading.rows[i];
    const auto& [label, choice] = key.rows[i];
    LeafVerdict leaf = new_leaf(label, row.choice, choice);
    leaf.read = row.choice;
    leaf.reason = row.reason;
    leaf.outcome = row.outcome;
    if (row.outcome == Outcome::correct && row.choice != choice) leaf.outcome = Outcome::incorrect;
    if (leaf.outcome == Outcome::correct) leaf.credit = 1;
    marked.leaves.push_back(std::move(leaf));
  }
  sum_up(marked, scheme);
  return marked;
}

Marked mark_text(const TextReading& reading, std::string_view text, const Target& target) {
  const std::string& key = std::get<Text>(target.key);
  Marked marked;
  LeafVerdict leaf = new_leaf("", std::string(text), key);
  leaf.read = std::string(text);
  const bool right = reading.outcome == Outcome::correct && reading.folded == fold_label(key);
  if (right) leaf.credit = 1;
  leaf.outcome =
      reading.outcome == Outcome::correct && !right ? Outcome::incorrect : reading.outcome;
  marked.outcome = leaf.outcome;
  marked.credit = leaf.credit;
  marked.leaves.push_back(std::move(leaf));
  return marked;
}

}  // namespace

Marked mark_value(const Response& response, std::string_view text, const Target& target,
                  const Scheme& scheme) {
  if (const auto* number = std::get_if<NumberReading>(&response)) {
    return mark_number(*number, text, target, scheme);
  }
  if (const auto* array = std::get_if<ArrayReading>(&response)) {
    return mark_array(*array, text, target, scheme);
  }
  if (const auto* table = std::get_if<TableReading>(&response)) {
    return mark_table(*table, text, target, scheme);
  }
  return mark_text(std::get<TextReading>(response), text, target);
}

}  // namespace grader
