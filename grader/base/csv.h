// CSV (RFC 4180) with positions: rosters, marks, answer sheets.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/base/diagnostics.h"
#include "grader/base/place.h"

namespace grader {

struct CsvCell {
  std::string text;  // without its quotes; blanks around an unquoted cell are kept
  int line = 0;
  int column = 0;  // of its first character (or its quote), in code points
};

struct CsvRecord {
  std::vector<CsvCell> cells;  // as many as the header has (next() fills up with blank ones)
  int line = 0;                // of its first cell
  bool broken = false;         // an error was reported; `cells` hold what could be read
};

// Reads record by record. The separator is the most frequent of comma, semicolon and tab in the
// header line, or what a first line `sep=;` says, as Excel writes it. Lines end with LF, CR LF or
// CR; a leading byte-order mark is dropped; lines with nothing but separators are skipped. Linear
// in the text.
class CsvReader {
 public:
  // Reads the header. Empty iff it reported: text that is not UTF-8, no content, a broken header, a
  // column named twice. Header cells are trimmed.
  static std::optional<CsvReader> open(std::string name, std::string text,
                                       Diagnostics& diagnostics);

  const CsvRecord& header() const { return header_; }
  // The column with this header, in either case; or empty.
  std::optional<std::size_t> column(std::string_view name) const;

  // The next record, empty at the end. What is wrong with it (an unterminated quote, text behind a
  // closing quote, more cells than the header) is reported, sets `broken` and costs its first line
  // only: reading goes on with the next one.
  std::optional<CsvRecord> next(Diagnostics& diagnostics);

  Place place(const CsvCell& cell) const { return {source_, cell.line, cell.column}; }
  Place place(const CsvRecord& record) const { return {source_, record.line, 0}; }
  const std::shared_ptr<const Source>& source() const { return source_; }

 private:
  explicit CsvReader(std::shared_ptr<const Source> source) : source_(std::move(source)) {}
  void check_header(Diagnostics& diagnostics);
  std::optional<CsvRecord> read_line(Diagnostics& diagnostics);
  bool read_cell(CsvRecord& record, Diagnostics& diagnostics);
  void read_quoted(CsvRecord& record, CsvCell& cell, Diagnostics& diagnostics);
  void advance();    // over one byte that is no line break
  void skip_line();  // to the first byte of the next line
  bool at_line_end() const;

  std::shared_ptr<const Source> source_;
  char separator_ = ',';
  CsvRecord header_;
  std::size_t at_ = 0;  // byte
  int line_ = 1;
  int column_ = 1;
};

// A whole file. Records are whole: none is broken.
struct CsvFile {
  std::shared_ptr<const Source> source;
  CsvRecord header;
  std::vector<CsvRecord> records;

  std::optional<std::size_t> column(std::string_view name) const;
  Place place(const CsvCell& cell) const { return {source, cell.line, cell.column}; }
  Place place(const CsvRecord& record) const { return {source, record.line, 0}; }
};

// Empty iff it reported.
std::optional<CsvFile> read_csv(std::string name, std::string text, Diagnostics& diagnostics);

// A cell as written to a file: in quotes if it holds a separator, a quote, a line break or blanks
// at an end.
std::string csv_cell(std::string_view text);

// The same for text that people or students wrote: one that begins with = + - @ tab or CR gets an
// apostrophe in front, so that a spreadsheet does not run it. Numbers (`-0.5`) are not touched.
std::string guarded_csv_cell(std::string_view text);

}  // namespace grader
