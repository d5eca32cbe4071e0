// The sample bank and the examples of the documentation, over the real kinds.
#include <doctest/doctest.h>

#include <string>

#include "grader/exam/exam.h"
#include "reference/kinds.h"
#include "tests/exam/tabulated.h"

namespace grader {
namespace {

// The fenced ```yaml blocks of a Markdown text. A block's first line `# file: NAME` names it.
std::map<std::string, std::string> yaml_examples(const std::string& markdown) {
  constexpr std::string_view fence = "```yaml\n";
  constexpr std::string_view name_mark = "# file: ";
  std::map<std::string, std::string> examples;
  for (auto at = markdown.find(fence); at != std::string::npos; at = markdown.find(fence, at)) {
    at += fence.size();
    const std::string text = markdown.substr(at, markdown.find("```", at) - at);
    const bool named = text.starts_with(name_mark);
    const auto line = text.find('\n');
    const std::string name = named ? text.substr(name_mark.size(), line - name_mark.size())
                                   : "example-" + std::to_string(examples.size()) + ".yaml";
    CHECK_MESSAGE(examples.emplace(name, text).second, name);
  }
  return examples;
}

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
  for (const auto& [name, text] : examples) {
    if (text.find("\nstudent:") != std::string::npos) continue;  // read with submissions
    CAPTURE(name);
    Diagnostics diagnostics;
    CHECK(load_exam(MemoryFiles(files), name, reference::kinds(), diagnostics));
    CHECK(messages(diagnostics) == "");
  }
}

TEST_SUITE_END();

}  // namespace
}  // namespace grader
