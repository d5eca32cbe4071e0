// The sample problems on networks: their printed keys, and answers to questions that have several.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "grader/cli/commands.h"
#include "grader/cli/env.h"
#include "grader/exam/exam.h"
#include "grader/scoring/score.h"
#include "reference/kinds.h"

using namespace grader;

namespace {

const std::string source = GRADER_SOURCE_DIR;

const Exam& networks() {
  static const Exam exam = [] {
    Diagnostics diagnostics;
    auto loaded =
        load_exam(DiskFiles(), source + "/problems/network", reference::kinds(), diagnostics);
    REQUIRE(loaded);
    CHECK(diagnostics.all().empty());
    return std::move(*loaded);
  }();
  return exam;
}

std::size_t problem_of(const std::string& id) {
  std::size_t p = 0;
  while (networks().problems[p].id != id) ++p;
  return p;
}

// The points that one answer earns.
Fraction earned(const std::string& problem, const std::string& part, const std::string& answer) {
  static const Marker marker(networks());
  const RawAnswer raw{problem_of(problem), part, answer};
  return marker.mark("s1", "", {&raw, 1}, {}).points;
}

}  // namespace

TEST_SUITE("sample") {
  TEST_CASE("the sample problems on networks have the keys that were computed another way") {
    const DiskFiles files;
    TextOutput out;
    TextOutput err;
    Env env{.files = files, .reference = reference::kinds(), .out = out, .err = err};
    const std::vector<std::string> args{"check", source + "/problems/network"};
    CHECK(run_program(env, args) == 0);
    CHECK(err.text() == "9 problems checked: 0 errors, 0 warnings, 0 notes\n");
    CHECK(out.text() == "");
  }

  TEST_CASE("every window that fits is right, and no other") {
    int right = 0;
    for (int kernel = 1; kernel <= 11; kernel += 2) {
      for (int padding = 0; padding <= 5; ++padding) {
        for (int stride = 1; stride <= 4; ++stride) {
          int places = 0;
          for (int at = -padding; at + kernel <= 224 + padding; at += stride) ++places;
          const std::string answer = std::to_string(kernel) + ", " + std::to_string(padding) +
                                     ", " + std::to_string(stride);
          CAPTURE(answer);
          CHECK(earned("which-window", "window", answer) == (places == 56 ? 3 : 0));
          right += places == 56 ? 1 : 0;
        }
      }
    }
    CHECK(right == 11);
    CHECK(earned("which-window", "filters", "768") == 2);
    CHECK(earned("which-window", "filters", "767") == 0);
  }

  TEST_CASE("a wrong shape costs once") {
    const std::size_t p = problem_of("cnn-shapes");
    const Marker marker(networks());
    const std::vector<RawAnswer> answers = {
        {p, "c1", "16 x 30 x 30"},  // 31 would be right
        {p, "p1", "16 x 14 x 14"},  // follows from 30
        {p, "p2", "32 x 7 x 7"},    // 14 // 2: the error has vanished
        {p, "c3", "48 x 3 x 3"},   {p, "features", "432"},
    };
    const Fraction points = marker.mark("s1", "", answers, {}).points;
    // Of the first part a third: the channels are right.
    CHECK(points == Fraction(2, 3) + 2 + 2 + 2 + 1);
  }

  TEST_CASE("a part's own convention and shares of the marks") {
    CHECK(earned("recurrent-parameters", "pytorch", "395264") == 1);
    CHECK(earned("recurrent-parameters", "lstm", "394240") == 3);
    CHECK(earned("recurrent-parameters", "lstm", "395264") == 0);
    CHECK(earned("depthwise-separable", "macs-a", "231.2M") == 2);
    CHECK(earned("cnn-shapes", "p2", "32 x 7 x 7") == 2);
  }
}
