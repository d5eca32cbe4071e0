#include "grader/base/csv.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

namespace grader {
namespace {

std::string messages(const Diagnostics& diagnostics) {
  std::string all;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    const std::string message = to_text(diagnostic);
    all += (all.empty() ? "" : "\n") + message.substr(0, message.find('\n'));
  }
  return all;
}

// The cells of each record, as "line: <a> <b>"; a broken record begins with "!".
std::vector<std::string> records(const std::string& text, Diagnostics& diagnostics) {
  std::vector<std::string> all;
  auto reader = CsvReader::open("a.csv", text, diagnostics);
  REQUIRE(reader);
  while (const auto record = reader->next(diagnostics)) {
    std::string line = fmt::format("{}{}:", record->broken ? "!" : "", record->line);
    for (const CsvCell& cell : record->cells) line += fmt::format(" <{}>", cell.text);
    all.push_back(line);
  }
  return all;
}

std::vector<std::string> good_records(const std::string& text) {
  Diagnostics diagnostics;
  auto all = records(text, diagnostics);
  CHECK(messages(diagnostics) == "");
  return all;
}

using Lines = std::vector<std::string>;

TEST_SUITE_BEGIN("base");

TEST_CASE("CSV is read as RFC 4180 has it") {
  struct Case {
    std::string about, text;
    Lines records;
  };
  const Case cases[] = {
      {"plain", "a,b\n1,2\n3,4\n", {"2: <1> <2>", "3: <3> <4>"}},
      {"no line break at the end", "a,b\n1,2", {"2: <1> <2>"}},
      {"CRLF", "a,b\r\n1,2\r\n", {"2: <1> <2>"}},
      {"CR, of Excel on a Macintosh", "a;b\r1;2,0\r3;4\r", {"2: <1> <2,0>", "3: <3> <4>"}},
      {"CR without one at the end", "a,b\r1,2", {"2: <1> <2>"}},
      {"line ends of every kind",
       "a,b\r1,2\r\n3,4\n5,6",
       {"2: <1> <2>", "3: <3> <4>", "4: <5> <6>"}},
      {"line ends in quotes", "a,b\r\"x\ry\r\nz\",2\r3,4\r", {"2: <x\ry\r\nz> <2>", "5: <3> <4>"}},
      {"blank lines that end with CR", "\ra,b\r\r1,2\r", {"4: <1> <2>"}},
      {"a stated separator", "sep=;\r\na;b,c\r\n1;2,3\r\n", {"3: <1> <2,3>"}},
      {"a stated separator behind a mark", "\xEF\xBB\xBFSEP=|\na|b,c\n1|2\n", {"3: <1> <2>"}},
      {"a column that looks like a stated separator", "sep=;,b\n1,2\n", {"2: <1> <2>"}},
      {"a byte-order mark",
       "\xEF\xBB\xBF"
       "a,b\n1,2\n",
       {"2: <1> <2>"}},
      {"quotes", "a,b\n\"1,5\",\"say \"\"hi\"\"\"\n", {"2: <1,5> <say \"hi\">"}},
      {"a line break in quotes", "a,b\n\"x\ny\",2\n3,4\n", {"2: <x\ny> <2>", "4: <3> <4>"}},
      {"blanks around quotes", "a,b\n \"1\" ,2\n", {"2: <1> <2>"}},
      {"blanks are kept otherwise", "a,b\n 1 ,2\n", {"2: < 1 > <2>"}},
      {"a quote within a cell", "a,b\n5\",2\n", {"2: <5\"> <2>"}},
      {"semicolons", "a;b\n1,5;2\n", {"2: <1,5> <2>"}},
      {"tabs", "a\tb\n1,5\t2;3\n", {"2: <1,5> <2;3>"}},
      {"separators in a quoted header do not count", "\"a;;;\",b\n1,2\n", {"2: <1> <2>"}},
      {"lines of separators", ",,\na,b\n,\n1,2\n , \t\n\"\",\n3,\n", {"4: <1> <2>", "7: <3> <>"}},
      {"blank lines", "\na,b\n\n1,2\n  \n\n3,4\n\n", {"4: <1> <2>", "7: <3> <4>"}},
      {"short records are filled up", "a,b,c\n1\n", {"2: <1> <> <>"}},
      {"blank cells beyond the header are dropped", "a,b\n1,2,, ,\n", {"2: <1> <2>"}},
      {"a blank quoted cell", "a,b\n\"\",1\n", {"2: <> <1>"}},
      {"one column", "a\n1\n\n2\n", {"2: <1>", "4: <2>"}},
      {"header only", "a,b\n", {}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.about);
    CHECK(good_records(c.text) == c.records);
  }
}

TEST_CASE("a broken record costs its first line only") {
  struct Case {
    std::string about, text;
    Lines records;
    std::string says;
  };
  const Case cases[] = {
      {"an open quote",
       "a,b\n1,2\n3,\"4\n5,6\n",
       {"2: <1> <2>", "!3: <3> <4\n5,6\n>", "4: <5> <6>"},
       "a.csv:3:3: error: the quote is never closed; a quote inside a quoted cell is written "
       "twice: `\"\"` [bad-csv]"},
      {"text behind a quote",
       "a,b\n\"1\" x,2\n3,4\n",
       {"!2: <1>", "3: <3> <4>"},
       "a.csv:2:5: error: text behind the closing quote; a quote inside a quoted cell is written "
       "twice: `\"\"` [bad-csv]"},
      {"a comma without quotes",
       "id,answer\ns1,0,5\ns2,1\n",
       {"!2: <s1> <0> <5>", "3: <s2> <1>"},
       "a.csv:2:6: error: 3 cells in a line, but the header names 2 columns; put a cell that holds "
       "`,` into quotes [bad-csv]"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.about);
    Diagnostics diagnostics;
    CHECK(records(c.text, diagnostics) == c.records);
    CHECK(messages(diagnostics) == c.says);
    Diagnostics again;
    CHECK_FALSE(read_csv("a.csv", c.text, again));
    CHECK(messages(again) == c.says);
  }
}

TEST_CASE("a CSV without a usable header is refused") {
  struct Case {
    std::string text, says;
  };
  const Case cases[] = {
      {"", "a.csv: error: the file is empty; its first line should name the columns [empty-file]"},
      {"\n \n",
       "a.csv: error: the file is empty; its first line should name the columns [empty-file]"},
      {"id,name,Id\n", "a.csv:1:9: error: column `Id` is there twice [duplicate-key]"},
      {"id,name\rs1,\xE4\r",
       "a.csv:2: error: the file is not UTF-8 text; save it as `CSV UTF-8` in the spreadsheet "
       "program [not-utf8]"},
      {"id,n\xE4me\n",
       "a.csv:1: error: the file is not UTF-8 text; save it as `CSV UTF-8` in the spreadsheet "
       "program [not-utf8]"},
      {"id,name\ns1,\xE4\n",
       "a.csv:2: error: the file is not UTF-8 text; save it as `CSV UTF-8` in the spreadsheet "
       "program [not-utf8]"},
      {"\"id,name\n",
       "a.csv:1:1: error: the quote is never closed; a quote inside a quoted cell is written "
       "twice: `\"\"` [bad-csv]"},
  };
  for (const Case& c : cases) {
    Diagnostics diagnostics;
    CHECK_FALSE(CsvReader::open("a.csv", c.text, diagnostics));
    CHECK(messages(diagnostics) == c.says);
  }
}

TEST_CASE("columns are found by name and cells know their place") {
  Diagnostics diagnostics;
  const auto file = read_csv("a.csv", "ID , Näme,x\n ä,\"b\nc\",d\n", diagnostics);
  REQUIRE(file);
  CHECK(file->column("id") == 0u);
  CHECK(file->column("Näme") == 1u);
  CHECK_FALSE(file->column("nme"));
  const CsvRecord& record = file->records.at(0);
  CHECK(to_text(file->place(record)) == "a.csv:2");
  CHECK(to_text(file->place(record.cells[0])) == "a.csv:2:1");
  CHECK(to_text(file->place(record.cells[1])) == "a.csv:2:4");
  CHECK(to_text(file->place(record.cells[2])) == "a.csv:3:4");
  CHECK(line_of("a,b\r1,2\r\n3,4\n5,6", 3) == "3,4");
  CHECK(line_of("a,b\r1,2\r\n3,4\n5,6", 4) == "5,6");
  CHECK(line_of("a,b\r1,2", 2) == "1,2");
  CHECK(line_of("a,b\r1,2", 3).empty());
}

TEST_CASE("many open quotes are read in linear time") {
  std::string text = "a,b\n";
  for (int i = 0; i < 100'000; ++i) text += "1,\"\n";
  text += "1,\"x";
  Diagnostics diagnostics;
  CHECK(records(text, diagnostics).size() >= 50'000);
}

TEST_CASE("what is written is read back") {
  const std::string cells[] = {"x",    "",       "a,b",    "a;b",  "say \"hi\"", "two\nlines",
                               " pad", "tab\t.", "\r\nCR", "-0.5", "日本"};
  std::string text = "h\n";
  for (const std::string& cell : cells) text += csv_cell(cell) + ",\n";
  Diagnostics diagnostics;
  const auto file = read_csv("a.csv", "n," + text, diagnostics);
  REQUIRE(file);
  std::vector<std::string> read;
  for (const CsvRecord& record : file->records) read.push_back(record.cells[0].text);
  std::vector<std::string> written(std::begin(cells), std::end(cells));
  std::erase(written, "");  // a blank line is no record
  std::erase(read, "");
  CHECK(read == written);
}

TEST_CASE("a text that a spreadsheet would run is guarded, a number is not") {
  struct Case {
    std::string text, cell;
  };
  const Case cases[] = {
      {"=1+1", "'=1+1"},
      {"+cmd", "'+cmd"},
      {"-x", "'-x"},
      {"@SUM(A1)", "'@SUM(A1)"},
      {"\tx", "\"'\tx\""},
      {"\rx", "\"'\rx\""},
      {"-0.5", "-0.5"},
      {"+3", "+3"},
      {"-1e-3", "-1e-3"},
      {"-.5", "-.5"},
      {"-1+2", "'-1+2"},
      {"--1", "'--1"},
      {"-", "'-"},
      {"-1,2", "\"'-1,2\""},
      {"Ada", "Ada"},
      {"", ""},
      {"=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""},
  };
  for (const Case& c : cases) CHECK(guarded_csv_cell(c.text) == c.cell);
}

TEST_SUITE_END();

}  // namespace
}  // namespace grader
