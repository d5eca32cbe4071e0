// grades.csv and errors.csv (RFC 4180: lines end with CR LF).
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "grader/class/results.h"
#include "grader/class/selection.h"

namespace grader {

// One row a student: the roster in its order, then the others in input order.
class GradesTable {
 public:
  GradesTable(const Exam& exam, const Selection& selection);  // both must outlive it

  void add(const StudentResult& result);
  std::string text() const;

 private:
  std::string header() const;
  std::string row(const StudentResult& result, const RosterEntry* known) const;

  const Exam& exam_;
  const Selection& selection_;
  std::unordered_map<std::string, const RosterEntry*> roster_;
  std::unordered_map<std::string, std::string> on_roster_;  // id -> row
  std::string others_;
};

std::string errors_header();
std::string errors_row(const Incident& incident);

}  // namespace grader
