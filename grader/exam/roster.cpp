#include <fmt/format.h>

#include <set>
#include <unordered_map>

#include "grader/base/csv.h"
#include "grader/base/text.h"
#include "grader/exam/tables.h"

namespace grader {
namespace {

bool has_control_character(const std::string& text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return true;
  }
  return false;
}

struct RosterColumns {
  std::size_t id;
  std::size_t name;
};

std::optional<RosterColumns> find_columns(const CsvFile& file, Diagnostics& diagnostics) {
  const auto id = file.column("id");
  const auto name = file.column("name");
  if (!id) {
    diagnostics.error(code::missing_key, file.place(file.header), "missing column `id`",
                      "the first line names the columns `id`, `name` and any others");
  }
  if (!name) {
    diagnostics.error(code::missing_key, file.place(file.header), "missing column `name`",
                      "the first line names the columns `id`, `name` and any others");
  }
  if (!id || !name) return std::nullopt;
  return RosterColumns{*id, *name};
}

// The columns that grades.csv has of its own, in lower case.
std::set<std::string> columns_of_grades(const Exam& exam) {
  std::set<std::string> names{"status", "by_hand", "points", "final", "grade"};
  for (std::size_t p = 0; p < exam.problems.size(); ++p) {
    for (std::size_t i = 0; i < exam.problems[p].parts.size(); ++i) {
      names.insert(lower_case(part_name(exam, p, i)));
    }
  }
  return names;
}

std::vector<std::string> read_extra_columns(const CsvFile& file, const RosterColumns& columns,
                                            const Exam& exam, Diagnostics& diagnostics) {
  const std::set<std::string> taken = columns_of_grades(exam);
  std::vector<std::string> extra;
  for (std::size_t i = 0; i < file.header.cells.size(); ++i) {
    if (i == columns.id || i == columns.name) continue;
    const CsvCell& cell = file.header.cells[i];
    if (taken.contains(lower_case(cell.text))) {
      diagnostics.error(code::duplicate_key, file.place(cell),
                        fmt::format("grades.csv has a column `{}` of its own", cell.text),
                        "columns of the roster are carried along; give it another name");
    }
    extra.push_back(cell.text);
  }
  return extra;
}

RosterEntry read_entry(const CsvRecord& record, const RosterColumns& columns) {
  RosterEntry entry;
  for (std::size_t i = 0; i < record.cells.size(); ++i) {
    if (i == columns.id) {
      entry.id = trimmed(record.cells[i].text);
    } else if (i == columns.name) {
      entry.name = trimmed(record.cells[i].text);
    } else {
      entry.extra.push_back(record.cells[i].text);
    }
  }
  return entry;
}

}  // namespace

std::optional<Roster> read_roster(std::string name, std::string text, const Exam& exam,
                                  Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.count(Severity::error);
  const auto file = read_csv(std::move(name), std::move(text), diagnostics);
  if (!file) return std::nullopt;
  const auto columns = find_columns(*file, diagnostics);
  if (!columns) return std::nullopt;
  Roster roster;
  roster.extra_columns = read_extra_columns(*file, *columns, exam, diagnostics);
  std::unordered_map<std::string, int> lines;
  for (const CsvRecord& record : file->records) {
    RosterEntry entry = read_entry(record, *columns);
    const Place place = file->place(record.cells[columns->id]);
    if (entry.id.empty() || has_control_character(entry.id)) {
      diagnostics.error(code::bad_id, place,
                        entry.id.empty() ? "a student without an id"
                                         : "an id with a line break or another control character");
      continue;
    }
    const auto [first, added] = lines.emplace(entry.id, record.line);
    if (!added) {
      diagnostics.error(code::duplicate_student, place,
                        fmt::format("student `{}` is there twice", entry.id),
                        fmt::format("first in line {}", first->second));
    }
    roster.students.push_back(std::move(entry));
  }
  if (file->records.empty()) {
    diagnostics.error(code::empty_file, Place{file->source, 0, 0}, "the roster has no students");
  }
  if (diagnostics.count(Severity::error) != before) return std::nullopt;
  return roster;
}

}  // namespace grader
