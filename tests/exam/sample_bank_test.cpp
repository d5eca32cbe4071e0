// The sample bank and the examples of the documentation, over the real kinds.
#include <doctest/doctest.h>

#include <string>

#include "grader/exam/exam.h"
#include "reference/kinds.h"
#include "tests/exam/markdown.h"
#include "tests/exam/tabulated.h"

namespace grader {
namespace {

TEST_SUITE_BEGIN("exam");

TEST_CASE("the sample bank loads without a word") {
  Diagnostics diagnostics;
  const auto exam =
      load_exam(DiskFiles(), GRADER_SOURCE_DIR "/problems", reference::kinds(), diagnostics);
  CHECK(messages(diagnostics) == "");
  REQUIRE(exam);
  CHECK(exam->problems.size() == 3);
  CHECK(points(*exam) == 55);
}

TEST_CASE("the examples of docs/problem-format.md load") {
  const auto markdown = DiskFiles().read(GRADER_SOURCE_DIR "/docs/problem-format.md");
  REQUIRE(markdown);
  auto examples = yaml_examples(*markdown);
  CHECK(examples.size() >= 8);
  auto files = examples;
  files["roster.csv"] = "id,name\ns0001,Ada Lovelace\n";
  files["marks.csv"] = "student,part,points,by,reason\n";
  files["figure.svg"] = "<svg/>";
  for (const auto& example : examples) {
    const std::string& name = example.first;
    if (example.second.find("\nstudent:") != std::string::npos) continue;  // read with submissions
    CAPTURE(name);
    Diagnostics diagnostics;
    CHECK(load_exam(MemoryFiles(files), name, reference::kinds(), diagnostics));
    CHECK(messages(diagnostics) == "");
  }
}

TEST_SUITE_END();

}  // namespace
}  // namespace grader
