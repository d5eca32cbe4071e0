#include "grader/class/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <unordered_map>
#include <unordered_set>

#include "grader/base/words.h"
#include "grader/class/hand_marks.h"

namespace grader {
namespace {

// About one input. Files with a hundred thousand unknown keys have been seen.
constexpr std::size_t most_messages = 20;

class ClassRun {
 public:
  ClassRun(const Exam& exam, const Marker& marker, const RunOptions& options, ResultSink& sink)
      : exam_(exam), marker_(marker), options_(options), sink_(sink), hand_marks_(exam) {
    if (!exam.roster) return;
    for (const RosterEntry& student : exam.roster->students) {
      roster_.emplace(student.id, &student);
      roster_ids_.push_back(student.id);
    }
  }

  Result<RunSummary> run(SubmissionReader& reader) {
    while (true) {
      if (options_.interrupted && options_.interrupted()) {
        summary_.interrupted = true;
        return summary_;
      }
      std::optional<Received> received = reader.next();
      if (!received) break;
      if (const auto done = take(*std::move(received)); !done) return done.error();
    }
    if (const auto done = add_missing(); !done) return done.error();
    if (const auto done = report_unused_marks(); !done) return done.error();
    return summary_;
  }

 private:
  bool asked_for(const std::string& student) const {
    return options_.students.empty() || options_.students.contains(student);
  }

  const RosterEntry* on_roster(const std::string& student) const {
    const auto found = roster_.find(student);
    return found == roster_.end() ? nullptr : found->second;
  }

  Result<void> take(Received received) {
    received.diagnostics.shorten(most_messages);
    if (!received.submission) return reject(received);
    Submission& submission = *received.submission;
    if (!asked_for(submission.student)) return {};
    if (!submission.handed_in) {
      absent_.push_back(std::move(submission));
      return report(received.input, absent_.back().student, received.diagnostics);
    }
    const auto [first, is_first] = seen_.emplace(submission.student, received.input);
    if (!is_first) return reject_duplicate(received, first->second);
    return add_submission(std::move(received));
  }

  // An input that could not be read, or remarks on a sheet.
  Result<void> reject(const Received& received) {
    if (!received.student.empty() && !asked_for(received.student)) return {};
    if (received.diagnostics.has_errors()) {
      ++summary_.not_graded;
      if (!received.student.empty()) unreadable_.insert(received.student);
    }
    return report(received.input, received.student, received.diagnostics);
  }

  Result<void> reject_duplicate(const Received& received, const std::string& first) {
    ++summary_.not_graded;
    Diagnostics diagnostics;
    diagnostics.error(
        code::duplicate_student, received.submission->where,
        fmt::format("`{}` has handed in before, at {}; the first stands", received.student, first));
    return report(received.input, received.student, diagnostics);
  }

  Result<void> add_submission(Received received) {
    const Submission& submission = *received.submission;
    StudentResult result;
    result.input = received.input;
    result.submitted = submission.submitted;
    Diagnostics& diagnostics = received.diagnostics;
    const std::vector<Mark> marks = hand_marks_.for_submission(submission, diagnostics);
    note_unknown_id(submission, diagnostics);
    mark(result, submission, marks, diagnostics);
    ++summary_.submissions;
    if (const auto done = finish(std::move(result), diagnostics); !done) return done;
    if (options_.progress) options_.progress(summary_.submissions);
    return {};
  }

  void note_unknown_id(const Submission& submission, Diagnostics& diagnostics) const {
    if (!exam_.roster || on_roster(submission.student)) return;
    const auto near = closest(submission.student, roster_ids_);
    diagnostics.warning(code::unknown_student, submission.where,
                        fmt::format("`{}` is not on the roster", submission.student),
                        near ? fmt::format("did you mean `{}`?", *near) : "");
  }

  std::vector<RawAnswer> raw_answers(const Submission& submission) const {
    std::vector<RawAnswer> answers;
    for (const Answer& answer : submission.answers) {
      for (std::size_t p = 0; p < exam_.problems.size(); ++p) {
        if (exam_.problems[p].id == answer.problem)
          answers.push_back({p, answer.name, answer.text});
      }
    }
    return answers;
  }

  // Sets score and status. A failure of ours is an error of the run, never of the student.
  void mark(StudentResult& result, const Submission& submission, const std::vector<Mark>& marks,
            Diagnostics& diagnostics) const {
    const RosterEntry* known = on_roster(submission.student);
    const std::string& name = known && !known->name.empty() ? known->name : submission.name;
    result.score.student = submission.student;
    result.score.name = name;
    try {
      result.score = marker_.mark(submission.student, name, raw_answers(submission), marks);
      options_.selection.restrict(result.score, exam_);
    } catch (const std::exception& error) {
      result.score = Score{};
      result.score.student = submission.student;
      result.score.name = name;
      diagnostics.error(code::internal, submission.where,
                        fmt::format("we failed at marking this submission: {}", error.what()));
    }
    if (result.score.failed) {
      diagnostics.error(code::internal, submission.where,
                        "we failed at marking a part of this submission",
                        "results.jsonl says which and why");
    }
    result.status = status_of(result.score, submission.student, diagnostics.has_errors());
    if (result.status != Status::error && result.status != Status::excused) return;
    result.score.final_points.reset();
    result.score.grade.clear();
  }

