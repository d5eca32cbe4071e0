#include "grader/answers/tables.h"

#include <doctest/doctest.h>

#include "tests/answers/cases.h"
#include "tests/answers/hostile.h"

TEST_SUITE_BEGIN("answers");

namespace grader {
namespace {

// "3 1 blank unreadable": one word a row; a choice of several words is written with `_`.
std::string rows_text(const TableReading& reading) {
  std::string all;
  for (const TableRow& row : reading.rows) {
    std::string word(row.outcome == Outcome::correct ? row.choice : to_text(row.outcome));
    for (char& c : word) {
      if (c == ' ') c = '_';
    }
    all += (all.empty() ? "" : " ") + word;
  }
  return all;
}

void check_row(const yaml::Node& row, const yaml::Node& rules) {
  const std::string typed = text_of(row, "typed");
  CAPTURE(typed);
  const TableReading reading =
      read_table(typed, texts_of(rules, "labels"), texts_of(rules, "choices"));
  CHECK(to_text(reading.outcome) == text_of(row, "outcome", "correct"));
  CHECK(reading.reason == text_of(row, "reason"));
  CHECK(rows_text(reading) == text_of(row, "rows"));
  CHECK(joined(reading.notes) == joined(texts_of(row, "notes")));
  std::vector<std::string> reasons;
  for (const TableRow& leaf : reading.rows) {
    if (!leaf.reason.empty()) reasons.push_back(leaf.reason);
  }
  CHECK(joined(reasons) == joined(texts_of(row, "reasons")));
}

TEST_CASE("tables are read as the table says") {
  std::size_t rows = 0;
  for (const TestGroup& group : load_groups("tables.yaml")) {
    CAPTURE(group.title);
    for (const yaml::Node& row : group.rows) check_row(row, group.rules);
    rows += group.rows.size();
  }
  MESSAGE(rows, " rows");
}

TEST_CASE("a table of more than 64 KiB or 4,096 words is unreadable") {
  const std::vector<std::string> labels = {"a", "b"};
  CHECK(read_table(repeated("a ", 65537), labels, {"1"}).outcome == Outcome::unreadable);
  for (const std::vector<std::string>& choices : {std::vector<std::string>{"1"}, {"+"}}) {
    CHECK(read_table(repeated("a,", 65536), labels, choices).reason ==
          "the answer has more than 4096 words, too many for a table of 2 rows");
  }
  CHECK(read_table("a 1 (" + repeated("so ", 12000) + ")", labels, {"1"}).rows[0].choice == "1");
}

TEST_CASE("labels are compared without case, brackets and marks around them") {
  struct Case {
    const char* label;
    const char* folded;
  };
  for (const Case& c : {Case{"a", "a"}, Case{" A) ", "a"}, Case{"a.", "a"}, Case{"(a)", "a"},
                        Case{"a/", "a"}, Case{"Batch  Norm", "batch norm"}, Case{"ÄÖ", "äö"},
                        Case{"1.5", "1.5"}, Case{"-1", "-1"}, Case{"−1", "-1"}, Case{"", ""}}) {
    CAPTURE(c.label);
    CHECK(fold_label(c.label) == c.folded);
  }
}

TEST_CASE("a multiple choice is named by its label or its text") {
  const std::vector<std::string> options = {"a) max pooling", "b) average pooling", "c) both"};
  CHECK(read_choice("b", options) == 1);
  CHECK(read_choice("B)", options) == 1);
  CHECK(read_choice("b) average pooling", options) == 1);
  for (const char* typed : {"\"b\"", "'b'", "`b)`", "“b”", "('b')", "\"average pooling\""}) {
    CAPTURE(typed);
    CHECK(read_choice(typed, {"a) max pooling", "b) x", "average pooling"}) ==
          (std::string_view(typed).find("pool") == std::string_view::npos ? 1 : 2));
  }
  CHECK(read_choice("f'", {"f", "f'"}) == 1);
  CHECK(read_choice("f", {"'f'"}) == 0);
  CHECK(!read_choice("d", options));
  CHECK(!read_choice("", options));
  CHECK(!read_choice("a or b", options));
  CHECK(read_choice("True", {"true", "false"}) == 0);
  CHECK(!read_choice("a", {"a) 1", "a) 2"}));
}

}  // namespace
}  // namespace grader

TEST_SUITE_END();
