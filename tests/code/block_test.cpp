#include "reference/code/block.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <string>

#include "grader/yaml/document.h"

namespace reference::code {
namespace {

// What is reported of a block with these lines: "2:3: ..", one a line.
std::string reported(const std::string& lines) {
  grader::Diagnostics diagnostics;
  const auto document = grader::yaml::load_text("c.yaml", lines, diagnostics);
  REQUIRE(document);
  if (const auto block = read_block(*document, diagnostics)) {
    const bool solved = solve(*block, diagnostics).has_value();
    CHECK(solved == !diagnostics.has_errors());
  }
  std::string report;
  for (const grader::Diagnostic& d : diagnostics.all()) {
    report += fmt::format("{}:{}: {}", d.where.line, d.where.column, d.message);
    report += d.hint.empty() ? "\n" : fmt::format("; {}\n", d.hint);
  }
  return report;
}

}  // namespace

TEST_SUITE("code") {
  TEST_CASE("a solution whose value equals nothing is no solution") {
    const std::string hint =
        "; its value is that of its last expression, or of the variable that it writes last\n";
    CHECK(reported("solution: np.copyto(img, 0)\n") ==
          "1:11: `solution` gives nothing (None); no answer could be compared with it" + hint);
    CHECK(reported("solution: \"'a'\"\n") ==
          "1:11: `solution` gives a text; no answer could be compared with it" + hint);
    CHECK(reported("arguments: []\nsolution: |\n  def f(x):\n    return x\n") ==
          "2:11: `solution` gives no numbers but a `function`; no answer could be compared with "
          "it" +
              hint);
    CHECK(reported("solution: np.log(img * 0.0 - 1)\n").empty());  // NaN equals NaN
    CHECK(reported("solution: H\n").empty());
  }

  TEST_CASE("what is forbidden is something that code can use") {
    CHECK(reported("solution: img\nforbid: [cv2, np, np.linalg, np.mean, ndarray, ndarray.mean, "
                   "ndarray.shape, np.pi, np.r_, cv2.COLOR_BGR2GRAY, sum, np.random]\n")
              .empty());
    CHECK(reported("solution: img\nforbid: [np.maen, cv2, openvc]\n") ==
          "2:10: `np.maen` names nothing that code could use; did you mean `np.mean`?\n"
          "2:24: `openvc` names nothing that code could use; such as `cv2`, `np.mean` or "
          "`ndarray.mean`\n");
  }

  TEST_CASE("a function is called with variables that exist") {
    const std::string solution = "solution: |\n  def f(a, b):\n    return a\n";
    CHECK(reported("arguments: [img, gray]\n" + solution).empty());
    CHECK(reported("arguments: [mine, img]\nsetup: mine = img[:9]\n" + solution).empty());
    CHECK(reported("arguments: [gary, img, img2]\n" + solution) ==
          "1:13: no variable is named `gary`; did you mean `gray`?\n");
  }

  TEST_CASE("the function that is asked for has a name") {
    CHECK(reported("solution: img\nfunction: turn\n").empty());
    CHECK(reported("solution: img\nfunction: turn(img)\n") ==
          "2:11: `turn(img)` is no name that a function could have; such as `function: turn`\n");
  }

  TEST_CASE("the size of images has the limits that it has in matching tables") {
    const std::string solution = "solution: H\n";
    CHECK(reported(solution + "image: {height: 3000, width: 2}\n").empty());
    CHECK(reported(solution + "image: {height: 0, width: 2, channels: 2}\nnumpy: 3\n") ==
          "2:17: `height` should be between 1 and 1000000\n"
          "2:40: `channels` should be 1 or 3\n"
          "3:8: `numpy` should be 1 or 2; whose rules of types\n");
    CHECK(reported(solution + "image: {height: 3000, width: 3000}\n") ==
          "2:8: the image has more than 4194304 pixels\n");
  }
}

}  // namespace reference::code