  Status status_of(const Score& score, const std::string& student, bool errors) const {
    if (errors) return Status::error;
    if (exam_.roster && !on_roster(student)) return Status::unknown_id;
    const bool excused = !score.parts.empty() &&
                         std::all_of(score.parts.begin(), score.parts.end(),
                                     [](const PartScore& part) { return part.verdict.excused; });
    if (excused) return Status::excused;
    return score.pending ? Status::pending : Status::graded;
  }

  Result<void> finish(StudentResult result, const Diagnostics& diagnostics) {
    result.diagnostics.assign(diagnostics.all().begin(), diagnostics.all().end());
    ++summary_.students[result.status];
    if (result.status == Status::error) ++summary_.not_graded;
    if (result.score.final_points) {
      ++summary_.complete;
      summary_.points += *result.score.final_points;
    }
    if (const auto done = sink_.add(result); !done) return done;
    return report(result.input, result.score.student, diagnostics);
  }

  Result<void> report(const std::string& input, const std::string& student,
                      const Diagnostics& diagnostics) {
    summary_.warnings += diagnostics.count(Severity::warning);
    for (const Diagnostic& diagnostic : diagnostics.all()) {
      if (const auto done = sink_.add(Incident{input, student, diagnostic}); !done) return done;
    }
    return {};
  }

  // Who handed in nothing: the roster in its order, then blank rows of others.
  Result<void> add_missing() {
    if (exam_.roster) {
      for (const RosterEntry& student : exam_.roster->students) {
        if (const auto done = add_absent(student.id, student.name); !done) return done;
      }
    }
    for (const Submission& row : absent_) {
      if (const auto done = add_absent(row.student, row.name); !done) return done;
    }
    return {};
  }

  Result<void> add_absent(const std::string& student, const std::string& name) {
    if (!asked_for(student) || !seen_.emplace(student, "").second) return {};
    Submission nothing;
    nothing.student = student;
    nothing.name = name;
    StudentResult result;
    result.score.student = student;
    result.score.name = name;
    result.status = unreadable_.contains(student) ? Status::error : Status::missing;
    if (result.status == Status::error) {
      // The input was counted and reported when it was read.
      ++summary_.students[Status::error];
      return sink_.add(result);
    }
    const std::vector<Mark> marks = hand_marks_.for_student(student);
    Diagnostics diagnostics;
    if (every_part_marked(marks)) {
      mark(result, nothing, marks, diagnostics);
    } else {
      for (const Mark& given : marks) {
        diagnostics.warning(
            code::unused_mark, given.where,
            fmt::format("points by hand for `{}`, who handed in nothing, are not used", student),
            "give points for every part, or EX, to grade without a submission");
      }
    }
    return finish(std::move(result), diagnostics);
  }

  bool every_part_marked(const std::vector<Mark>& marks) const {
    std::size_t parts = 0;
    for (const Problem& problem : exam_.problems) parts += problem.parts.size();
    return parts > 0 && marks.size() == parts;
  }

  Result<void> report_unused_marks() {
    if (!options_.students.empty()) return {};
    for (const Mark* given : hand_marks_.unused()) {
      if (unreadable_.contains(given->student)) continue;
      ++summary_.not_graded;
      Diagnostics diagnostics;
      diagnostics.error(
          code::unknown_student, given->where,
          fmt::format("points by hand for `{}`, who handed in nothing", given->student));
      const std::string input = std::filesystem::path(given->where.file()).filename().string();
      if (const auto done = report(input, given->student, diagnostics); !done) return done;
    }
    return {};
  }

  const Exam& exam_;
  const Marker& marker_;
  const RunOptions& options_;
  ResultSink& sink_;
  HandMarks hand_marks_;
  std::unordered_map<std::string, const RosterEntry*> roster_;
  std::vector<std::string> roster_ids_;
  std::unordered_map<std::string, std::string> seen_;  // id -> input
  std::unordered_set<std::string> unreadable_;         // ids whose input was rejected
  std::vector<Submission> absent_;                     // blank rows
  RunSummary summary_;
};

}  // namespace

Result<RunSummary> run_class(const Exam& exam, const Marker& marker, SubmissionReader& reader,
                             const RunOptions& options, ResultSink& sink) {
  return ClassRun(exam, marker, options, sink).run(reader);
}

}  // namespace grader
