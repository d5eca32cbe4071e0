// grader grade: marks a class.
#include <chrono>
#include <filesystem>
#include <set>

#include "grader/base/version.h"
#include "grader/base/words.h"
#include "grader/class/run.h"
#include "grader/cli/commands.h"
#include "grader/cli/inputs.h"
#include "grader/cli/options.h"
#include "grader/cli/progress.h"
#include "grader/report/run_folder.h"

namespace grader {
namespace {

namespace po = boost::program_options;
namespace fs = std::filesystem;

using Texts = std::vector<std::string>;

OptionsSpec grade_options() {
  OptionsSpec spec;
  spec.options.add_options()                                                                   //
      ("output,o", po::value<std::string>()->value_name("OUT"), "the folder for all results")  //
      ("only", po::value<std::string>()->value_name("GLOB"),
       "only parts that match, as in `last-layers.*`; no final points then")  //
      ("student", po::value<Texts>()->composing()->value_name("ID"),
       "only this student; may be repeated")  //
      ("reports", po::value<Texts>()->composing()->value_name("all|none|ID"),
       "who gets a page (all); an ID may be repeated")  //
      ("progress", po::value<std::string>()->default_value("auto")->value_name("FORM"),
       "auto, bar, json or none, on stderr");
  spec.arguments = {{"EXAM"}, {"ANSWERS", false, true}};
  spec.details =
      "EXAM is an exam file or a folder of problems; ANSWERS are folders, answer sheets (.csv) "
      "and\n"
      "student files (.yaml), those that the exam names if none are given.\n\n"
      "OUT gets grades.csv, results.jsonl, errors.csv, run.json and students/ID.html.\n";
  return spec;
}

// The command line, understood.
struct Request {
  std::string exam;
  Texts answers;
  std::string out;
  std::string only;
  Texts students;
  Pages pages;
  Progress::Form progress = Progress::Form::none;
};

Pages pages_of(const Texts& words) {
  Pages pages;
  for (const std::string& word : words) {
    if (word == "all" || word == "none") {
      pages.which = word == "all" ? Pages::Which::all : Pages::Which::none;
    } else {
      pages.which = Pages::Which::some;
      pages.students.insert(word);
    }
  }
  return pages;
}

std::optional<Request> read_request(Env& env, const po::variables_map& values) {
  Request request;
  request.exam = argument(values, "EXAM");
  request.answers = arguments(values, "ANSWERS");
  if (values.contains("only")) request.only = values["only"].as<std::string>();
  if (values.contains("student")) request.students = values["student"].as<Texts>();
  if (values.contains("reports")) request.pages = pages_of(values["reports"].as<Texts>());
  if (!values.contains("output") || values["output"].as<std::string>().empty()) {
    print_error(env, "grade: -o OUT is missing, the folder for all results");
    return std::nullopt;
  }
  request.out = values["output"].as<std::string>();
  const auto& word = values["progress"].as<std::string>();
  const auto form = Progress::form(word, env.err_is_terminal);
  if (!form) {
    print_error(env, fmt::format("grade: unknown form of progress `{}`; "
                                 "auto, bar, json or none",
                                 word));
    return std::nullopt;
  }
  request.progress = *form;
  return request;
}

// Passes results on, and keeps what people are told at the end.
class Audience final : public ResultSink {
 public:
  // `asked_for` are the students of --student; of others nothing is kept.
  Audience(ResultSink& next, const Texts& asked_for)
      : next_(next), unseen_(asked_for.begin(), asked_for.end()) {}

  Result<void> add(const StudentResult& result) override {
    unseen_.erase(result.score.student);
    return next_.add(result);
  }

  Result<void> add(const Incident& incident) override {
    if (incident.diagnostic.severity != Severity::note) {
      // A column that nobody reads concerns the whole class.
      const bool column = incident.diagnostic.code == code::unknown_column.id;
      if (first_.size() < most_shown || (column && columns_ < most_shown)) {
        first_.push_back(incident.diagnostic);
      }
      columns_ += column ? 1 : 0;
      ++messages_;
    }
    return next_.add(incident);
  }

  // Students who were asked for and neither handed in anything nor stand on the roster.
  const std::set<std::string>& unseen() const { return unseen_; }

  void print_messages(Env& env, const std::string& out) const {
    print_diagnostics(env, first_);
    if (messages_ == first_.size()) return;
    print(env.err, "... and {} more in {}\n", messages_ - first_.size(),
          printable(out + "/errors.csv"));
  }

 private:
  static constexpr std::size_t most_shown = 10;

