#include "grader/base/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "grader/base/text.h"
#include "grader/base/words.h"

namespace grader {
namespace {

bool same_header(std::string_view a, std::string_view b) { return lower_case(a) == lower_case(b); }

std::optional<std::size_t> find_column(const CsvRecord& header, std::string_view name) {
  for (std::size_t i = 0; i < header.cells.size(); ++i) {
    if (same_header(header.cells[i].text, name)) return i;
  }
  return std::nullopt;
}

// The most frequent of the separators outside quotes in the first line that is not blank; the
// comma wins a tie.
char separator_of(std::string_view text) {
  constexpr std::string_view candidates = ",;\t";
  std::array<int, candidates.size()> seen{};
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if ((c == '\n' || c == '\r') && !quoted) break;
    const auto candidate = candidates.find(c);
    if (!quoted && candidate != std::string_view::npos) ++seen[candidate];
  }
  return candidates[static_cast<std::size_t>(std::max_element(seen.begin(), seen.end()) -
                                             seen.begin())];
}

// What a first line `sep=;` says; it is no record.
std::optional<char> stated_separator(std::string_view text) {
  constexpr std::string_view key = "sep=";
  const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
  if (line.size() != key.size() + 1 || lower_case(line.substr(0, key.size())) != key) {
    return std::nullopt;
  }
  constexpr std::string_view possible = ",;\t|:~^";
  if (possible.find(line.back()) == std::string_view::npos) return std::nullopt;
  return line.back();
}

bool blank(const CsvCell& cell) { return trimmed(cell.text).empty(); }

bool blank(const CsvRecord& record) {
  return std::all_of(record.cells.begin(), record.cells.end(),
                     [](const CsvCell& cell) { return blank(cell); });
}

// A number may begin with a sign.
bool is_number(std::string_view text) {
  if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
  if (text.empty() || text.find_first_not_of("0123456789.eE+-") != std::string_view::npos) {
    return false;
  }
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && text.front() != '-';
}

}  // namespace

std::optional<CsvReader> CsvReader::open(std::string name, std::string text,
                                         Diagnostics& diagnostics) {
  drop_byte_order_mark(text);
  const auto source = std::make_shared<const Source>(Source{std::move(name), std::move(text)});
  if (!is_utf8(source->text)) {
    diagnostics.error(code::not_utf8, bad_utf8_line(source->name, source->text),
                      "the file is not UTF-8 text",
                      "save it as `CSV UTF-8` in the spreadsheet program");
    return std::nullopt;
  }
  CsvReader reader(source);
  const std::optional<char> stated = stated_separator(source->text);
  reader.separator_ = stated ? *stated : separator_of(source->text);
  if (stated) reader.skip_line();
  const std::size_t errors = diagnostics.count(Severity::error);
  auto header = reader.read_line(diagnostics);
  if (!header) {
    diagnostics.error(code::empty_file, whole_file(source->name), "the file is empty",
                      "its first line should name the columns");
    return std::nullopt;
  }
  reader.header_ = std::move(*header);
  reader.check_header(diagnostics);
  if (diagnostics.count(Severity::error) != errors) return std::nullopt;
  return reader;
}

void CsvReader::check_header(Diagnostics& diagnostics) {
  std::set<std::string> seen;
  for (CsvCell& cell : header_.cells) {
    cell.text = std::string(trimmed(cell.text));
    if (!cell.text.empty() && !seen.insert(lower_case(cell.text)).second) {
      diagnostics.error(code::duplicate_key, place(cell),
                        fmt::format("column `{}` is there twice", cell.text));
    }
  }
}

std::optional<std::size_t> CsvReader::column(std::string_view name) const {
  return find_column(header_, name);
}

std::optional<CsvRecord> CsvReader::next(Diagnostics& diagnostics) {
  auto record = read_line(diagnostics);
  if (!record || record->broken) return record;
  const std::size_t width = header_.cells.size();
  while (record->cells.size() > width && blank(record->cells.back())) record->cells.pop_back();
  if (record->cells.size() > width) {
    record->broken = true;
    diagnostics.error(code::bad_csv, place(record->cells[width]),
                      fmt::format("{} in a line, but the header names {}",
                                  counted(record->cells.size(), "cell"), counted(width, "column")),
                      fmt::format("put a cell that holds `{}` into quotes",
                                  separator_ == '\t' ? "a tab" : std::string(1, separator_)));
  }
  const CsvCell end{"", record->cells.back().line, 0};
  if (record->cells.size() < width) record->cells.resize(width, end);
  return record;
}

