#include "grader/submission/sheet.h"

#include <doctest/doctest.h>

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
}

}  // namespace
