#include "grader/class/run.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>

#include "tests/submission/small_exam.h"

namespace {

using namespace grader;

// Keeps everything that a run says.
class Kept final : public ResultSink {
 public:
  Result<void> add(const StudentResult& result) override {
    if (fail_after_ == 0) return Failure{"the disk is full"};
    --fail_after_;
    results_.push_back(result);
    return {};
  }
  Result<void> add(const Incident& incident) override {
    incidents_.push_back(incident);
    return {};
  }

  void fail_after(std::size_t results) { fail_after_ = results; }
  const std::vector<StudentResult>& results() const { return results_; }

  // "s1 graded 20, s2 missing"
  std::string students() const {
    std::string text;
    for (const StudentResult& result : results_) {
      if (!text.empty()) text += ", ";
      text += result.score.student + " " + std::string(to_text(result.status));
      if (!result.score.parts.empty()) text += " " + to_decimal(result.score.points);
      if (result.score.final_points) text += " final";
    }
    return text;
  }

  // A line each: input, student and the message.
  std::string incidents() const {
    std::string text;
    for (const Incident& incident : incidents_) {
      Diagnostic plain = incident.diagnostic;
      plain.where.source = whole_file(std::string(plain.where.file())).source;
      text += incident.input + " (" + incident.student + ") " + to_text(plain) + "\n";
    }
    return text;
  }

