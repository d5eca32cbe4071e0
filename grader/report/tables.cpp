#include "grader/report/tables.h"

#include "grader/base/csv.h"
#include "grader/base/words.h"

namespace grader {
namespace {

constexpr std::string_view line_end = "\r\n";

const Verdict* find_part(const Score& score, std::size_t problem, std::size_t part) {
  for (const PartScore& scored : score.parts) {
    if (scored.problem == problem && scored.part == part) return &scored.verdict;
  }
  return nullptr;
}

// What people or students wrote: no formula for a spreadsheet, no escape sequence for a terminal.
std::string text_cell(std::string_view text) {
  return guarded_csv_cell(without_controls(text, "\t\n\r"));
}

// Points of a part; blank where there are none yet.
std::string part_cell(const Verdict* verdict) {
  if (!verdict) return "";
  if (verdict->excused) return "EX";
  const bool waits =
      verdict->outcome == Outcome::pending || verdict->outcome == Outcome::not_marked;
  return waits ? "" : to_decimal(verdict->points);
}

std::string number_cell(int number) { return number > 0 ? std::to_string(number) : ""; }

}  // namespace

GradesTable::GradesTable(const Exam& exam, const Selection& selection)
    : exam_(exam), selection_(selection) {
  if (!exam.roster) return;
  for (const RosterEntry& student : exam.roster->students) roster_.emplace(student.id, &student);
}

void GradesTable::add(const StudentResult& result) {
  const auto known = roster_.find(result.score.student);
  if (known == roster_.end()) {
    others_ += row(result, nullptr);
  } else {
    on_roster_[result.score.student] = row(result, known->second);
  }
}

std::string GradesTable::text() const {
  std::string text = header();
  if (exam_.roster) {
    for (const RosterEntry& student : exam_.roster->students) {
      const auto found = on_roster_.find(student.id);
      if (found != on_roster_.end()) text += found->second;
    }
  }
  return text + others_;
}

std::string GradesTable::header() const {
  std::string line = "id,name";
  if (exam_.roster) {
    for (const std::string& column : exam_.roster->extra_columns) {
      line += "," + text_cell(column);
    }
  }
  line += ",status";
  for (std::size_t p = 0; p < exam_.problems.size(); ++p) {
    for (std::size_t i = 0; i < exam_.problems[p].parts.size(); ++i) {
      if (selection_.contains(p, i)) line += "," + text_cell(part_name(exam_, p, i));
    }
  }
  line += ",by_hand,points,final";
  if (!exam_.boundaries.empty()) line += ",grade";
  line += line_end;
  return line;
}

std::string GradesTable::row(const StudentResult& result, const RosterEntry* known) const {
  const Score& score = result.score;
  std::string line = text_cell(score.student) + "," + text_cell(score.name);
  const std::size_t extras = exam_.roster ? exam_.roster->extra_columns.size() : 0;
  for (std::size_t i = 0; i < extras; ++i) {
    line += ",";
    if (known && i < known->extra.size()) line += text_cell(known->extra[i]);
  }
  line += ",";
  line += to_text(result.status);
  for (std::size_t p = 0; p < exam_.problems.size(); ++p) {
    for (std::size_t i = 0; i < exam_.problems[p].parts.size(); ++i) {
      if (selection_.contains(p, i)) line += "," + part_cell(find_part(score, p, i));
    }
  }
  const bool marked = !score.parts.empty() && result.status != Status::excused;
  line += "," + (marked ? to_decimal(score.by_hand) : "");
  line += "," + (marked ? to_decimal(score.points) : "");
  line += "," + (score.final_points ? to_decimal(*score.final_points) : "");
  if (!exam_.boundaries.empty()) line += "," + text_cell(score.grade);
  line += line_end;
  return line;
}

std::string errors_header() { return "input,student,severity,code,line,column,message\r\n"; }

std::string errors_row(const Incident& incident) {
  const Diagnostic& diagnostic = incident.diagnostic;
  std::string message = diagnostic.message;
  if (!diagnostic.hint.empty()) message += "; " + diagnostic.hint;
  std::string line = text_cell(incident.input) + "," + text_cell(incident.student);
  line += ",";
  line += to_text(diagnostic.severity);
  line += ",";
  line += diagnostic.code;
  line += "," + number_cell(diagnostic.where.line) + "," + number_cell(diagnostic.where.column);
  line += "," + text_cell(message);
  line += line_end;
  return line;
}

}  // namespace grader
