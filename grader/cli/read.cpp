// grader read: how each answer would be read, without a verdict.
#include "grader/base/words.h"
#include "grader/cli/commands.h"
#include "grader/cli/inputs.h"
#include "grader/cli/options.h"
#include "grader/scoring/score.h"
#include "grader/submission/submission.h"

namespace grader {
namespace {

OptionsSpec read_options() {
  OptionsSpec spec;
  spec.arguments = {{"EXAM"}, {"ANSWERS", false, true}};
  spec.details =
      "EXAM is an exam file or a folder of problems; ANSWERS are folders, answer sheets (.csv) "
      "and\n"
      "student files (.yaml), those that the exam names if none are given. Nothing is marked: "
      "what\n"
      "is printed tells typists and students whether their answers were understood.\n";
  return spec;
}

// What stands behind the arrow.
std::string reading_words(const ReadAnswer& answer) {
  if (answer.outcome == Outcome::blank) return "blank";
  if (answer.outcome != Outcome::correct)
    return "not read (" + std::string(to_text(answer.outcome)) + ")";
  if (answer.shape.empty()) return answer.read;
  const bool list = answer.shape.find('x') == std::string::npos;
  const std::string_view unit = !list ? "" : answer.shape == "1" ? " entry" : " entries";
  return fmt::format("{} ({}{})", answer.read, answer.shape, unit);
}

void print_answer(Env& env, const Marker& marker, const RawAnswer& raw, const Answer& answer) {
  const std::string name = printable_line(answer.problem + "." + answer.name);
  const auto reading = marker.read(raw);
  if (!reading) {
    print(env.out, "  {}: by hand\n", name);
    return;
  }
  print(env.out, "  {}: {} -> {}\n", name, printable_line(answer.text),
        printable_line(reading_words(*reading)));
  for (const std::string& note : reading->notes) print(env.out, "      {}\n", printable_line(note));
}

void print_submission(Env& env, const Exam& exam, const Marker& marker,
                      const Submission& submission) {
  print(env.out, "{}{}{}\n", printable_line(submission.student),
        submission.name.empty() ? "" : ", ", printable_line(submission.name));
  for (const Answer& answer : submission.answers) {
    for (std::size_t p = 0; p < exam.problems.size(); ++p) {
      if (exam.problems[p].id != answer.problem) continue;
      print_answer(env, marker, {p, answer.name, answer.text}, answer);
    }
  }
}

int run_read(Env& env, std::span<const std::string> args) {
  const auto values = parse_options(env, read_command, read_options(), args);
  if (!values) return values.error();
  const std::optional<Exam> exam = load_exam_for(env, argument(*values, "EXAM"));
  if (!exam) return exit_code::refused;
  std::vector<std::string> answers = arguments(*values, "ANSWERS");
  if (answers.empty()) answers = exam->answers;
  if (answers.empty()) {
    print_error(env, "no answers: the exam names none, and neither does the command line");
    return exit_code::usage;
  }
  const Marker marker(*exam);
  const auto reader = open_submissions(env.files, answers, *exam);
  bool unread = false;
  while (auto received = reader->next()) {
    if (env.interrupted() != 0) return 128 + env.interrupted();
    print_diagnostics(env, received->diagnostics.all());
    unread = unread || received->diagnostics.has_errors();
    if (received->submission) print_submission(env, *exam, marker, *received->submission);
  }
  return unread ? exit_code::ungraded : exit_code::done;
}

}  // namespace

const Command read_command{"read", "EXAM [ANSWERS...]", "Shows how answers are read", run_read};

}  // namespace grader
