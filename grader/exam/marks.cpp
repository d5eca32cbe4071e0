#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_set>

#include "grader/base/csv.h"
#include "grader/base/text.h"
#include "grader/base/words.h"
#include "grader/exam/tables.h"
#include "grader/exam/typed_points.h"

namespace grader {
namespace {

// Reads the records of one file of marks.
class MarksReader {
 public:
  MarksReader(const CsvFile& file, Exam& exam, Diagnostics& diagnostics)
      : file_(file), exam_(exam), diagnostics_(diagnostics) {
    if (!exam.roster) return;
    for (const RosterEntry& entry : exam.roster->students) ids_.insert(entry.id);
  }

  void read() {
    if (!find_columns()) return;
    for (const CsvRecord& record : file_.records) {
      if (auto mark = read_mark(record)) exam_.marks.push_back(std::move(*mark));
    }
  }

 private:
  bool find_columns() {
    const std::vector<std::string> names{"student", "part", "points", "by", "reason", "answer"};
    bool good = true;
    for (const std::string& name : names) {
      const auto column = file_.column(name);
      if (column) columns_[name] = *column;
      if (column || name == "answer") continue;
      good = false;
      diagnostics_.error(code::missing_key, file_.place(file_.header),
                         fmt::format("missing column `{}`", name),
                         "columns: student, part, points, by, reason and, if wished, answer");
    }
    for (std::size_t i = 0; i < file_.header.cells.size(); ++i) {
      const CsvCell& cell = file_.header.cells[i];
      const bool known = std::any_of(columns_.begin(), columns_.end(),
                                     [&](const auto& column) { return column.second == i; });
      if (known || cell.text.empty()) continue;
      good = false;
      diagnostics_.error(code::unknown_column, file_.place(cell),
                         fmt::format("unknown column `{}` in the marks", cell.text),
                         suggestion(cell.text, names));
    }
    return good;
  }

  const CsvCell& cell(const CsvRecord& record, const std::string& column) const {
    return record.cells[columns_.at(column)];
  }

  std::optional<Mark> read_mark(const CsvRecord& record) {
    Mark mark;
    mark.where = file_.place(record);
    const bool student = read_student(cell(record, "student"), mark);
    const bool part = read_part(cell(record, "part"), mark);
    if (!part || !read_points(cell(record, "points"), mark) || !student) return std::nullopt;
    mark.by = trimmed(cell(record, "by").text);
    mark.reason = trimmed(cell(record, "reason").text);
    if (columns_.contains("answer")) {
      const std::string answer = cell(record, "answer").text;
      if (!trimmed(answer).empty()) mark.answer = answer;
    }
    if (!is_first(record, mark)) return std::nullopt;
    return mark;
  }

  bool read_student(const CsvCell& cell, Mark& mark) {
    constexpr std::size_t most_compared = 5000;  // names for "did you mean"
    mark.student = trimmed(cell.text);
    if (mark.student.empty()) {
      diagnostics_.error(code::unknown_student, file_.place(cell), "a mark without a student");
      return false;
    }
    if (!exam_.roster || ids_.contains(mark.student)) return true;
    std::vector<std::string> known(ids_.begin(), ids_.end());
    std::sort(known.begin(), known.end());
    known.resize(std::min(known.size(), most_compared));
    const auto near = closest(mark.student, known);
    diagnostics_.error(code::unknown_student, file_.place(cell),
                       fmt::format("student `{}` is not in the roster", mark.student),
                       near ? fmt::format("did you mean `{}`?", *near) : "");
    return false;
  }

  bool read_part(const CsvCell& cell, Mark& mark) {
    const std::string name(trimmed(cell.text));
    const auto index = find_part(exam_, name);
    if (index) {
      mark.problem = index->problem;
      mark.part = index->part;
      return true;
    }
    std::vector<std::string> names;
    for (std::size_t i = 0; i < exam_.problems.size(); ++i) {
      for (std::size_t j = 0; j < exam_.problems[i].parts.size(); ++j) {
        names.push_back(part_name(exam_, i, j));
      }
    }
    diagnostics_.error(code::unknown_part, file_.place(cell),
                       fmt::format("the exam has no part `{}`", name), suggestion(name, names));
    return false;
  }

  bool read_points(const CsvCell& cell, Mark& mark) {
    const std::string text(trimmed(cell.text));
    if (is_excuse(text)) return true;
    mark.points = parse_points(text);
    const Fraction most = points(exam_, mark.problem, mark.part);
    if (!mark.points) {
      diagnostics_.error(
          code::bad_mark, file_.place(cell),
          text.empty() ? "a mark without points" : fmt::format("`{}` is no number of points", text),
          "write a number, or `EX` to excuse the student");
    } else if (*mark.points < 0) {
      diagnostics_.error(code::bad_mark, file_.place(cell), "points below zero");
    } else if (*mark.points > most) {
      diagnostics_.error(code::bad_mark, file_.place(cell),
                         fmt::format("{} points, but `{}` has {}", to_decimal(*mark.points),
                                     part_name(exam_, mark.problem, mark.part), to_decimal(most)));
    } else {
      return true;
    }
    return false;
  }

  bool is_first(const CsvRecord& record, const Mark& mark) {
    const std::string part = part_name(exam_, mark.problem, mark.part);
    const auto [first, added] = lines_.emplace(std::pair(mark.student, part), record.line);
    if (added) return true;
    diagnostics_.error(code::duplicate_mark, file_.place(cell(record, "part")),
                       fmt::format("`{}` has marks for `{}` already", mark.student, part),
                       fmt::format("first in line {}", first->second));
    return false;
  }

  const CsvFile& file_;
  Exam& exam_;
  Diagnostics& diagnostics_;
  std::map<std::string, std::size_t> columns_;
  std::unordered_set<std::string> ids_;
  std::map<std::pair<std::string, std::string>, int> lines_;
};

}  // namespace

bool read_marks(std::string name, std::string text, Exam& exam, Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.count(Severity::error);
  const auto file = read_csv(std::move(name), std::move(text), diagnostics);
  if (file) MarksReader(*file, exam, diagnostics).read();
  return diagnostics.count(Severity::error) == before;
}

}  // namespace grader
