// The fast readers against the long ways, on answers as students type them and on such answers with
// characters put in, left out and replaced. Fixed seeds.
#include "grader/answers/plain.h"

#include <doctest/doctest.h>

#include <bit>
#include <random>

#include "grader/answers/lists.h"
#include "grader/answers/number.h"
#include "grader/answers/tables.h"

TEST_SUITE_BEGIN("answers");

namespace grader {
namespace {

using Random = std::mt19937_64;

std::size_t pick(Random& random, std::size_t below) { return random() % below; }

bool same(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

std::string digits(Random& random, std::size_t most) {
  std::string text;
  for (std::size_t i = pick(random, most + 1); i > 0; --i) {
    text += pick(random, 3) == 0 ? '0' : static_cast<char>('0' + pick(random, 10));
  }
  return text;
}

// A sign or none, up to `most` digits in front of the point and behind it; mostly a number.
std::string decimal_text(Random& random, std::size_t most) {
  constexpr const char* signs[] = {"", "", "-", "+"};
  std::string text = signs[pick(random, 4)] + digits(random, most);
  if (pick(random, 3) > 0) text += "." + digits(random, most);
  return text;
}

std::string number_text(Random& random) {
  std::string text = decimal_text(random, 4);
  while (text.find_first_of("0123456789") == std::string::npos) text = decimal_text(random, 4);
  return text;
}

// Puts in, leaves out or replaces up to `most` characters.
std::string mutated(std::string text, Random& random, std::size_t most, std::string_view alphabet) {
  for (std::size_t i = pick(random, most + 1); i > 0; --i) {
    const std::size_t at = pick(random, text.size() + 1);
    const char c = alphabet[pick(random, alphabet.size())];
    const std::size_t way = pick(random, 3);
    if (way == 0 || at == text.size()) {
      text.insert(at, 1, c);
    } else if (way == 1) {
      text.erase(at, 1);
    } else {
      text[at] = c;
    }
  }
  return text;
}

// Whether the fast way took the text; fails if the long way reads another number.
bool check_number(const std::string& text) {
  CAPTURE(text);
  const auto plain = read_plain_number(text);
  if (!plain) return false;
  const NumberReading slow = read_number("(" + text + ")", {});
  REQUIRE(slow.readings.size() == 1);
  const Number& number = slow.readings[0];
  CHECK(same(plain->value, number.value));
  CHECK(plain->figures_low == number.figures_low);
  CHECK(plain->figures_high == number.figures_high);
  CHECK(plain->decimals == number.decimals);
  CHECK(plain->negative == std::get<Decimal>(number.written).negative);
  CHECK(plain->whole() == exact_value(number)->is_whole());
  CHECK(slow.notes.empty());
  CHECK(!(number.scientific || number.fraction || number.arithmetic || number.suffixed()));
  const NumberReading both = read_number(text, {});
  REQUIRE(both.readings.size() == 1);
  CHECK(exact_value(both.readings[0]) == exact_value(number));
  return true;
}

TEST_CASE("what the fast way takes for a plain decimal is one (40,000 texts)") {
  Random random(21);
  int taken = 0;
  for (int i = 0; i < 40000; ++i) {
    const std::string text = decimal_text(random, i % 2 == 0 ? 4 : 30);
    taken += check_number(mutated(text, random, 2, " \t\r\n+-.,'_eExK0123456789()=")) ? 1 : 0;
  }
  CHECK(taken > 10000);
}

TEST_CASE("the fast way takes every plain decimal") {
  for (const char* text : {"0",
                           "-0",
                           "0.0",
                           "0.",
                           ".0",
                           "7",
                           "007",
                           "5.",
                           ".5",
                           "-.5",
                           "+3",
                           "100",
                           "100.",
                           "163328",
                           "0.3710",
                           "-0.09301",
                           "  42\r\n",
                           "\t1.5 ",
                           "9007199254740993",
                           "12345678901234567890",
                           "0.1000000000000000055511151231257827",
                           "0.00000000000000000000001",
                           "1234567890123456.5"}) {
    CAPTURE(text);
    CHECK(check_number(text));
  }
  CHECK(check_number(std::string(290, '9') + ".5"));
  CHECK(check_number("0." + std::string(290, '0') + "1"));
}

TEST_CASE("the fast way leaves all else to the long way") {
  for (const std::string& text :
       {std::string(), std::string("-"), std::string("."), std::string("+."), std::string("- 3"),
        std::string("--3"), std::string("1,5"), std::string("1.2.3"), std::string("1 2"),
        std::string("1e3"), std::string("3K"), std::string("inf"), std::string("0x1"),
        std::string("１"), std::string("−1"), std::string(301, '1'), std::string("1\0", 2)}) {
    CAPTURE(text);
    CHECK(!read_plain_number(text));
  }
}

struct Shape {
  std::int64_t rows, columns;

  std::vector<std::int64_t> extents() const {
    return rows == 1 ? std::vector{columns} : std::vector{rows, columns};
  }
  std::size_t size() const { return static_cast<std::size_t>(rows * columns); }
};

// Whether the fast way took the text; fails if the long way reads another list.
bool check_list(const std::string& text, Shape shape) {
  CAPTURE(text);
  CAPTURE(shape.rows);
  CAPTURE(shape.columns);
  std::vector<double> entries(shape.size());
  if (!read_plain_list(text, shape.rows, shape.columns, entries)) return false;
  const ArrayReading slow = read_array(text, {}, shape.extents());
  CHECK(slow.outcome == Outcome::correct);
  CHECK(slow.shape == shape.extents());
  CHECK(slow.notes.empty());
  CHECK(!slow.column_vector);
  REQUIRE(slow.entries.size() == entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    REQUIRE(slow.entries[i].readings.size() == 1);
    CHECK(slow.entries[i].notes.empty());
    CHECK(same(slow.entries[i].readings[0].value, entries[i]));
  }
  return true;
}

struct ListNotation {
  const char *open, *between, *rows, *close;
};

std::string list_text(Random& random, Shape shape, const ListNotation& n) {
  std::string text = n.open;
  for (std::int64_t row = 0; row < shape.rows; ++row) {
    if (row > 0) text += n.rows;
    for (std::int64_t column = 0; column < shape.columns; ++column) {
      text += (column > 0 ? n.between : "") + number_text(random);
    }
  }
  return text + n.close;
}

constexpr ListNotation vector_notations[] = {
    {"[", ", ", "", "]"},     {"[", ",", "", "]"},  {"[", " ", "", "]"},
    {"(", ", ", "", ")"},     {"", ", ", "", ""},   {"", " ", "", ""},
    {"", "\n", "", "\n"},     {"", "; ", "", ""},   {"", "\t", "", "\r\n"},
    {" [ ", "  ", "", " ] "}, {"", " , ", "", " "}, {"\n[\n", ", ", "", "\n]"}};

constexpr ListNotation matrix_notations[] = {{"[[", ", ", "], [", "]]"},
                                             {"[[", ",", "],[", "]]"},
                                             {"[[", " ", "]\n [", "]]"},
                                             {"[", " ", "; ", "]"},
                                             {"[", ", ", "; ", "]"},
                                             {"", " ", "; ", ""},
                                             {"", " ", "\n", ""},
                                             {"", "\t", "\r\n", "\r\n"},
                                             {"((", ", ", "), (", "))"},
                                             {"[", " ", "\n ", "\n]"},
                                             {"[ [ ", " ", " ],\n\n[", "]\n]"},
                                             {"([", ", ", "]; [", "])"},
                                             {"", ", ", "\n", ""},
                                             {"[", " ", ";\n", "]"}};

TEST_CASE("what the fast way takes for a list is one (60,000 texts)") {
  Random random(22);
  int taken = 0;
  for (int i = 0; i < 60000; ++i) {
    const Shape shape{static_cast<std::int64_t>(1 + pick(random, 3)),
                      static_cast<std::int64_t>(1 + pick(random, 4))};
    const bool vector = shape.rows == 1 && i % 3 > 0;
    const ListNotation& notation =
        vector ? vector_notations[pick(random, std::size(vector_notations))]
               : matrix_notations[pick(random, std::size(matrix_notations))];
    const std::string text =
        mutated(list_text(random, shape, notation), random, 3, " \t\r\n,;[]()-+.'e|0123456789^T");
    const auto size = static_cast<std::int64_t>(shape.size());
    for (const Shape asked : {shape, Shape{1, size}, Shape{size, 1},
                              Shape{shape.columns, shape.rows}, Shape{2, 2}, Shape{1, size + 1}}) {
      taken += check_list(text, asked) ? 1 : 0;
    }
  }
  CHECK(taken > 10000);
}

TEST_CASE("the fast way takes every common list of plain decimals") {
  Random random(23);
  for (int i = 0; i < 500; ++i) {
    const auto columns = static_cast<std::int64_t>(2 + pick(random, 5));
    const Shape vector{1, columns};
    for (const ListNotation& n : vector_notations) {
      const std::string text = list_text(random, vector, n);
      CAPTURE(text);
      CHECK(check_list(text, vector));
    }
    const Shape matrix{static_cast<std::int64_t>(2 + pick(random, 3)), columns};
    for (const ListNotation& n : matrix_notations) {
      const std::string text = list_text(random, matrix, n);
      CAPTURE(text);
      CHECK(check_list(text, matrix));
    }
  }
}

TEST_CASE("the fast way leaves other lists to the long way") {
  struct Case {
    const char* text;
    Shape shape;
  };
  for (const Case& c : {Case{"", {1, 1}},         Case{"[]", {1, 1}},
                        Case{"[1, 2]", {1, 3}},   Case{"[1, 2, 3]", {1, 2}},
                        Case{"1 - 2", {1, 2}},    Case{"1-2", {1, 2}},
                        Case{"[1,,2]", {1, 2}},   Case{"[1,2,]", {1, 2}},
                        Case{"[[1, 2]]", {1, 2}}, Case{"[1; 2]", {1, 2}},
                        Case{"[1, 2", {1, 2}},    Case{"[1, 2)", {1, 2}},
                        Case{"[1, 2]]", {1, 2}},  Case{"[1, 2]^T", {1, 2}},
                        Case{"0,1; 0,2", {1, 2}}, Case{"[[1, 2], [3]]", {2, 2}},
                        Case{"1 2\n3", {1, 3}},   Case{"[1, 2], [3, 4]", {2, 2}},
                        Case{"1\n2", {2, 1}},     Case{"x = [1, 2]", {1, 2}}}) {
    CAPTURE(c.text);
    std::vector<double> entries(c.shape.size());
    CHECK(!read_plain_list(c.text, c.shape.rows, c.shape.columns, entries));
  }
  std::vector<double> entries;
  CHECK(!read_plain_list("1", 0, 1, entries));
  CHECK(!read_plain_list("1", 1, std::int64_t{1} << 62, entries));
}

using Texts = std::vector<std::string>;

struct TableLabels {
  Texts labels, choices;
};

// Whether the fast way took the text; fails if the long way reads another table.
bool check_table(const std::string& text, const TableLabels& all) {
  CAPTURE(text);
  const PlainTable table(all.labels, all.choices);
  std::vector<std::size_t> chosen(all.labels.size());
  if (!read_plain_table(text, table, chosen)) return false;
  const TableReading slow = read_table(text, all.labels, all.choices);
  CHECK(slow.outcome == Outcome::correct);
  CHECK(slow.notes.empty());
  REQUIRE(slow.rows.size() == chosen.size());
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    CHECK(slow.rows[i].outcome == Outcome::correct);
    CHECK(slow.rows[i].choice == all.choices.at(chosen[i]));
  }
  return true;
}

const TableLabels some_tables[] = {
    {{"a", "b", "c", "d", "e"}, {"1", "2", "3", "4", "5"}},
    {{"1", "2", "3"}, {"1", "2", "3"}},
    {{"A", "B", "C"}, {"b", "c", "d"}},
    {{"1", "2"}, {"A", "B", "C"}},
    {{"x"}, {"y", "z"}},
};

struct TableNotation {
  const char *open, *pair, *rows, *close;
  bool with_labels = true;
};

constexpr TableNotation table_notations[] = {
    {"", "", " ", ""},           {"", "", "", ""},         {"", " ", "\n", "\n"},
    {"", " ", ", ", ""},         {"{", ": ", ", ", "}"},   {"", "-", "; ", ""},
    {"", ") ", ", ", ""},        {"", " ", " ", " "},      {"", "=", ",", ""},
    {"", "\t", "\r\n", ""},      {"", "", "", "", false},  {"", "", ",", "", false},
    {"[", "", ", ", "]", false}, {"", "", " ", "", false}, {"", "", "\n", "", false},
    {"", "", ";", "", false}};

std::string table_text(Random& random, const TableLabels& all, const TableNotation& n) {
  std::string text = n.open;
  for (std::size_t i = 0; i < all.labels.size(); ++i) {
    if (i > 0) text += n.rows;
    if (n.with_labels) text += all.labels[i] + n.pair;
    text += all.choices[pick(random, all.choices.size())];
  }
  return text + n.close;
}

TEST_CASE("what the fast way takes for a table is one (50,000 texts)") {
  Random random(24);
  int taken = 0;
  for (int i = 0; i < 50000; ++i) {
    const TableLabels& all = some_tables[pick(random, std::size(some_tables))];
    const TableNotation& notation = table_notations[pick(random, std::size(table_notations))];
    std::string text = table_text(random, all, notation);
    for (char& c : text) {
      if (c >= 'a' && c <= 'z' && pick(random, 4) == 0) c = static_cast<char>(c - 32);
    }
    text = mutated(text, random, 3, " \t\r\n,;:=-)(>[]{}.?abcdexyzABC1234567");
    taken += check_table(text, all) ? 1 : 0;
  }
  CHECK(taken > 5000);
}

TEST_CASE("the fast way takes every common table of labels of one character") {
  Random random(25);
  for (int i = 0; i < 200; ++i) {
    for (const TableNotation& notation : table_notations) {
      const std::string text = table_text(random, some_tables[0], notation);
      CAPTURE(text);
      CHECK(check_table(text, some_tables[0]));
    }
  }
  CHECK(check_table("E2 d5, c4\nB1 a3", some_tables[0]));
}

TEST_CASE("the fast way leaves other tables to the long way") {
  std::vector<std::size_t> chosen(5);
  const PlainTable table(some_tables[0].labels, some_tables[0].choices);
  for (const char* text : {"", "{}", "a3 b1", "a3 b1 c4 d5 e9", "a3 b1 c4 d5 d2", "3145", "31459",
                           "a3b 1c4d5e2", "31 452", "a3 b1 c4 d5 e2 f1", "3,1,,4,5,2"}) {
    CAPTURE(text);
    CHECK(!read_plain_table(text, table, chosen));
  }
  CHECK(PlainTable({"a", "b"}, {"1"}).usable());
  CHECK(!PlainTable({"a", "A"}, {"1"}).usable());
  CHECK(!PlainTable({"a", "conv"}, {"1"}).usable());
  CHECK(!PlainTable({"a", "b"}, {"+"}).usable());
  CHECK(!PlainTable({"a", "b"}, {"é"}).usable());
}

}  // namespace
}  // namespace grader

TEST_SUITE_END();
