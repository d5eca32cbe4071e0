#include "grader/report/comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "grader/base/fraction.h"
#include "grader/report/page_text.h"

namespace grader {
namespace {

constexpr std::size_t longest_entry = 60;    // characters of one entry of a table
constexpr std::size_t longest_remark = 300;  // on one entry
constexpr std::size_t longest_answer = 1500;
constexpr std::size_t most_leaves = 64;  // beyond it only those that are not right are shown
constexpr std::size_t most_wrong = 40;
constexpr std::int64_t most_columns = 8;
constexpr double least_distance = 0.01;  // in a table, what is nearer is simply right

// What was read, unless it says what was typed: 0.50 as 0.5 and 1234 as 1,234 need no words.
std::string_view reading_to_show(const LeafVerdict& leaf) {
  if (leaf.read.empty() || leaf.read == leaf.typed) return "";
  const auto typed = parse_fraction(leaf.typed);
  std::string read = leaf.read;
  std::erase(read, ',');
  return typed && typed == parse_fraction(read) ? std::string_view() : leaf.read;
}

// Why it could not be read and where, or what to look at.
std::string remark(const LeafVerdict& leaf, std::size_t limit, const Strings& strings) {
  const std::string reason = sentence(harmless(leaf.reason, limit, strings));
  if (reason.empty() || leaf.column <= 1) return reason;
  return fill(strings.reason_at, {{"reason", reason}, {"column", fmt::format("{}", leaf.column)}});
}

bool has_interval(const LeafVerdict& leaf) {
  return std::isfinite(leaf.low) && std::isfinite(leaf.high) && leaf.low < leaf.high;
}

std::string interval(const Scheme& scheme, const LeafVerdict& leaf, const Strings& strings) {
  if (!has_interval(leaf)) return "";
  // Half of what the marking forgives: a bound is at most twice the key or the allowance.
  constexpr double forgiven = 5e-15;
  const auto [low, high] = interval_text(leaf.low, leaf.high, scheme.interval ? 0 : forgiven);
  return fill(strings.interval, {{"low", low}, {"high", high}});
}

bool is_zero(std::string_view key) { return key == "0"; }

// The rule behind an interval, where a plain one holds: "within 0.5 % of the key: ".
std::string rule(const Scheme& scheme, const LeafVerdict& leaf, const Strings& strings) {
  const Tolerance& tolerance = scheme.tolerance;
  const bool plain = !scheme.interval && !scheme.working_digits && scheme.any_of.empty() &&
                     !tolerance.change_from && !is_zero(leaf.key);
  if (!plain) return "";
  constexpr double percent = 100;
  if (tolerance.abs == 0 && tolerance.rel > 0) {
    return fill(strings.within_share, {{"percent", to_text(tolerance.rel * percent, 6)}});
  }
  if (tolerance.rel == 0 && tolerance.abs > 0) {
    return fill(strings.within, {{"amount", to_text(tolerance.abs)}});
  }
  return "";
}

void add_pair(Dictionary& single, std::string_view name, std::string_view style,
              std::string_view text, std::string_view read = "") {
  Dictionary& pair = add_section(single, "PAIR");
  set(pair, "NAME", name);
  set(add_section(pair, style), "TEXT", text);
  set_optional(pair, "READ", read);
}

bool compared(const LeafVerdict& leaf) {
  return std::isfinite(leaf.distance) || std::isinf(leaf.distance);
}

std::string distance(const LeafVerdict& leaf, const Strings& strings) {
  if (leaf.distance == 0) return std::string(strings.on_key);
  const std::string_view text = leaf.distance <= 1 ? strings.near : strings.far;
  return fill(text, {{"tolerances", distance_text(leaf.distance, strings)}});
}

// Marked as counts are: exactly, or by correct rounding.
bool plain_count(const ComparisonInput& input) {
  const Scheme& scheme = input.part.scheme;
  return input.key != nullptr && std::holds_alternative<Count>(*input.key) &&
         !scheme.tolerance.stated && !scheme.interval && !scheme.digits && scheme.any_of.empty();
}

void add_single(Dictionary& page, const ComparisonInput& input, const Strings& strings) {
  const LeafVerdict& leaf = input.leaves.front();
  Dictionary& single = add_section(page, "SINGLE");
  if (input.with_answer) {
    const std::string typed = harmless(leaf.typed, longest_answer, strings);
    const std::string read = harmless(reading_to_show(leaf), longest_entry, strings);
    const bool nothing = leaf.outcome == Outcome::blank || typed.empty();
    add_pair(single, strings.your_answer, nothing ? "QUIET" : "OWN",
             nothing ? strings.nothing : std::string_view(typed), read);
  }
  if (!leaf.key.empty()) {
    add_pair(single, strings.key, "MONO", harmless(leaf.key, longest_answer, strings));
  }
  if (has_interval(leaf)) {
    add_pair(single, strings.accepted, "PLAIN",
             rule(input.part.scheme, leaf, strings) + interval(input.part.scheme, leaf, strings));
  }
  if (plain_count(input)) add_pair(single, strings.accepted, "PLAIN", strings.as_count);
  if (compared(leaf)) add_pair(single, strings.distance, "PLAIN", distance(leaf, strings));
  set_optional(single, "REMARK", remark(leaf, longest_answer, strings));
}

void fill_leaf(Dictionary& cell, const LeafVerdict& leaf, const Scheme& scheme,
               const Strings& strings) {
  const OutcomeWords& told = words(leaf.outcome, strings);
  set(cell, "LABEL", harmless(leaf.label, longest_entry, strings));
  set(cell, "KIND", look(leaf.outcome));
  set(cell, "SYMBOL", told.symbol);
  set(cell, "WORD", told.entry);
  set(cell, "KEY", harmless(leaf.key, longest_entry, strings));
  if (leaf.outcome != Outcome::blank) {
    set_optional(cell, "OWN", harmless(leaf.typed, longest_entry, strings));
    set_optional(cell, "READ", harmless(reading_to_show(leaf), longest_entry, strings));
  }
  set_optional(cell, "INTERVAL", interval(scheme, leaf, strings));
  if (compared(leaf) && leaf.distance >= least_distance) {
    set_optional(
        cell, "DISTANCE",
        fill(strings.distance_short, {{"tolerances", distance_text(leaf.distance, strings)}}));
  }
  set_optional(cell, "REMARK", remark(leaf, longest_remark, strings));
}

void set_caption(Dictionary& table, const ComparisonInput& input, std::string_view words) {
  set(table, "CAPTION", input.title.empty() ? words : std::string_view(input.title));
  if (!input.title.empty()) add_section(table, "QUIET_CAPTION");
}

void add_list(Dictionary& page, const ComparisonInput& input, const Strings& strings) {
  const bool rows = input.key != nullptr && std::holds_alternative<Table>(*input.key);
  Dictionary& list = add_section(page, "LIST");
  set_caption(list, input, rows ? strings.rows : strings.entries);
  set(list, "FIRST_COLUMN", rows ? strings.row_column : strings.entry_column);
  const bool all = input.leaves.size() <= most_leaves;
  std::size_t shown = 0;
  for (const LeafVerdict& leaf : input.leaves) {
    if (!all && (leaf.outcome == Outcome::correct || shown == most_wrong)) continue;
    fill_leaf(add_section(list, "LEAF"), leaf, input.part.scheme, strings);
    ++shown;
  }
  if (shown == input.leaves.size()) return;
  const std::string rest = fmt::format("{}", input.leaves.size() - shown);
  set_optional(page, "MORE", fill(strings.entries_left_out, {{"entries", rest}}));
}

bool fits_grid(const ComparisonInput& input) {
  const auto* array = input.key != nullptr ? std::get_if<Array>(input.key) : nullptr;
  return array != nullptr && array->shape.size() == 2 && array->shape[1] <= most_columns &&
         array->shape[1] > 0 && array->data.size() == input.leaves.size() &&
         input.leaves.size() <= most_leaves;
}

void add_grid(Dictionary& page, const ComparisonInput& input, const Strings& strings) {
  const auto& shape = std::get<Array>(*input.key).shape;
  Dictionary& grid = add_section(page, "GRID");
  set_caption(grid, input, strings.entries);
  for (std::int64_t column = 0; column < shape[1]; ++column) {
    set(add_section(grid, "COLUMN"), "LABEL", fmt::format("[{}]", column));
  }
  auto leaf = input.leaves.begin();
  for (std::int64_t i = 0; i < shape[0]; ++i) {
    Dictionary& row = add_section(grid, "ROW");
    set(row, "LABEL", fmt::format("[{}]", i));
    for (std::int64_t j = 0; j < shape[1]; ++j) {
      fill_leaf(add_section(row, "LEAF"), *leaf++, input.part.scheme, strings);
    }
  }
}

}  // namespace

std::string_view look(Outcome outcome) {
  switch (outcome) {
    case Outcome::correct:
      return "good";
    case Outcome::blank:
      return "none";
    case Outcome::partly_correct:
    case Outcome::unreadable:  // not compared is not wrong
    case Outcome::wrong_type:
    case Outcome::wrong_shape:
    case Outcome::nonfinite:
      return "partly";
    case Outcome::pending:
    case Outcome::not_marked:
      return "wait";
    case Outcome::incorrect:
      break;
  }
  return "off";
}

const OutcomeWords& words(Outcome outcome, const Strings& strings) {
  switch (outcome) {
    case Outcome::correct:
      return strings.correct;
    case Outcome::partly_correct:
      return strings.partly_correct;
    case Outcome::incorrect:
      return strings.incorrect;
    case Outcome::blank:
      return strings.blank;
    case Outcome::unreadable:
      return strings.unreadable;
    case Outcome::wrong_type:
      return strings.wrong_type;
    case Outcome::wrong_shape:
      return strings.wrong_shape;
    case Outcome::nonfinite:
      return strings.nonfinite;
    case Outcome::pending:
      return strings.pending_outcome;
    case Outcome::not_marked:
      break;
  }
  return strings.not_marked;
}

void add_comparison(Dictionary& page, const ComparisonInput& input, const Strings& strings) {
  if (input.leaves.empty()) return;
  Dictionary& comparison =
      Templates::include(add_section(page, "COMPARISON"), "COMPARISON_PAGE", "comparison.html");
  set_optional(comparison, "TITLE", input.title);
  if (input.leaves.size() == 1 && input.leaves.front().label.empty()) {
    add_single(comparison, input, strings);
  } else if (fits_grid(input)) {
    add_grid(comparison, input, strings);
  } else {
    add_list(comparison, input, strings);
  }
}

}  // namespace grader
