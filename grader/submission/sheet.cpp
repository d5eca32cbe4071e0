#include "grader/submission/sheet.h"

#include <fmt/format.h>

#include <algorithm>

#include "grader/base/text.h"
#include "grader/submission/answer_collector.h"
#include "grader/submission/ids.h"

namespace grader {
namespace {

// A spreadsheet marks text with a leading apostrophe, and so do we where a cell could be taken for
// a formula.
std::string_view unguarded(std::string_view text) {
  constexpr std::string_view formula_starts = "=+-@\t\r";
  const bool guarded = text.size() > 1 && text.front() == '\'' &&
                       formula_starts.find(text[1]) != std::string_view::npos;
  return guarded ? text.substr(1) : text;
}

// "problem.part" of whatever exam: two words joined by a point.
bool is_joined(std::string_view header) {
  const auto point = header.find('.');
  return point != std::string_view::npos && point > 0 && point + 1 < header.size() &&
         header.find_first_of(" \t@/") == std::string_view::npos;
}

}  // namespace

SheetReader::SheetReader(const std::string& path, std::string input, std::string text,
                         const Exam& exam, const AnswerNames& names)
    : input_(std::move(input)), exam_(exam), names_(names) {
  Received about{.submission = {}, .input = input_, .student = "", .diagnostics = {}};
  csv_ = CsvReader::open(path, std::move(text), about.diagnostics);
  if (csv_) {
    for (const CsvCell& header : csv_->header().cells) {
      columns_.push_back(use_of(header, about.diagnostics));
    }
    const auto is_id = [](const Column& column) { return column.use == Column::Use::id; };
    if (std::none_of(columns_.begin(), columns_.end(), is_id)) {
      about.diagnostics.error(code::missing_key, csv_->place(csv_->header()),
                              "no column `id`; nobody in this sheet is graded",
                              "the first line names the columns: id, name, problem.part, ...");
      csv_.reset();
    }
  }
  if (!about.diagnostics.all().empty()) about_sheet_ = std::move(about);
}

SheetReader::Column SheetReader::use_of(const CsvCell& header, Diagnostics& diagnostics) const {
  const std::string word = lower_case(header.text);
  if (word == "id") return {Column::Use::id};
  if (word == "name") return {Column::Use::name};
  if (word == "submitted") return {Column::Use::submitted};
  if (header.text.ends_with('!')) return points_column(header, diagnostics);
  if (auto target = names_.resolve(header.text)) {
    const bool asked = names_.problem(target->problem)->find(target->name) != nullptr;
    return {Column::Use::answer, *std::move(target), asked};
  }
  return unknown_column(header, diagnostics);
}

SheetReader::Column SheetReader::points_column(const CsvCell& header,
                                               Diagnostics& diagnostics) const {
  const std::string_view joined = std::string_view(header.text).substr(0, header.text.size() - 1);
  auto target = names_.resolve(joined);
  if (target && names_.problem(target->problem)->find(target->name)) {
    return {Column::Use::points, *std::move(target)};
  }
  diagnostics.warning(
      code::unknown_column, csv_->place(header),
      fmt::format("column `{}` names no part; its points are not used", header.text),
      names_.suggest_joined(joined));
  return {Column::Use::unread};
}

SheetReader::Column SheetReader::unknown_column(const CsvCell& header,
                                                Diagnostics& diagnostics) const {
  if (header.text.empty()) return {};
  if (exam_.roster) {
    const auto& known = exam_.roster->extra_columns;
    if (std::find(known.begin(), known.end(), header.text) != known.end()) return {};
  }
  const Place where = csv_->place(header);
  const std::string message =
      fmt::format("column `{}` names no part; it is not marked", header.text);
  if (names_.resembles(header.text) || is_joined(header.text)) {
    diagnostics.warning(code::unknown_column, where, message, names_.suggest_joined(header.text));
    return {Column::Use::unread};
  }
  diagnostics.note(code::unknown_column, where, message);
  return {};
}

std::optional<Received> SheetReader::next() {
  if (about_sheet_) return std::exchange(about_sheet_, std::nullopt);
  if (!csv_) return std::nullopt;
  Received received;
  const std::optional<CsvRecord> row = csv_->next(received.diagnostics);
  if (!row) return std::nullopt;
  received.input = fmt::format("{}:{}", input_, row->line);
  Submission submission = read_row(*row, received.diagnostics);
  check_row(received, std::move(submission), *row);
  return received;
}

Submission SheetReader::read_row(const CsvRecord& row, Diagnostics& diagnostics) const {
  Submission submission;
  AnswerCollector answers(submission, diagnostics);
  bool unread = false;
  submission.where = csv_->place(row);
  const std::size_t size = std::min(columns_.size(), row.cells.size());
  for (std::size_t i = 0; i < size; ++i) {
    const CsvCell& cell = row.cells[i];
    const std::string_view text = unguarded(trimmed(cell.text));
    const auto& [use, target, asked] = columns_[i];
    if (use == Column::Use::id) submission.student = text;
    if (use == Column::Use::name) submission.name = kept_text(text);
    if (use == Column::Use::submitted) submission.submitted = kept_text(text);
    if (text.empty()) continue;
    if (use == Column::Use::answer) {
      answers.add({target.problem, target.name, std::string(text), csv_->place(cell)}, asked);
    }
    if (use == Column::Use::unread) unread = true;
    if (use == Column::Use::points) {
      submission.hand_points.push_back(
          {target.problem, target.name, std::string(text), csv_->place(cell)});
    }
  }
  submission.handed_in = !submission.answers.empty() || !submission.hand_points.empty() ||
                         !submission.submitted.empty() || unread;
  return submission;
}

void SheetReader::check_row(Received& received, Submission submission, const CsvRecord& row) const {
  received.student = kept_text(submission.student);
  if (row.broken) return;
  const auto at_id = static_cast<std::size_t>(
      std::find_if(columns_.begin(), columns_.end(),
                   [](const Column& column) { return column.use == Column::Use::id; }) -
      columns_.begin());
  if (check_id(submission.student, csv_->place(row.cells[at_id]), received.diagnostics)) {
    received.submission = std::move(submission);
  }
}

std::string empty_sheet(const Exam& exam) {
  std::string header = "id,name";
  std::size_t columns = 2;
  for (const Problem& problem : exam.problems) {
    for (const Part& part : problem.parts) {
      header += "," + csv_cell(problem.id + "." + part.id);
      ++columns;
      if (part.ask != Ask::written) continue;
      header += "," + csv_cell(problem.id + "." + part.id + "!");
      ++columns;
    }
  }
  std::string sheet = header + "\r\n";
  if (!exam.roster) return sheet;
  for (const RosterEntry& student : exam.roster->students) {
    sheet += guarded_csv_cell(student.id) + "," + guarded_csv_cell(student.name) +
             std::string(columns - 2, ',') + "\r\n";
  }
  return sheet;
}

}  // namespace grader