std::optional<CsvRecord> CsvReader::read_line(Diagnostics& diagnostics) {
  while (true) {
    if (at_ >= source_->text.size()) return std::nullopt;
    const std::size_t begin = at_;
    CsvRecord record;
    record.line = line_;
    while (read_cell(record, diagnostics)) {
    }
    if (record.broken) {
      at_ = begin;
      line_ = record.line;
      skip_line();
    } else if (blank(record)) {
      continue;
    }
    return record;
  }
}

// Reads one cell and what ends it; true iff another cell follows in this record.
bool CsvReader::read_cell(CsvRecord& record, Diagnostics& diagnostics) {
  const std::string_view text = source_->text;
  CsvCell cell{"", line_, column_};
  const std::size_t begin = at_;
  const std::size_t content = std::min(text.find_first_not_of(' ', at_), text.size());
  if (content < text.size() && text[content] == '"') {
    while (at_ < content) advance();
    cell.column = column_;
    read_quoted(record, cell, diagnostics);
  } else {
    while (!at_line_end() && text[at_] != separator_) advance();
    cell.text = std::string(text.substr(begin, at_ - begin));
  }
  record.cells.push_back(std::move(cell));
  if (record.broken) return false;
  if (!at_line_end()) {
    advance();  // the separator
    return true;
  }
  skip_line();
  return false;
}

// Reads from the opening quote to behind the closing one and the blanks that follow.
void CsvReader::read_quoted(CsvRecord& record, CsvCell& cell, Diagnostics& diagnostics) {
  const std::string_view text = source_->text;
  advance();
  while (at_ < text.size() && (text[at_] != '"' || text.substr(at_, 2) == "\"\"")) {
    if (const std::size_t size = line_break(text, at_); size > 0) {
      cell.text += text.substr(at_, size);
      skip_line();
      continue;
    }
    cell.text += text[at_];
    if (text[at_] == '"') advance();
    advance();
  }
  if (at_ == text.size()) {
    record.broken = true;
    diagnostics.error(code::bad_csv, place(cell), "the quote is never closed",
                      "a quote inside a quoted cell is written twice: `\"\"`");
    return;
  }
  advance();
  while (at_ < text.size() && text[at_] == ' ') advance();
  if (at_line_end() || text[at_] == separator_) return;
  record.broken = true;
  diagnostics.error(code::bad_csv, {source_, line_, column_}, "text behind the closing quote",
                    "a quote inside a quoted cell is written twice: `\"\"`");
}

void CsvReader::advance() {
  ++at_;
  const std::string_view text = source_->text;
  if (at_ == text.size() || !continues_code_point(text[at_])) ++column_;
}

bool CsvReader::at_line_end() const {
  return at_ >= source_->text.size() || line_break(source_->text, at_) > 0;
}

void CsvReader::skip_line() {
  const std::string_view text = source_->text;
  const auto end = text.find_first_of("\r\n", at_);
  at_ = end == std::string_view::npos ? text.size() : end + line_break(text, end);
  ++line_;
  column_ = 1;
}

std::optional<std::size_t> CsvFile::column(std::string_view name) const {
  return find_column(header, name);
}

std::optional<CsvFile> read_csv(std::string name, std::string text, Diagnostics& diagnostics) {
  auto reader = CsvReader::open(std::move(name), std::move(text), diagnostics);
  if (!reader) return std::nullopt;
  CsvFile file{reader->source(), reader->header(), {}};
  bool broken = false;
  while (auto record = reader->next(diagnostics)) {
    broken = broken || record->broken;
    file.records.push_back(std::move(*record));
  }
  if (broken) return std::nullopt;
  return file;
}

std::string csv_cell(std::string_view text) {
  constexpr std::string_view blanks = " \t";
  const bool blank_end = !text.empty() && (blanks.find(text.front()) != std::string_view::npos ||
                                           blanks.find(text.back()) != std::string_view::npos);
  if (!blank_end && text.find_first_of(",;\t\"\r\n") == std::string_view::npos) {
    return std::string(text);
  }
  std::string cell = "\"";
  for (const char c : text) {
    if (c == '"') cell += '"';
    cell += c;
  }
  return cell + '"';
}

std::string guarded_csv_cell(std::string_view text) {
  const bool formula =
      !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
  if (!formula || is_number(text)) return csv_cell(text);
  return csv_cell("'" + std::string(text));
}

}  // namespace grader
