#include "grader/scoring/leaves.h"

#include <fmt/format.h>

#include <algorithm>

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
  return whole ? to_text(Value(*whole)) : shown_value(number);
}

// "?" where nothing was read; rows of a matrix in brackets of their own.
std::string read_text(const ArrayReading& reading) {
  if (reading.outcome != Outcome::correct) return "";
  std::string text = "[";
  const auto columns = static_cast<std::size_t>(reading.shape.empty() ? 1 : reading.shape.back());
  const bool rows = reading.shape.size() > 1;
  for (std::size_t i = 0; i < reading.entries.size(); ++i) {
    if (i > 0) text += rows && i % columns == 0 ? "], [" : ", ";
    const auto& readings = reading.entries[i].readings;
    text += readings.empty() ? "?" : read_text(readings.front());
  }
  text += "]";
  return rows ? "[" + text + "]" : text;
}

std::string read_text(const TableReading& reading, const Table& key) {
  if (reading.outcome != Outcome::correct) return "";
  std::string text;
  for (std::size_t i = 0; i < key.rows.size(); ++i) {
    const std::string& choice = reading.rows[i].choice;
    if (i > 0) text += ", ";
    text += key.rows[i].first + " " + (choice.empty() ? "?" : choice);
  }
  return text;
}

std::string key_text(const NumberKey& key) {
  if (key.count) return to_text(Value(*key.count));
  const bool noise = key.largest > 0 && counts_as_zero(key.value, key.largest);
  return to_text(noise ? 0 : key.value, shown_figures);
}

LeafVerdict number_leaf(std::string label, std::string typed, const NumberReading& reading,
                        const NumberKey& key, const Scheme& scheme) {
  LeafVerdict leaf = new_leaf(std::move(label), std::move(typed), key_text(key));
  const NumberMark marked = mark_number(reading, key, scheme);
  leaf.outcome = marked.mark.outcome;
  leaf.credit = marked.mark.credit;
  if (marked.read == nullptr) {
    if (was_compared(leaf.outcome)) return leaf;
    leaf.reason = reason_of(reading);
    leaf.column = reading.column;
    return leaf;
  }
  leaf.read = read_text(*marked.read);
  leaf.low = marked.comparison.accepted.low;
  leaf.high = marked.comparison.accepted.high;
  leaf.distance = marked.comparison.distance;
  leaf.reason = to_text(marked.comparison.remark, scheme);
  return leaf;
}

std::string wrong_shape_text(const ArrayReading& reading, const Target& target,
                             const Scheme& scheme) {
  const std::vector<std::int64_t> shape = shape_of(target.key);
  const auto agree = [&](std::size_t answer, std::size_t entry) {
    const NumberReading& typed = reading.entries[answer];
    return mark_number(typed, target.entries[entry], scheme).mark.credit == 1;
  };
  const std::string slip = shape_slip(reading.shape, shape, agree);
  const std::string shapes = fmt::format("the shape is {}, {} was asked for",
                                         shape_text(reading.shape), shape_text(shape));
  return slip.empty() ? shapes : fmt::format("{}; your numbers are right but {}", shapes, slip);
}

// The one leaf of an array that was not compared entry by entry.
LeafVerdict whole_leaf(const ArrayReading& reading, std::string_view text, const Target& target,
                       const Scheme& scheme) {
  LeafVerdict leaf = new_leaf("", std::string(text), to_text(target.key, shown_figures));
  const bool readable = reading.outcome == Outcome::correct;
  leaf.outcome = readable ? Outcome::wrong_shape : reading.outcome;
  leaf.reason = readable ? wrong_shape_text(reading, target, scheme) : reading.reason;
  leaf.column = readable ? 0 : reading.column;
  return leaf;
}

std::vector<LeafVerdict> array_leaves(const ArrayReading& reading, std::string_view text,
                                      const Target& target, const Scheme& scheme) {
  if (reading.outcome != Outcome::correct || has_other_shape(reading, target, scheme)) {
    return {whole_leaf(reading, text, target, scheme)};
  }
  const std::vector<std::int64_t> shape = shape_of(target.key);
  std::vector<LeafVerdict> leaves;
  for (std::size_t i = 0; i < target.entries.size(); ++i) {
    leaves.push_back(number_leaf(entry_name("", shape, i), reading.texts[i], reading.entries[i],
                                 target.entries[i], scheme));
  }
  return leaves;
}

