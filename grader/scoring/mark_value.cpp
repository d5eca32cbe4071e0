#include "grader/scoring/mark_value.h"

#include <algorithm>
#include <cmath>

#include "grader/scoring/shapes.h"
#include "grader/scoring/sharing.h"

namespace grader {
namespace {

// A key that is itself infinite or not a number: only the same word is right.
bool same_nonfinite(double answer, double key) {
  return (std::isnan(answer) && std::isnan(key)) || answer == key;
}

LeafMark mark_of(bool right) {
  return right ? LeafMark{Outcome::correct, 1} : LeafMark{Outcome::incorrect, 0};
}

// A plain number is right by its size alone. Where a key is not finite, none is.
bool is_right(double value, const Target& target, std::size_t entry) {
  return !target.plain.empty() && target.plain[entry].contains(value);
}

Marked mark_plain_numbers(const PlainNumbers& plain, const Target& target, const Scheme& scheme) {
  const std::size_t size = plain.values.size();
  const auto right = [&](std::size_t i) { return is_right(plain.values[i], target, i); };
  std::size_t first_wrong = 0;
  while (first_wrong < size && right(first_wrong)) ++first_wrong;
  Marked marked;
  if (first_wrong == size) {
    marked.outcome = Outcome::correct;
    marked.credit = 1;
    return marked;
  }
  marked.outcome = Outcome::incorrect;
  if (size == 1) return marked;
  marked.leaves.reserve(size);
  for (std::size_t i = 0; i < size; ++i) marked.leaves.push_back(mark_of(right(i)));
  share_credit(marked, scheme);
  return marked;
}

Marked mark_plain_choices(const PlainChoices& plain, const Table& key, const Scheme& scheme) {
  const auto right = [&](std::size_t i) { return key.accepts(i, (*plain.labels)[plain.rows[i]]); };
  Marked marked;
  marked.leaves.reserve(plain.rows.size());
  for (std::size_t i = 0; i < plain.rows.size(); ++i) marked.leaves.push_back(mark_of(right(i)));
  share_credit(marked, scheme, scheme.penalty);
  return marked;
}

Marked mark_scalar(const NumberReading& reading, const Target& target, const Scheme& scheme) {
  Marked marked;
  const LeafMark leaf = mark_number(reading, target.entries[0], scheme).mark;
  marked.outcome = leaf.outcome;
  marked.credit = leaf.credit;
  if (marked.right()) return marked;
  const Fraction credit = working_credit(reading, target, scheme);
  if (credit > marked.credit) {
    marked.credit = credit;
    marked.outcome = outcome_of(credit);
  }
  return marked;
}

Marked mark_array(const ArrayReading& reading, const Target& target, const Scheme& scheme) {
  Marked marked;
  if (reading.outcome != Outcome::correct || has_other_shape(reading, target, scheme)) {
    marked.outcome = reading.outcome == Outcome::correct ? Outcome::wrong_shape : reading.outcome;
    return marked;
  }
  for (std::size_t i = 0; i < target.entries.size(); ++i) {
    marked.leaves.push_back(mark_number(reading.entries[i], target.entries[i], scheme).mark);
  }
  share_credit(marked, scheme);
  return marked;
}

Marked mark_table(const TableReading& reading, const Table& key, const Scheme& scheme) {
  Marked marked;
  if (reading.outcome != Outcome::correct) {
    marked.outcome = reading.outcome;
    return marked;
  }
  for (std::size_t i = 0; i < key.rows.size(); ++i) {
    marked.leaves.push_back(mark_row(reading.rows[i], key, i));
  }
  if (key.worth != nullptr) {
    share_worst(marked);
  } else {
    share_credit(marked, scheme, scheme.penalty);
  }
  return marked;
}

Marked mark_text(const TextReading& reading, const Text& key) {
  Marked marked;
  marked.outcome = reading.outcome;
  if (reading.outcome != Outcome::correct) return marked;
  if (reading.folded == fold_label(key)) {
    marked.credit = 1;
  } else {
    marked.outcome = Outcome::incorrect;
  }
  return marked;
}

}  // namespace

LeafMark mark_row(const TableRow& row, const Table& key, std::size_t index) {
  if (row.outcome != Outcome::correct) return {row.outcome, 0};
  const Fraction credit = key.credit(index, row.choice);
  const bool merit = credit == 1 || credit > key.least_credit(index);
  return {merit ? outcome_of(credit) : Outcome::incorrect, credit};
}

NumberMark mark_number(const NumberReading& reading, const NumberKey& key, const Scheme& scheme) {
  NumberMark result;
  if (reading.readings.empty()) {
    result.mark.outcome = reading.outcome;
    const bool both = reading.outcome == Outcome::nonfinite && !std::isfinite(key.value);
    if (both) result.mark = mark_of(same_nonfinite(reading.nonfinite, key.value));
    return result;
  }
  result.mark.outcome = Outcome::incorrect;
  result.read = &reading.readings.front();
  if (!std::isfinite(key.value)) return result;
  for (const Number& number : reading.readings) {
    Comparison comparison = compare(number, key, scheme);
    if (&number != result.read && comparison.credit <= result.comparison.credit) continue;
    result.read = &number;
    result.comparison = std::move(comparison);
  }
  result.mark = {outcome_of(result.comparison.credit), result.comparison.credit};
  return result;
}

WorkingTerms compare_terms(const Working& working, const Target& target, const Scheme& scheme) {
  std::vector<bool> used(target.terms.size());
  WorkingTerms terms;
  terms.reference = static_cast<int>(target.terms.size());
  for (const Number& term : working.terms) {
    std::size_t match = 0;
    while (match < used.size() &&
           (used[match] || !compare(term, target.terms[match], scheme).right())) {
      ++match;
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

Fraction working_credit(const NumberReading& reading, const Target& target, const Scheme& scheme) {
  if (!reading.working || scheme.working == 0 || target.terms.empty()) return 0;
  const WorkingTerms terms = compare_terms(*reading.working, target, scheme);
  return scheme.working * Fraction(std::max(terms.right - terms.extra, 0), terms.reference);
}

bool has_other_shape(const ArrayReading& reading, const Target& target, const Scheme& scheme) {
  const std::vector<std::int64_t> shape = shape_of(target.key);
  if (same_shape(reading.shape, shape, scheme.strict_shape)) return false;
  // `[1 2 3]^T` is a column.
  const bool column = reading.column_vector && reading.shape.size() == 1;
  return !column || !same_shape({reading.shape[0], 1}, shape, scheme.strict_shape);
}

Marked mark_value(const Response& response, const Target& target, const Scheme& scheme) {
  if (const auto* plain = std::get_if<PlainNumbers>(&response)) {
    return mark_plain_numbers(*plain, target, scheme);
  }
  if (const auto* plain = std::get_if<PlainChoices>(&response)) {
    return mark_plain_choices(*plain, std::get<Table>(target.key), scheme);
  }
  if (const auto* number = std::get_if<NumberReading>(&response)) {
    return mark_scalar(*number, target, scheme);
  }
  if (const auto* array = std::get_if<ArrayReading>(&response)) {
    return mark_array(*array, target, scheme);
  }
  if (const auto* table = std::get_if<TableReading>(&response)) {
    return mark_table(*table, std::get<Table>(target.key), scheme);
  }
  return mark_text(std::get<TextReading>(response), std::get<Text>(target.key));
}

bool is_right(const Response& response, const Target& target, const Scheme& scheme) {
  if (const auto* plain = std::get_if<PlainNumbers>(&response)) {
    for (std::size_t i = 0; i < plain->values.size(); ++i) {
      if (!is_right(plain->values[i], target, i)) return false;
    }
    return true;
  }
  const auto* number = std::get_if<NumberReading>(&response);
  const bool sized = number != nullptr && number->readings.size() == 1 && !target.plain.empty() &&
                     !compared_as_count(target.entries[0], scheme);
  if (sized) return target.plain[0].contains(number->readings[0].value);
  if (number != nullptr) {
    return mark_number(*number, target.entries[0], scheme).mark.credit == 1;
  }
  const Marked marked = mark_value(response, target, scheme);
  return marked.right() && std::all_of(marked.leaves.begin(), marked.leaves.end(),
                                       [](const LeafMark& leaf) { return leaf.credit == 1; });
}

}  // namespace grader
