// Any text as an answer: what is read keeps what the headers of grader/answers promise. Which
// rules, shape and labels a text is read with its length decides: under all of them each would take
// milliseconds.
#include <algorithm>
#include <bit>
#include <cmath>
#include <iterator>

#include "grader/answers/lists.h"
#include "grader/answers/number.h"
#include "grader/answers/plain.h"
#include "grader/answers/tables.h"
#include "grader/base/words.h"
#include "tests/fuzz/check.h"

namespace grader {
namespace {

using fuzz::check;

bool same(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

void check_number(const Number& number) {
  check(!std::isnan(number.value), "a number is no NaN");
  check(number.figures_low <= number.figures_high && number.figures_low >= 0,
        "figures are a range");
  check(number.decimals >= 0, "decimals are counted");
  if (const auto exact = exact_value(number)) {
    check(exact->to_double() == number.value, "the value is the nearest double");
  }
}

void check_notes(const std::vector<std::string>& notes) {
  for (const std::string& note : notes) check(is_utf8(note), "a note is UTF-8");
}

void check_reading(const NumberReading& reading, std::string_view text) {
  const Outcome outcome = reading.outcome;
  check(outcome == Outcome::correct || outcome == Outcome::blank ||
            outcome == Outcome::unreadable || outcome == Outcome::nonfinite,
        "an outcome of reading a number");
  check(reading.readings.empty() == (outcome != Outcome::correct), "readings iff it is read");
  check(reading.readings.size() <= 2, "two readings at most");
  check((outcome == Outcome::unreadable) == !reading.reason.empty(), "a reason iff unreadable");
  check(is_utf8(reading.reason), "a reason is UTF-8");
  check(reading.column >= 0 && reading.column <= static_cast<int>(text.size()) + 1,
        "a column lies in the text");
  check((outcome == Outcome::nonfinite) || reading.nonfinite == 0, "no infinity is left over");
  check_notes(reading.notes);
  for (const Number& number : reading.readings) check_number(number);
  if (!reading.working) return;
  for (const Number& term : reading.working->terms) check_number(term);
}

void check_array(const ArrayReading& reading, std::string_view text) {
  check(is_utf8(reading.reason), "a reason is UTF-8");
  check(reading.texts.size() == reading.entries.size(), "a text an entry");
  check_notes(reading.notes);
  for (const NumberReading& entry : reading.entries) check_reading(entry, text);
  if (reading.outcome != Outcome::correct) {
    check(reading.entries.empty(), "entries only of what is read");
    return;
  }
  std::int64_t size = 1;
  for (const std::int64_t extent : reading.shape) size *= extent;
  check(size == static_cast<std::int64_t>(reading.entries.size()),
        "the shape is that of the entries");
}

void check_table(const TableReading& reading, const std::vector<std::string>& labels,
                 const std::vector<std::string>& choices) {
  check(is_utf8(reading.reason), "a reason is UTF-8");
  check_notes(reading.notes);
  const bool read = reading.outcome == Outcome::correct;
  check(reading.rows.size() == (read ? labels.size() : 0), "a row a label");
  for (const TableRow& row : reading.rows) {
    check(is_utf8(row.reason), "a reason is UTF-8");
    const bool chosen = std::find(choices.begin(), choices.end(), row.choice) != choices.end();
    check((row.outcome == Outcome::correct) == chosen, "a choice iff the row is read");
    check((row.outcome == Outcome::unreadable) == !row.reason.empty(), "a reason iff unreadable");
  }
}

NumberRules some_rules(std::size_t which) {
  NumberRules rules;
  rules.in_list = which == 1 || which == 2;
  rules.comma_is_decimal = which == 2;
  if (which < 3) return rules;
  rules.units.declared = {{"K", 1024}, {"M", 1048576}, {"µs", 3}};
  rules.own_words = {"channels", "x"};
  rules.related_words = {"filters", "total"};
  rules.count = rules.working = true;
  rules.ignore_tail = which == 4;
  return rules;
}

void numbers(std::string_view text) {
  constexpr std::size_t sets_of_rules = 5;
  const NumberReading reading = read_number(text, some_rules(text.size() % sets_of_rules));
  check_reading(reading, text);
  for (const Number& number : reading.readings) {
    check(!shown_value(number).empty(), "every number is shown");
  }

  const auto plain = read_plain_number(text);
  if (!plain) return;
  const NumberReading slow = read_number("(" + std::string(text) + ")", {});
  check(slow.readings.size() == 1 && slow.notes.empty(), "a plain number is one number");
  const Number& number = slow.readings[0];
  check(same(plain->value, number.value), "a plain number has the same value");
  check(plain->figures_low == number.figures_low && plain->figures_high == number.figures_high &&
            plain->decimals == number.decimals,
        "a plain number has the same figures");
}

void arrays(std::string_view text) {
  static const std::vector<std::int64_t> shapes[] = {{3}, {1}, {2, 2}, {2, 3}, {2, 2, 2}, {}};
  NumberRules counts;
  counts.count = text.size() % 2 == 1;
  check_array(read_array(text, counts, shapes[text.size() % std::size(shapes)]), text);
  for (std::int64_t rows = 1; rows <= 3; ++rows) {
    for (std::int64_t columns = 1; columns <= 3; ++columns) {
      std::vector<double> entries(static_cast<std::size_t>(rows * columns));
      if (!read_plain_list(text, rows, columns, entries)) continue;
      const auto shape = rows == 1 ? std::vector{columns} : std::vector{rows, columns};
      const ArrayReading slow = read_array(text, {}, shape);
      check(slow.outcome == Outcome::correct && slow.shape == shape && slow.notes.empty(),
            "a plain list is a list of the shape");
      for (std::size_t i = 0; i < entries.size(); ++i) {
        check(slow.entries[i].readings.size() == 1 && slow.entries[i].notes.empty() &&
                  same(slow.entries[i].readings[0].value, entries[i]),
              "a plain list has the same entries");
      }
    }
  }
}

void tables(std::string_view text) {
  struct Labels {
    std::vector<std::string> labels, choices;
  };
  static const Labels all[] = {{{"a", "b", "c"}, {"1", "2", "3"}},
                               {{"1", "2"}, {"1", "2"}},
                               {{"p", "q"}, {"+", "-", "-1"}},
                               {{"conv", "max pool"}, {"i", "ii", "no parameters"}}};
  const Labels& some = all[text.size() % std::size(all)];
  const TableReading slow = read_table(text, some.labels, some.choices);
  check_table(slow, some.labels, some.choices);
  std::vector<std::size_t> chosen(some.labels.size());
  if (!read_plain_table(text, PlainTable(some.labels, some.choices), chosen)) return;
  check(slow.outcome == Outcome::correct && slow.notes.empty(), "a plain table is a table");
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    check(slow.rows[i].choice == some.choices[chosen[i]], "a plain table has the same choices");
  }
}

void choices(std::string_view text) {
  static const std::vector<std::string> options = {"a) max", "b) mean", "both"};
  const auto choice = read_choice(text, options);
  check(!choice || *choice < options.size(), "a choice is one of the options");
}

void run(std::string_view text) {
  const std::string folded = fold(text);
  check(fold(folded) == folded, "folding twice is folding once");
  check(is_utf8(folded), "a folded text is UTF-8");
  numbers(text);
  arrays(text);
  tables(text);
  choices(text);
}

}  // namespace
}  // namespace grader

// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  grader::run({reinterpret_cast<const char*>(data), size});
  return 0;
}
