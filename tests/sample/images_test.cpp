// The sample problems on images: their printed keys, and what students' code earns.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "grader/cli/commands.h"
#include "grader/cli/env.h"
#include "grader/exam/exam.h"
#include "grader/scoring/score.h"
#include "grader/yaml/document.h"
#include "grader/yaml/map_reader.h"
#include "reference/kinds.h"

using namespace grader;

namespace {

const std::string source = GRADER_SOURCE_DIR;

const Exam& images() {
  static const Exam exam = [] {
    Diagnostics diagnostics;
    auto loaded =
        load_exam(DiskFiles(), source + "/problems/images", reference::kinds(), diagnostics);
    REQUIRE(loaded);
    CHECK(diagnostics.all().empty());
    return std::move(*loaded);
  }();
  return exam;
}

}  // namespace

TEST_SUITE("sample") {
  TEST_CASE("every printed match is the one that running the snippets gives, beyond doubt") {
    const DiskFiles files;
    TextOutput out;
    TextOutput err;
    Env env{.files = files, .reference = reference::kinds(), .out = out, .err = err};
    const std::vector<std::string> args{"check", source + "/problems/images"};
    CHECK(run_program(env, args) == 0);
    CHECK(err.text() == "10 problems checked: 0 errors, 0 warnings, 0 notes\n");
    CHECK(out.text() == "");
  }

  TEST_CASE("code earns what its results are worth") {
    Diagnostics diagnostics;
    const auto root = yaml::load(DiskFiles(), source + "/tests/sample/images.yaml", diagnostics);
    REQUIRE(root);
    const Marker marker(images());
    std::size_t tried = 0;
    for (const auto& [id, cases] : root->entries) {
      for (std::size_t p = 0; p < images().problems.size(); ++p) {
        const Problem& problem = images().problems[p];
        if (problem.id != id.text) continue;
        for (const yaml::Node& one : cases.items) {
          const std::string& answer = one.find("answer")->text;
          CAPTURE(answer);
          const RawAnswer raw{p, problem.parts.front().id, answer};
          const Score score = marker.mark("s1", "", {&raw, 1}, {});
          const auto expected = yaml::as_fraction(*one.find("credit"), "credit", diagnostics);
          REQUIRE(expected);
          CHECK(score.points == *expected * points(problem));
          ++tried;
        }
      }
    }
    CHECK(tried >= 18);
  }
}
