// An exam: problems in order, roster, marks given by hand, policies.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/base/diagnostics.h"
#include "grader/base/files.h"
#include "grader/base/fraction.h"
#include "grader/exam/kind.h"
#include "grader/exam/problem.h"

namespace grader {

struct RosterEntry {
  std::string id;
  std::string name;
  std::vector<std::string> extra;  // further columns, carried along
};

struct Roster {
  std::vector<std::string> extra_columns;
  std::vector<RosterEntry> students;
  const RosterEntry* find(std::string_view id) const;
};

// Points (or an excuse) given by hand; it overrides the machine's mark of its part.
struct Mark {
  std::string student;
  std::size_t problem = 0;         // index into Exam::problems
  std::size_t part = 0;            // index into Problem::parts
  std::optional<Fraction> points;  // empty: excused (`EX`)
  std::string by;
  std::string reason;
  std::optional<std::string> answer;  // if given, the mark holds for this answer only
  Place where;
};

struct Policies {
  std::optional<Fraction> round;  // final points to a multiple of this, half up
};

struct Boundary {
  std::string grade;
  Fraction percent;  // of the exam's points, or more
};

struct Exam {
  std::string title;
  std::vector<Problem> problems;
  std::vector<Fraction> scale;  // a problem each: what its points are multiplied with
  Policies policies;
  std::vector<Boundary> boundaries;  // highest first
  std::optional<Roster> roster;
  std::vector<Mark> marks;
  std::vector<std::string> answers;           // paths of `answers:`, beside the exam file
  std::map<std::string, std::string> inputs;  // role and name -> SHA-256, for run.json
};

// Points of a part in this exam, after the problem's scale.
Fraction points(const Exam& exam, std::size_t problem, std::size_t part);
Fraction points(const Exam& exam);

struct PartIndex {
  std::size_t problem;
  std::size_t part;
};

// "last-layers.ii" -> indices; empty if there is no such part.
std::optional<PartIndex> find_part(const Exam& exam, std::string_view name);
std::string part_name(const Exam& exam, std::size_t problem, std::size_t part);

// The file that makes a folder an exam; a folder with both is refused.
inline constexpr std::array<std::string_view, 2> exam_file_names = {"exam.yaml", "exam.yml"};

// Loads an exam file, or a folder: its exam.yaml (or exam.yml) if it has one, else all of its
// problems (*.yaml, *.yml) in name order. Problems, roster and marks it refers to are loaded with
// it; `answers:` are only named.
std::optional<Exam> load_exam(const Files& files, const std::string& path,
                              const Reference& reference, Diagnostics& diagnostics);

// Loads one problem file.
std::optional<Problem> load_problem(const Files& files, const std::string& path,
                                    const Reference& reference, Diagnostics& diagnostics);

}  // namespace grader
