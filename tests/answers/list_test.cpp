#include "grader/answers/lists.h"

#include <doctest/doctest.h>

#include "grader/graph/value.h"
#include "tests/answers/cases.h"
#include "tests/answers/hostile.h"

TEST_SUITE_BEGIN("answers");

namespace grader {
namespace {

std::vector<std::int64_t> shape_of_text(const std::string& text) {
  std::vector<std::int64_t> shape;
  std::size_t at = 0;
  while (at < text.size()) {
    const auto end = std::min(text.find(" x ", at), text.size());
    shape.push_back(std::stoll(text.substr(at, end - at)));
    at = end + 3;
  }
  return shape;
}

// "1 2/3 blank unreadable": how the table writes entries.
std::string entries_text(const ArrayReading& reading) {
  std::string all;
  for (const NumberReading& entry : reading.entries) {
    if (!all.empty()) all += ' ';
    if (entry.readings.empty()) {
      all += to_text(entry.outcome);
    } else {
      all += to_text(exact_value(entry.readings[0]).value_or(0));
    }
    if (entry.readings.size() == 2) all += "|" + to_text(*exact_value(entry.readings[1]));
  }
  return all;
}

// The table writes decimals; readings are compared as fractions.
std::string as_fractions(const std::string& entries) {
  std::string all;
  std::size_t at = 0;
  while (at < entries.size()) {
    const auto end = std::min(entries.find(' ', at), entries.size());
    const std::string word = entries.substr(at, end - at);
    const auto bar = word.find('|');
    const auto first = parse_fraction(word.substr(0, bar));
    if (!all.empty()) all += ' ';
    all += first ? to_text(*first) : word.substr(0, bar);
    if (bar != std::string::npos) all += "|" + to_text(*parse_fraction(word.substr(bar + 1)));
    at = end + 1;
  }
  return all;
}

void check_row(const yaml::Node& row, const NumberRules& rules) {
  const std::string typed = text_of(row, "typed");
  CAPTURE(typed);
  const ArrayReading reading = read_array(typed, rules, shape_of_text(text_of(row, "expected")));
  CHECK(to_text(reading.outcome) == text_of(row, "outcome", "correct"));
  CHECK(reading.reason == text_of(row, "reason"));
  CHECK(std::to_string(reading.column) == text_of(row, "column", "0"));
  CHECK(joined(reading.notes) == joined(texts_of(row, "notes")));
  CHECK(reading.column_vector == (text_of(row, "column_vector") == "true"));
  if (reading.outcome != Outcome::correct) {
    CHECK(reading.entries.empty());
    return;
  }
  CHECK(shape_text(reading.shape) == text_of(row, "shape", text_of(row, "expected")));
  CHECK(entries_text(reading) == as_fractions(text_of(row, "entries")));
  CHECK(reading.texts.size() == reading.entries.size());
  if (row.find("texts") != nullptr) CHECK(joined(reading.texts) == joined(texts_of(row, "texts")));
}

TEST_CASE("lists are read as the table says") {
  std::size_t rows = 0;
  for (const TestGroup& group : load_groups("lists.yaml")) {
    CAPTURE(group.title);
    const NumberRules rules = number_rules(group.rules);
    for (const yaml::Node& row : group.rows) check_row(row, rules);
    rows += group.rows.size();
  }
  MESSAGE(rows, " rows");
}

TEST_CASE("an unreadable entry tells its column within the whole answer") {
  const ArrayReading reading = read_array("W = [[1, 2], [3, four]]", {}, {2, 2});
  REQUIRE(reading.entries.size() == 4);
  CHECK(reading.entries[3].outcome == Outcome::unreadable);
  CHECK(reading.entries[3].reason == "`four` is not a number");
  CHECK(reading.entries[3].column == 18);
  CHECK(reading.texts[3] == "four");
}

std::string times(std::string_view piece, std::size_t count) {
  return repeated(piece, count * piece.size());
}

TEST_CASE("a list of more than 64 KiB or 2,000 entries is unreadable") {
  CHECK(read_array(times("1 ", 2000), {}, {2000}).entries.size() == 2000);
  for (const char* entry : {"1 ", "1, ", "1\n", "1;", "[1]\n", "[1],\n", "1 , "}) {
    CAPTURE(entry);
    const ArrayReading reading = read_array(repeated(entry, 65536), {}, {3});
    CHECK(reading.reason == "the list has more than 2000 entries");
    CHECK(reading.column > 1);
    CHECK(reading.entries.empty());
  }
  CHECK(read_array(times("1 ", 2001), {}, {3}).column == 2 * 2000 + 1);
  CHECK(read_array(std::string(65537, '1'), {}, {3}).outcome == Outcome::unreadable);
  CHECK(read_array(std::string(65536, '\n') + "1", {}, {1}).outcome == Outcome::unreadable);
  CHECK(read_array(std::string(65535, '\n') + "1", {}, {1}).entries.size() == 1);
}

TEST_CASE("the entries of a list share one budget of work") {
  const ArrayReading reading = read_array(times("10^1000 ", 2000), {}, {2000});
  REQUIRE(reading.entries.size() == 2000);
  CHECK(reading.entries.front().outcome == Outcome::correct);
  CHECK(reading.entries.back().reason == "the calculation is too long to be worked out");
  for (const NumberReading& entry : read_array(times("1/3 ", 2000), {}, {2000}).entries) {
    REQUIRE(entry.outcome == Outcome::correct);
  }
}

}  // namespace
}  // namespace grader

TEST_SUITE_END();
