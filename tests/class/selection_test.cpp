#include "grader/class/selection.h"

#include <doctest/doctest.h>

#include "tests/submission/small_exam.h"

namespace {

using namespace grader;

TEST_SUITE("class") {
  TEST_CASE("globs") {
    struct Case {
      const char* text;
      const char* glob;
      bool matches;
    };
    const Case cases[] = {
        {"step.loss", "step.loss", true},
        {"step.loss", "step.*", true},
        {"step.loss", "*", true},
        {"step.loss", "*.lo?s", true},
        {"step.loss", "step", false},
        {"step.loss", "*x*", false},
        {"", "", true},
        {"", "*", true},
        {"", "?", false},
        {"aXbXc", "a*X*c", true},
        {"aXbXc", "a*X*d", false},
        {"[a]", "[a]", true},
        {"abc", "abc*", true},
        {"abc", "abcd", false},
    };
    for (const Case& one : cases) {
      CAPTURE(one.text);
      CAPTURE(one.glob);
      CHECK(matches_glob(one.text, one.glob) == one.matches);
    }
    const std::string many(5000, 'a');
    CHECK(!matches_glob(many, "*a*a*a*a*a*a*a*a*b"));
  }

  TEST_CASE("a selection holds parts by name or by problem") {
    const Exam exam = small_exam::load(small_exam::files());
    CHECK(!Selection().empty());
    CHECK(Selection().contains(1, 1));
    CHECK(Selection(exam, "nothing").empty());
    const Selection one(exam, "*.grad");
    CHECK(one.contains(0, 1));
    CHECK(!one.contains(0, 0));
    const Selection problem(exam, "words");
    CHECK(problem.contains(1, 0));
    CHECK(problem.contains(1, 1));
    CHECK(!problem.contains(0, 0));
  }
}

}  // namespace
