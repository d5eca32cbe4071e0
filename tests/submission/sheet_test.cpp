#include "grader/submission/sheet.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "tests/submission/small_exam.h"

namespace {

using namespace grader;

TEST_SUITE("submission") {
  TEST_CASE("an empty sheet has a row a student and a column a part") {
    const auto files = small_exam::class_files();
    CHECK(empty_sheet(small_exam::load(files)) ==
          "id,name,step.loss,step.grad,words.why,words.why!,words.n\r\n"
          "s1,Ada,,,,,\r\n"
          "s2,Bob,,,,,\r\n"
          "s3,Cyd,,,,,\r\n");
    CHECK(empty_sheet(small_exam::load(small_exam::files())) ==
          "id,name,step.loss,step.grad,words.why,words.why!,words.n\r\n");
  }

  TEST_CASE("an empty sheet reads back as students who handed in nothing, whatever their names") {
    auto files = small_exam::class_files();
    Exam exam = small_exam::load(files);
    exam.roster->students = {
        {"=1+1", "@cmd, \"x\"", {}}, {"../x", "two\nlines", {}}, {"-5", " ", {}}};
    const AnswerNames names(exam);
    SheetReader reader("s.csv", "s.csv", empty_sheet(exam), exam, names);
    for (const RosterEntry& student : exam.roster->students) {
      const auto received = reader.next();
      REQUIRE(received);
      CHECK(received->diagnostics.all().empty());
      REQUIRE(received->submission);
      CHECK(received->submission->student == student.id);
      CHECK(!received->submission->handed_in);
    }
    CHECK(!reader.next());
  }

  // What the header's second column is taken for: "step.loss", "-" if it is not read; and whether a
  // row that has something there was handed in.
  std::string column(const std::string& header) {
    const auto files = small_exam::class_files();
    const Exam exam = small_exam::load(files);
    const AnswerNames names(exam);
    SheetReader reader("s.csv", "s.csv", "id," + header + "\ns1,5\n", exam, names);
    auto received = reader.next();
    std::string text;
    while (received && !received->submission) {
      for (const Diagnostic& diagnostic : received->diagnostics.all()) {
        text += std::string(to_text(diagnostic.severity)) + ": ";
      }
      received = reader.next();
    }
    REQUIRE(received);
    const Submission& submission = *received->submission;
    for (const Answer& answer : submission.answers) text += answer.problem + "." + answer.name;
    for (const HandPoints& points : submission.hand_points) {
      text += points.problem + "." + points.part + "!";
    }
    return text + (submission.handed_in ? ", handed in" : ", not handed in");
  }

  TEST_CASE("the name of a column may be in another case where that is clear") {
    CHECK(column("Step.LOSS") == "step.loss, handed in");
    CHECK(column("WORDS.Why!") == "words.why!, handed in");
    CHECK(column("STEP.dw") == "step.dW, handed in");
    CHECK(column("STEP.W") == "step.W, handed in");
  }

  TEST_CASE("a name that several names are in another case is none of them") {
    Exam exam;
    exam.problems.emplace_back();
    exam.problems[0].id = "p";
    for (const char* id : {"aB", "Ab", "c"}) {
      exam.problems[0].parts.emplace_back();
      exam.problems[0].parts.back().id = id;
    }
    const AnswerNames names(exam);
    CHECK(names.resolve("P.C")->name == "c");
    CHECK(names.resolve("p.aB")->name == "aB");
    CHECK(names.resolve("P.Ab")->name == "Ab");
    CHECK(!names.resolve("p.ab"));
    CHECK(!names.resolve("P.AB"));
  }

  TEST_CASE("answers in a column that nearly names a part are handed in, and nothing else is") {
    CHECK(column("step.los") == "warning: , handed in");
    CHECK(column("Step.x") == "warning: , handed in");
    CHECK(column("words.wy!") == "warning: , handed in");
    CHECK(column("quiz.7") == "warning: , handed in");
    CHECK(column("e-mail (inst.)") == "note: , not handed in");
    CHECK(column("comment") == "note: , not handed in");
    CHECK(column("section") == ", not handed in");  // of the roster
  }

  TEST_CASE("a row of separators is nobody") {
    const auto files = small_exam::files({{"in/s.csv", "id,words.n\n,\ns1,42\n,,\n"}});
    const Exam exam = small_exam::load(files);
    const auto reader = open_submissions(files, {"in/s.csv"}, exam);
    const auto received = reader->next();
    REQUIRE(received);
    CHECK(received->student == "s1");
    CHECK(!reader->next());
  }

  TEST_CASE("a long cell is cut, and of the answers that nobody asks for a hundred are kept") {
    Exam exam;
    exam.problems.emplace_back();
    exam.problems[0].id = "p";
    std::string header = "id";
    std::string row = "s1";
    for (int i = 0; i < 103; ++i) {
      const std::string name = fmt::format("q{}", i);
      exam.problems[0].graph.add(given(name, Count(1), {}));
      header += ",p." + name;
      row += i == 0 ? "," + std::string(70'000, '1') : ",1";
    }
    const AnswerNames names(exam);
    SheetReader reader("s.csv", "s.csv", header + "\n" + row + "\n", exam, names);
    const auto received = reader.next();
    REQUIRE(received);
    REQUIRE(received->submission);
    CHECK(received->submission->answers.size() == 100);
    CHECK(received->submission->answers[0].text.size() == 65'540);
    REQUIRE(received->diagnostics.all().size() == 2);
    CHECK(received->diagnostics.all()[0].message ==
          "the answer to `p.q0` has 70000 bytes; it is cut");
    CHECK(received->diagnostics.all()[1].message ==
          "more than 100 answers that no part asks for; the further ones are not read");
  }
}

}  // namespace
