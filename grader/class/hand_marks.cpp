#include "grader/class/hand_marks.h"

#include <fmt/format.h>

#include "grader/base/text.h"
#include "grader/exam/typed_points.h"

namespace grader {
namespace {

// White space within as one blank each, around it as none: `3 , 1` typed again as ` 3 ,  1` is the
// same answer.
std::string folded(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank) result += c;
    if (blank && !result.empty() && result.back() != ' ') result += ' ';
  }
  if (result.ends_with(' ')) result.pop_back();
  return result;
}

std::string answer_to(const Submission& submission, const std::string& problem,
                      const std::string& part) {
  for (const Answer& answer : submission.answers) {
    if (answer.problem == problem && answer.name == part) return answer.text;
  }
  return "";
}

std::string shortened(const std::string& text) {
  constexpr std::size_t longest = 60;
  return text.size() <= longest ? text : beginning(text, longest) + "...";
}

}  // namespace

HandMarks::HandMarks(const Exam& exam) : exam_(exam) {
  for (const Mark& mark : exam.marks) by_student_[mark.student].push_back(&mark);
}

std::span<const Mark* const> HandMarks::of(const std::string& student) {
  asked_.insert(student);
  const auto found = by_student_.find(student);
  if (found == by_student_.end()) return {};
  return found->second;
}

std::vector<Mark> HandMarks::for_submission(const Submission& submission,
                                            Diagnostics& diagnostics) {
  std::vector<Mark> marks;
  for (const Mark* mark : of(submission.student)) {
    const Problem& problem = exam_.problems[mark->problem];
    const std::string answer = answer_to(submission, problem.id, problem.parts[mark->part].id);
    if (!mark->answer || folded(*mark->answer) == folded(answer)) {
      marks.push_back(*mark);
      continue;
    }
    diagnostics.error(
        code::stale_mark, mark->where,
        fmt::format(
            "the mark of `{}` for `{}` was given to the answer `{}`, but `{}` was handed in",
            mark->student, part_name(exam_, mark->problem, mark->part), shortened(*mark->answer),
            shortened(answer)),
        "mark it again");
  }
  for (const HandPoints& given : submission.hand_points) {
    add_from_sheet(given, submission.student, marks, diagnostics);
  }
  return marks;
}

void HandMarks::add_from_sheet(const HandPoints& given, const std::string& student,
                               std::vector<Mark>& marks, Diagnostics& diagnostics) const {
  const std::string name = given.problem + "." + given.part;
  const auto index = find_part(exam_, name);
  if (!index) return;  // the reader has reported it
  Mark mark;
  mark.student = student;
  mark.problem = index->problem;
  mark.part = index->part;
  mark.where = given.where;
  if (!is_excuse(given.text)) {
    mark.points = parse_points(given.text);
    const Fraction most = points(exam_, index->problem, index->part);
    if (!mark.points || *mark.points < 0 || *mark.points > most) {
      diagnostics.error(code::bad_mark, given.where,
                        fmt::format("`{}` are no points for `{}`", shortened(given.text), name),
                        fmt::format("0 to {}, or EX to excuse", to_decimal(most)));
      return;
    }
  }
  for (const Mark& other : marks) {
    if (other.problem != mark.problem || other.part != mark.part) continue;
    if (other.points == mark.points) return;
    diagnostics.error(
        code::duplicate_mark, given.where,
        fmt::format("`{}` of `{}` is marked otherwise at {}", name, student, to_text(other.where)));
    return;
  }
  marks.push_back(std::move(mark));
}

std::vector<Mark> HandMarks::for_student(const std::string& student) {
  std::vector<Mark> marks;
  for (const Mark* mark : of(student)) marks.push_back(*mark);
  return marks;
}

std::vector<const Mark*> HandMarks::unused() const {
  std::vector<const Mark*> result;
  for (const Mark& mark : exam_.marks) {
    if (!asked_.contains(mark.student)) result.push_back(&mark);
  }
  return result;
}

}  // namespace grader
