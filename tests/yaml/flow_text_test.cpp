#include "grader/yaml/flow_text.h"

#include <doctest/doctest.h>

#include "grader/yaml/document.h"

namespace {

using namespace grader;

struct Case {
  const char* yaml;
  const char* line;
};

TEST_SUITE("yaml") {
  TEST_CASE("lists and maps become one line, as a student would type them") {
    const Case cases[] = {
        {"a: 0.371", "0.371"},
        {"a: '0,371'", "0,371"},
        {"a: two words", "two words"},
        {"a: ", ""},
        {"a: ~", ""},
        {"a: [[-0.093, -.062], [0.093, 6.2e-2]]", "[[-0.093, -.062], [0.093, 6.2e-2]]"},
        {"a:\n  - 1\n  - 2", "[1, 2]"},
        {"a: {a: 3, b: 1}", "{a: 3, b: 1}"},
        {"a: {a: 3, b: }", "{a: 3, b: }"},
        {"a: [1, ~, 3]", "[1, , 3]"},
        {"a: ['0,5', \"x\\\"y\\\\\"]", "[\"0,5\", \"x\\\"y\\\\\"]"},
        {"a: [1/3, 50%, 159.5K, '2^10']", "[1/3, 50%, 159.5K, 2^10]"},
        {"a: []", "[]"},
        {"a: ['']", "[\"\"]"},
        {"a: |\n  1 2\n  3 4\n", "1 2\n3 4\n"},
        {"a: [\"1\\n2\"]", "[\"1 2\"]"},
    };
    for (const Case& one : cases) {
      CAPTURE(one.yaml);
      Diagnostics diagnostics;
      const auto root = yaml::load_text("a.yaml", one.yaml, diagnostics);
      REQUIRE(root);
      CHECK(yaml::flow_text(*root->find("a")) == one.line);
    }
  }
}

}  // namespace