// What the table's words have to say to whoever chose that. Labels do not begin a sentence, which
// would change their case.
std::string row_remark(const Table& key, std::size_t row, const std::string& choice, bool right) {
  const std::string words = right ? key.doubt(row) : key.pair_words(row, choice);
  if (words.empty()) return "";
  return (right ? "this " : "in fact ") + words;
}

std::vector<LeafVerdict> table_leaves(const TableReading& reading, std::string_view text,
                                      const Table& key) {
  std::vector<LeafVerdict> leaves;
  if (reading.outcome != Outcome::correct) {
    LeafVerdict& leaf = leaves.emplace_back(new_leaf("", std::string(text), to_text(Value(key))));
    leaf.outcome = reading.outcome;
    leaf.reason = reading.reason;
    return leaves;
  }
  for (std::size_t i = 0; i < key.rows.size(); ++i) {
    const TableRow& row = reading.rows[i];
    LeafVerdict& leaf =
        leaves.emplace_back(new_leaf(key.rows[i].first, row.choice, key.accepted_text(i)));
    leaf.read = row.choice;
    leaf.reason = row.reason;
    leaf.outcome = row.outcome;
    if (row.outcome != Outcome::correct) continue;
    leaf.credit = key.credit(i, row.choice);
    leaf.outcome = outcome_of(leaf.credit);
    if (leaf.reason.empty()) leaf.reason = row_remark(key, i, row.choice, leaf.credit == 1);
  }
  return leaves;
}

void add_notes(std::vector<std::string>& notes, const std::vector<std::string>& more) {
  for (const std::string& note : more) {
    if (std::find(notes.begin(), notes.end(), note) == notes.end()) notes.push_back(note);
  }
}

}  // namespace

std::vector<LeafVerdict> leaf_verdicts(const Response& response, std::string_view text,
                                       const Target& target, const Scheme& scheme) {
  if (const auto* number = std::get_if<NumberReading>(&response)) {
    return {number_leaf("", std::string(text), *number, target.entries[0], scheme)};
  }
  if (const auto* array = std::get_if<ArrayReading>(&response)) {
    return array_leaves(*array, text, target, scheme);
  }
  if (const auto* table = std::get_if<TableReading>(&response)) {
    return table_leaves(*table, text, std::get<Table>(target.key));
  }
  const Marked marked = mark_value(response, target, scheme);
  LeafVerdict leaf = new_leaf("", std::string(text), std::get<Text>(target.key));
  leaf.read = std::string(text);
  leaf.outcome = marked.outcome;
  leaf.credit = marked.credit;
  return {std::move(leaf)};
}

std::string reason_of(const NumberReading& reading) {
  if (!reading.reason.empty() || reading.outcome != Outcome::nonfinite) return reading.reason;
  return "infinity and not-a-number are no answer to this";
}

std::string working_note(const Response& response, const Target& target, const Scheme& scheme) {
  const auto* number = std::get_if<NumberReading>(&response);
  if (number == nullptr || !number->working) return "";
  const Fraction credit = working_credit(*number, target, scheme);
  if (credit == 0 || mark_number(*number, target.entries[0], scheme).mark.credit >= credit)
    return "";
  const WorkingTerms terms = compare_terms(*number->working, target, scheme);
  const std::string extra =
      terms.extra == 0 ? ""
                       : fmt::format(", with {} too many",
                                     counted(static_cast<std::size_t>(terms.extra), "term"));
  return fmt::format(
      "the result is not right, but {} of the {} terms of the working are{}: {} of the points",
      terms.right, terms.reference, extra, to_decimal(credit));
}

std::string read_text(const Response& response, const Value& key) {
  if (const auto* number = std::get_if<NumberReading>(&response)) {
    return number->readings.empty() ? "" : read_text(number->readings.front());
  }
  if (const auto* array = std::get_if<ArrayReading>(&response)) return read_text(*array);
  if (const auto* table = std::get_if<TableReading>(&response))
    return read_text(*table, std::get<Table>(key));
  if (const auto* text = std::get_if<TextReading>(&response)) return text->folded;
  return "";
}

std::vector<std::string> reading_notes(const Response& response) {
  std::vector<std::string> notes;
  if (const auto* number = std::get_if<NumberReading>(&response)) return number->notes;
  if (const auto* table = std::get_if<TableReading>(&response)) return table->notes;
  const auto* array = std::get_if<ArrayReading>(&response);
  if (array == nullptr) return notes;
  add_notes(notes, array->notes);
  for (const NumberReading& entry : array->entries) add_notes(notes, entry.notes);
  return notes;
}

}  // namespace grader
