// bad_documents.yaml: what authors get wrong, and the exact messages.
#include <doctest/doctest.h>

#include <string>

#include "grader/exam/exam.h"
#include "tests/exam/fakes.h"
#include "tests/exam/tabulated.h"

namespace grader {
namespace {

// Replaces "..." by the lines that every problem of the table shares.
std::string completed(std::string text, const std::string& head) {
  const auto at = text.find("...\n");
  if (at == 0) text.replace(0, 4, head);
  return text;
}

TEST_SUITE_BEGIN("exam");

TEST_CASE("every bad document has its exact messages") {
  const fakes::World world;
  const yaml::Node table = load_table("bad_documents.yaml");
  const auto shared = files_of(*table.find("shared"));
  const std::string head = table.find("head")->text;
  std::size_t rows = 0;
  for (const yaml::Node& row : table.find("cases")->items) {
    CAPTURE(row.find("about")->text);
    auto texts = shared;
    for (auto& [name, text] : files_of(*row.find("files"))) texts[name] = completed(text, head);
    const yaml::Node* load = row.find("load");
    const std::string path = load ? load->text : row.find("files")->entries.front().first.text;
    const MemoryFiles files(texts);
    Diagnostics diagnostics;
    const bool loaded = load_exam(files, path, world.reference(), diagnostics).has_value();
    CHECK(messages(diagnostics) == row.find("says")->text);
    CHECK(loaded == !diagnostics.has_errors());
    ++rows;
  }
  CHECK(rows >= 60);
}

TEST_CASE("a problem by itself gives the same messages") {
  const fakes::World world;
  const MemoryFiles files(std::map<std::string, std::string>{{"p.yaml", "format: 2\n"}});
  Diagnostics diagnostics;
  CHECK_FALSE(load_problem(files, "p.yaml", world.reference(), diagnostics));
  CHECK_FALSE(load_problem(files, "q.yaml", world.reference(), diagnostics));
  CHECK(messages(diagnostics) ==
        "p.yaml:1:9: error: format 2 is not known; this grader reads `format: 1` "
        "[bad-format-version]\n"
        "p.yaml:1:1: error: missing key `id` in `problem` [missing-key]\n"
        "p.yaml:1:1: error: missing key `title` in `problem` [missing-key]\n"
        "p.yaml:1:1: error: missing key `parts` in `problem` [missing-key]\n"
        "q.yaml: error: the file does not exist [unreadable-file]\n");
}

TEST_SUITE_END();

}  // namespace
}  // namespace grader