  ResultSink& next_;
  std::vector<Diagnostic> first_;
  std::size_t messages_ = 0;
  std::size_t columns_ = 0;  // messages about columns
  std::set<std::string> unseen_;
};

void print_counts(Env& env, const RunSummary& summary) {
  const auto line = [&](std::size_t count, std::string_view what) {
    if (count > 0) print(env.out, "  {:>5} {}\n", count, what);
  };
  line(summary.count(Status::graded), "graded");
  line(summary.count(Status::pending), "pending: a person has yet to mark a part");
  line(summary.count(Status::unknown_id), "marked, but not on the roster");
  line(summary.count(Status::missing), "missing: handed in nothing");
  line(summary.count(Status::excused), "excused");
  line(summary.not_graded, "not graded: see errors.csv");
}

void print_summary(Env& env, const Exam& exam, const RunSummary& summary, const Request& request,
                   std::size_t pages) {
  print(env.out, "{}: {}, {} points\n", printable(exam.title.empty() ? request.exam : exam.title),
        counted(summary.submissions, "submission"), to_decimal(points(exam)));
  print_counts(env, summary);
  if (summary.complete > 0) {
    const Fraction mean = summary.points / Fraction(summary.complete);
    print(env.out, "Mean of {}: {} points\n", counted(summary.complete, "final result"),
          to_decimal(mean));
  }
  const std::string out = printable(request.out);
  print(env.out, "Grades: {}/grades.csv\n", out);
  if (pages > 0) print(env.out, "Pages:  {}/students ({})\n", out, pages);
}

// Times are no part of the results; they go to OUT/log.
Result<void> write_log(const std::string& out, std::chrono::system_clock::time_point started,
                       const RunSummary& summary) {
  using namespace std::chrono;
  const auto now = system_clock::now();
  const auto since = duration_cast<milliseconds>(now - started).count();
  const std::time_t begun = system_clock::to_time_t(started);
  char date[32] = "";
  std::tm utc{};
  if (gmtime_r(&begun, &utc)) std::strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return write_whole(out + "/log",
                     fmt::format("grader {}\nstarted {}\nmarked {} in {} ms\n", version, date,
                                 counted(summary.submissions, "submission"), since));
}

int fail(Env& env, const std::string& message) {
  print_error(env, message);
  return exit_code::failed;
}

void report_unseen(Env& env, const Exam& exam, const std::set<std::string>& unseen) {
  Texts known;
  if (exam.roster) {
    for (const RosterEntry& student : exam.roster->students) known.push_back(student.id);
  }
  for (const std::string& student : unseen) {
    const auto near = closest(student, known);
    print_error(env, fmt::format("`{}` has handed in nothing and is on no roster{}", student,
                                 near ? fmt::format("; did you mean `{}`?", *near) : ""));
  }
}

int mark_class(Env& env, const Exam& exam, const Request& request, const Selection& selection) {
  const auto started = std::chrono::system_clock::now();
  auto folder = RunFolder::open(env.files, request.out, exam, selection, request.pages);
  if (!folder) return fail(env, folder.error().message);
  const Marker marker(exam);
  const auto reader =
      open_submissions(env.files, request.answers.empty() ? exam.answers : request.answers, exam);
  Audience audience(**folder, request.students);
  Result<RunSummary> summary = RunSummary{};
  {
    Progress progress(env, request.progress, exam.roster ? exam.roster->students.size() : 0);
    RunOptions options;
    options.selection = selection;
    options.students = {request.students.begin(), request.students.end()};
    options.interrupted = [&] { return env.interrupted() != 0; };
    options.progress = [&](std::size_t done) { progress.update(done); };
    summary = run_class(exam, marker, *reader, options, audience);
  }
  if (!summary) return fail(env, summary.error().message);
  if (summary->interrupted) {
    print_error(env, "interrupted; the same command starts again");
    return 128 + env.interrupted();
  }
  const RunFacts facts{request.only, request.students, reader->inputs()};
  if (const auto done = (*folder)->finish(*summary, facts); !done) {
    return fail(env, done.error().message);
  }
  if (const auto done = write_log(request.out, started, *summary); !done) {
    return fail(env, fmt::format("cannot write `{}/log`: {}", request.out, done.error().message));
  }
  audience.print_messages(env, request.out);
  print_summary(env, exam, *summary, request, (*folder)->pages_written());
  for (const std::string& page : (*folder)->failed_pages())
    print_error(env, "we failed at " + page);
  if (!(*folder)->failed_pages().empty()) return exit_code::failed;
  report_unseen(env, exam, audience.unseen());
  return summary->not_graded + audience.unseen().size() > 0 ? exit_code::ungraded : exit_code::done;
}

// The folder of results must not be one that is read: its grades.csv would be taken for answers.
bool is_an_input(const Request& request, const Texts& answers) {
  const auto canonical = [](const std::string& path) {
    std::error_code error;
    const fs::path result = fs::weakly_canonical(path, error);
    return (error ? fs::path(path) : result).lexically_normal() / "";
  };
  const fs::path out = canonical(request.out);
  const bool folder = fs::is_directory(request.exam);
  if (out == canonical(folder ? request.exam : beside(request.exam, "."))) return true;
  for (const std::string& path : answers) {
    if (out == canonical(path)) return true;
  }
  return false;
}

// Whether all answers are there; says which are not. A slip in a name would make the whole class
// missing.
bool find_answers(Env& env, const Texts& answers) {
  bool found = true;
  for (const std::string& path : answers) {
    if (env.files.kind(path) != Files::Kind::missing) continue;
    found = false;
    print_error(env, fmt::format("the answers `{}` do not exist", path));
  }
  return found;
}

int run_grade(Env& env, std::span<const std::string> args) {
  const auto values = parse_options(env, grade_command, grade_options(), args);
  if (!values) return values.error();
  const std::optional<Request> request = read_request(env, *values);
  if (!request) return exit_code::usage;
  const std::optional<Exam> exam = load_exam_for(env, request->exam);
  if (!exam) return exit_code::refused;
  const Texts& answers = request->answers.empty() ? exam->answers : request->answers;
  if (answers.empty()) {
    print_error(env, "no answers: the exam names none, and neither does the command line");
    return exit_code::usage;
  }
  if (!find_answers(env, answers)) return exit_code::refused;
  if (is_an_input(*request, answers)) {
    print_error(env, fmt::format("`{}` holds input; name another folder with -o", request->out));
    return exit_code::usage;
  }
  const Selection selection = request->only.empty() ? Selection() : Selection(*exam, request->only);
  if (selection.empty()) {
    print_error(env, fmt::format("--only `{}` matches no part", request->only));
    return exit_code::usage;
  }
  return mark_class(env, *exam, *request, selection);
}

}  // namespace

const Command grade_command{"grade", "EXAM [ANSWERS...] -o OUT", "Marks a class", run_grade};

}  // namespace grader