 private:
  std::size_t fail_after_ = 1000;
  std::vector<StudentResult> results_;
  std::vector<Incident> incidents_;
};

struct Outcome {
  Kept kept;
  RunSummary summary;
};

Outcome run(const Files& files, const RunOptions& options = {}) {
  const Exam exam = small_exam::load(files);
  const Marker marker(exam);
  const auto reader = open_submissions(files, {"in"}, exam);
  Outcome outcome;
  const auto summary = run_class(exam, marker, *reader, options, outcome.kept);
  REQUIRE(summary);
  outcome.summary = *summary;
  return outcome;
}

const std::string header = "id,name,step.loss,step.grad,words.why!,words.n\n";
const std::string right = "1.3133,-0.731 -1.462; 0.731 1.462,";  // L and dW to four figures

TEST_SUITE("class") {
  TEST_CASE("a class in input order, and then who handed in nothing") {
    const auto files = small_exam::class_files(
        {{"in/a.csv", header + "s3,Cyd," + right + "5,42\ns1,,,,2.5,42\n"}});
    const auto [kept, summary] = run(files);
    CHECK(kept.students() == "s3 graded 20 final, s1 graded 7.5 final, s2 missing");
    CHECK(kept.incidents() == "");
    CHECK(kept.results()[0].input == "a.csv:2");
    CHECK(kept.results()[1].score.name == "Ada");  // the roster's name
    CHECK(summary.submissions == 2);
    CHECK(summary.not_graded == 0);
    CHECK(summary.complete == 2);
    CHECK(summary.points == Fraction(55, 2));
    CHECK(summary.count(Status::missing) == 1);
  }

  TEST_CASE("a part that waits for a person is pending, and no failure") {
    const auto files = small_exam::class_files({{"in/a.csv", header + "s1,," + right + ",42\n"}});
    const auto [kept, summary] = run(files);
    CHECK(kept.students() == "s1 pending 15, s2 missing, s3 missing");
    CHECK(summary.not_graded == 0);
    CHECK(summary.complete == 0);
  }

  TEST_CASE("an id seen twice: the first stands") {
    const auto files =
        small_exam::class_files({{"in/a.csv", header + "s1,,,,1,42\ns1,,,,2,42\n"},
                                 {"in/b.yaml", "student: {id: s1}\nanswers: {words: {n: 42}}\n"}});
    const auto [kept, summary] = run(files);
    CHECK(kept.students() == "s1 graded 6 final, s2 missing, s3 missing");
    CHECK(summary.not_graded == 2);
    CHECK(kept.incidents() ==
          "a.csv:3 (s1) in/a.csv:3: error: `s1` has handed in before, at a.csv:2; the first stands "
          "[duplicate-student]\n"
          "b.yaml (s1) in/b.yaml:1:1: error: `s1` has handed in before, at a.csv:2; the first "
          "stands [duplicate-student]\n");
  }

  TEST_CASE("a file that says too much is not repeated at length") {
    std::string text = "student: {id: s1}\nanswers: {words: {n: 42}}\n";
    for (int i = 0; i < 30; ++i) text += fmt::format("key{}: x\n", i);
    const auto files = small_exam::files({{"in/s1.yaml", text}});
    const auto [kept, summary] = run(files);
    const std::string incidents = kept.incidents();
    CHECK(std::count(incidents.begin(), incidents.end(), '\n') == 21);
    CHECK(incidents.find("unknown key `key19`") != std::string::npos);
    CHECK(incidents.find("unknown key `key20`") == std::string::npos);
    CHECK(incidents.ends_with(
        "s1.yaml (s1) in/s1.yaml: warning: and 10 more messages [more-messages]\n"));
    REQUIRE(kept.results().size() == 1);
    CHECK(kept.results()[0].diagnostics.size() == 21);
    CHECK(kept.results()[0].status == Status::pending);
  }

  TEST_CASE("answers that nobody reads are not missing") {
    const auto files = small_exam::class_files({{"in/a.csv", "id,words.m\ns1,42\ns2,\ns3,\n"}});
    const auto [kept, summary] = run(files);
    CHECK(kept.students() == "s1 pending 0, s2 missing, s3 missing");
    CHECK(kept.incidents() ==
          "a.csv () in/a.csv:1:4: warning: column `words.m` names no part; it is not marked; did "
          "you mean `words.n`? [unknown-column]\n");
  }

  TEST_CASE("ids that differ only by case are two students") {
    const auto files = small_exam::class_files({{"in/a.csv", header + "s1,,,,1,42\nS1,,,,2,42\n"}});
    const auto [kept, summary] = run(files);
    CHECK(kept.students() == "s1 graded 6 final, S1 unknown_id 7 final, s2 missing, s3 missing");
    CHECK(kept.incidents() ==
          "a.csv:3 (S1) in/a.csv:3: warning: `S1` is not on the roster; did you mean `s1`? "
          "[unknown-student]\n");
    CHECK(summary.not_graded == 0);
    CHECK(summary.warnings == 1);
  }

  TEST_CASE("an unreadable input is an error of its student, unless another one is read") {
    const auto files = small_exam::class_files({{"in/s1.yaml", "student: {id: s1"},
                                                {"in/s2.yaml", "nonsense"},
                                                {"in/z.csv", header + "s2,,,,1,42\n"}});
    const auto [kept, summary] = run(files);
    CHECK(kept.students() == "s2 graded 6 final, s1 error, s3 missing");
    CHECK(summary.not_graded == 2);
    CHECK(summary.count(Status::error) == 1);
  }

  TEST_CASE("a row in which nothing is filled in is missing, on the roster or not") {
    const auto files = small_exam::class_files({{"in/a.csv", header + "s9,Zoe,,,,\ns1,,,,,\n"}});
    CHECK(run(files).kept.students() == "s1 missing, s2 missing, s3 missing, s9 missing");
  }

  TEST_CASE("without a roster everybody is graded") {
    const auto files = small_exam::files({{"in/a.csv", header + "s9,Zoe,,,1,42\n"}});
    CHECK(run(files).kept.students() == "s9 graded 6 final");
  }

  TEST_CASE("marks by hand override, excuse and go stale") {
    const auto files =
        small_exam::class_files({{"in/a.csv", header + "s1,,9,,,42\ns2,,9,,3,42\ns3,,,,,7\n"}},
                                "student,part,points,by,reason,answer\n"
                                "s1,words.why,4,KM,good,\n"
                                "s1,step.loss,2,KM,seen on paper, 9\n"
                                "s2,words.why,3,KM,the same as the sheet,\n"
                                "s2,step.loss,2,KM,,8\n"
                                "s3,words.why,EX,KM,,\n");
    const auto [kept, summary] = run(files);
    CHECK(kept.students() == "s1 graded 11 final, s2 error 8, s3 graded 0 final");
    CHECK(kept.results()[2].score.possible == Fraction(15));
    CHECK(summary.not_graded == 1);
    CHECK(kept.incidents() ==
          "a.csv:3 (s2) exam/marks.csv:5: error: the mark of `s2` for `step.loss` was given to the "
          "answer `8`, but `9` was handed in; mark it again [stale-mark]\n");
  }

  TEST_CASE("points in a sheet that are no points of the part cost the final result") {
    const auto files = small_exam::class_files(
        {{"in/a.csv", header + "s1,,,,6,42\ns2,,,,good,42\ns3,,,,\"4,5\",42\n"}},
        "student,part,points,by,reason\ns3,words.why,4,,\n");
    const auto [kept, summary] = run(files);
    CHECK(kept.students() == "s1 error 5, s2 error 5, s3 error 9");
    CHECK(summary.not_graded == 3);
    CHECK(
        kept.incidents() ==
        "a.csv:2 (s1) in/a.csv:2:7: error: `6` are no points for `words.why`; 0 to 5, or EX to "
        "excuse [bad-mark]\n"
        "a.csv:3 (s2) in/a.csv:3:7: error: `good` are no points for `words.why`; 0 to 5, or EX to "
        "excuse [bad-mark]\n"
        "a.csv:4 (s3) in/a.csv:4:7: error: `words.why` of `s3` is marked otherwise at "
        "exam/marks.csv:2 [duplicate-mark]\n");
  }

  TEST_CASE("who handed in nothing is graded only if every part is marked by hand") {
    const auto files = small_exam::class_files(
        {{"in/a.csv", header}},
        "student,part,points,by,reason\n"
        "s1,step.loss,4,,\ns1,step.grad,6,,\ns1,words.why,5,,\ns1,words.n,5,,\n"
        "s2,words.why,0,,\n"
        "s3,step.loss,EX,,\ns3,step.grad,EX,,\ns3,words.why,EX,,\ns3,words.n,EX,,\n");
    const auto [kept, summary] = run(files);
    CHECK(kept.students() == "s1 graded 20 final, s2 missing, s3 excused 0");
    CHECK(summary.not_graded == 0);
    CHECK(
        kept.incidents() ==
        " (s2) exam/marks.csv:6: warning: points by hand for `s2`, who handed in nothing, are not "
        "used; give points for every part, or EX, to grade without a submission [unused-mark]\n");
  }

  TEST_CASE("marks for nobody are an error") {
    auto files = small_exam::files(
        {{"in/a.csv", header + "s1,,,,1,42\n"},
         {"exam/exam.yaml", small_exam::exam_yaml + "marks: marks.csv\n"},
         {"exam/marks.csv", "student,part,points,by,reason\ns7,words.why,3,,\n"}});
    const auto [kept, summary] = run(files);
    CHECK(summary.not_graded == 1);
    CHECK(kept.incidents() ==
          "marks.csv (s7) exam/marks.csv:2: error: points by hand for `s7`, who handed in nothing "
          "[unknown-student]\n");
  }

  TEST_CASE("only some students") {
    const auto files = small_exam::class_files(
        {{"in/a.csv", header + "s1,,,,1,42\ns2,,,,1,42\ns2,,,,1,42\n,,,,1,\n"},
         {"in/s1.yaml", "broken: ["}});
    RunOptions options;
    options.students = {"s2"};
    const auto [kept, summary] = run(files, options);
    CHECK(kept.students() == "s2 graded 6 final");
    CHECK(summary.not_graded == 2);  // the second s2, and the row without an id
  }

  TEST_CASE("only some parts: marked as always, and never final") {
    const auto files = small_exam::class_files({{"in/a.csv", header + "s1,," + right + ",42\n"}});
    const Exam exam = small_exam::load(files);
    RunOptions options;
    options.selection = Selection(exam, "step.*");
    const auto [kept, summary] = run(files, options);
    CHECK(kept.students() == "s1 graded 10, s2 missing, s3 missing");
    CHECK(kept.results()[0].score.possible == Fraction(10));
    CHECK(kept.results()[0].score.parts.size() == 2);
    CHECK(summary.complete == 0);
  }

  TEST_CASE("a part that we fail at is never held against anybody") {
    std::string step = small_exam::step_yaml;
    step.replace(step.find("ask: dW"), 7, "ask: \"W @ [1, 2, 3]\"");
    const auto files = small_exam::class_files(
        {{"in/a.csv", header + "s1,,1.3133,,1,42\n"}, {"exam/step.yaml", step}});
    const auto [kept, summary] = run(files);
    CHECK(kept.students() == "s1 error 10, s2 missing, s3 missing");
    CHECK(summary.not_graded == 1);
    CHECK(kept.incidents() ==
          "a.csv:2 (s1) in/a.csv:2: error: we failed at marking a part of this submission; "
          "results.jsonl says which and why [internal]\n");
  }

  TEST_CASE("a run can be interrupted, and ends when its results cannot be kept") {
    const auto files = small_exam::class_files({{"in/a.csv", header + "s1,,,,1,42\ns2,,,,1,42\n"}});
    RunOptions options;
    std::size_t done = 0;
    options.progress = [&](std::size_t count) { done = count; };
    options.interrupted = [&] { return done == 1; };
    const auto [kept, summary] = run(files, options);
    CHECK(summary.interrupted);
    CHECK(kept.students() == "s1 graded 6 final");

    const Exam exam = small_exam::load(files);
    const Marker marker(exam);
    const auto reader = open_submissions(files, {"in"}, exam);
    Kept full;
    full.fail_after(1);
    const auto result = run_class(exam, marker, *reader, {}, full);
    REQUIRE(!result);
    CHECK(result.error().message == "the disk is full");
  }
}

}  // namespace
