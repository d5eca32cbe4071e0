#include "reference/compute/compute.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include "grader/graph/evaluate.h"
#include "tests/kind_loading.h"

namespace reference::compute {

TEST_SUITE_BEGIN("compute");

namespace {

using namespace grader;

struct Loaded : LoadedBlock {
  QuantityIndex index(const std::string& name) const {
    const auto found = graph.find(name);
    REQUIRE_MESSAGE(found, name);
    return *found;
  }
  std::string text(const std::string& name, const std::vector<Edit>& edits = {}) const {
    const Evaluation evaluation = evaluate(graph, edits);
    const Solved& solved = evaluation[index(name)];
    return solved ? to_text(*solved, 8) : "failed: " + solved.error().message;
  }
  // "3:5: warning: ..; hint [code]", a line each.
  std::string said() const {
    std::string all;
    for (const Diagnostic& one : diagnostics.all()) {
      all += fmt::format("{}:{}: {}: {}{}{} [{}]\n", one.where.line, one.where.column,
                         to_text_of(one.severity), one.message, one.hint.empty() ? "" : "; ",
                         one.hint, one.code);
    }
    return all;
  }

 private:
  static std::string_view to_text_of(Severity severity) { return grader::to_text(severity); }
};

Loaded load(const std::string& text, const ConventionSettings& conventions = {}) {
  return {load_block(kind(), text, conventions)};
}

constexpr const char* exam = R"y(given:
  W: {value: [[5, 4, 3], [3, 4, 2]], axes: [out, in]}
  h: {value: [0.3, 0.2, 0.2], axes: [in]}
  y: {one_hot: 1, classes: 2}
  step: 2
steps:
  - z: W @ h
  - p: softmax(z)
  - L: cross_entropy(p, y)
  - dp: np.where(y > 0, -y / p, 0)
  - dz: p - y
  - dW: np.outer(dz, h)
  - dh: W.T @ dz
  - W_next: W - step * dW
check: {dp: "grad(L, p)", dz: "grad(L, z)", dW: "grad(L, W)", dh: "grad(L, h)"}
)y";

}  // namespace

TEST_CASE("the exam's step as steps has its numbers, and its checks hold") {
  const Loaded loaded = load(exam, {{"class_index", "from_one"}});
  CHECK_EQ(loaded.said(), "");
  REQUIRE(loaded.good);
  CHECK_EQ(loaded.text("L"), "0.37110067");
  CHECK_EQ(loaded.text("dz"), "[-0.31002552, 0.31002552]");
  CHECK_EQ(loaded.text("dh"), "[-0.62005104, 0, -0.31002552]");
  CHECK_EQ(loaded.text("W_next"),
           "[[5.1860153, 4.1240102, 3.1240102], [2.8139847, 3.8759898, 1.8759898]]");
  CHECK(loaded.graph[loaded.index("W")].given());
  CHECK(loaded.graph[loaded.index("y")].restates_given);
  CHECK_EQ(formula_text(loaded.graph, loaded.graph[loaded.index("L")]), "cross_entropy(p, y)");
  CHECK(loaded.graph[loaded.index("L")].shortcut.has_value());
  // A student's values are followed.
  const std::vector<Edit> edits = {{loaded.index("p"), Array{{2}, {0.5, 0.5}, false}}};
  CHECK_EQ(loaded.text("dz", edits), "[-0.5, 0.5]");
  CHECK_EQ(loaded.text("L", edits), "0.69314718");
}

TEST_CASE("givens are counts, reals, lists and texts; steps may be a map; texts are passed on") {
  const Loaded loaded = load(R"y(given:
  n: 12
  x: 2.0
  word: base2
  t: [[1, 2], [3, 4.5]]
steps:
  a: n // 5
  b: x ** 2
  c: cross_entropy([0.5, 0.5], [1, 0], word)
  d: [n, 2 * n]
  e: "t.sum() if n > 10 else 0"
)y");
  CHECK_EQ(loaded.said(), "");
  REQUIRE(loaded.good);
  CHECK_EQ(loaded.text("a"), "2");
  CHECK_EQ(loaded.text("b"), "4");
  CHECK_EQ(loaded.text("c"), "1");
  CHECK_EQ(loaded.text("d"), "[12, 24]");
  CHECK_EQ(loaded.text("e"), "10.5");
  CHECK(std::holds_alternative<Count>(*evaluate(loaded.graph)[loaded.index("a")]));
}

TEST_CASE("logits of a thousand give finite, right gradients") {
  const Loaded loaded = load(R"y(given: {z: [1000, -1000], y: {one_hot: 1, classes: 2}}
steps:
  - p: softmax(z)
  - L: cross_entropy(p, y)
  - dz: grad(L, z)
)y");
  CHECK_EQ(loaded.said(), "");
  REQUIRE(loaded.good);
  CHECK_EQ(loaded.text("L"), "2000");
  CHECK_EQ(loaded.text("dz"), "[1, -1]");
}

TEST_CASE("faults have their place and say what to do") {
  struct Case {
    std::string text;
    std::string said;
  };
  static const Case cases[] = {
      {"given: {W: {value: [[1, 2, 3], [4, 5, 6]], axes: [out, in]}, h: [1, 2, 3, 4]}\n"
       "steps:\n  - z: 2 * (W @ h)\n",
       "3:15: error: `z`: shapes 2 x 3 and 4 do not fit in `@`; `W` is out 2 x in 3, `h` is 4 "
       "[shape-mismatch]\n"},
      {"given: {W: {value: [[1, 2, 3]], axes: [out, in]}, h: {value: [1, 2], axes: [in]}}\n"
       "steps: [a: 1]\n",
       "1:54: error: axis `in` is 3 in `W` and 2 in `h` [shape-mismatch]\n"},
      {"given: {W: {value: [[1, 2, 3]], axes: [out]}}\nsteps: [a: 1]\n",
       "1:39: error: `W` is a 1 x 3 matrix and has 1 named axes [shape-mismatch]\n"},
      {"given: {W: [[1, 2], [3]]}\nsteps: [a: 1]\n",
       "1:21: error: `W` has 1 here and 2 above; all rows should be of one length "
       "[shape-mismatch]\n"},
      {"given: {logits: [1, 2]}\nsteps:\n  - p: softmax(logit)\n",
       "3:16: error: unknown name `logit`; did you mean `logits`? [unknown-name]\n"},
      {"given: {x: 1}\nsteps:\n  - p: sofmax(x)\n",
       "3:8: error: unknown name `sofmax(x)`; did you mean `softmax`? [unknown-name]\n"},
      {"given: {x: 1}\nsteps:\n  - a: b + 1\n  - b: x\n",
       "3:8: error: `b` is computed by a later step; put this one behind line 4 [unknown-name]\n"},
      {"given: {x: 1}\nsteps:\n  - a: x + c\n  - b: a\n  - c: 2 * b\n",
       "3:8: error: `a` needs `c`, which needs `b`, which needs `a`; a step can only use steps "
       "above it [bad-expression]\n"},
      {"steps:\n  - a: a + 1\n",
       "2:8: error: `a` needs itself; a step can only use steps above it [bad-expression]\n"},
      {"given: {x: 1}\nsteps:\n  - x: 2\n",
       "3:5: error: `x` is already defined in line 1; give this one another name "
       "[duplicate-id]\n"},
      {"steps:\n  - a: 1\n  - a: 2\n",
       "3:5: error: `a` is already defined in line 2; give this one another name "
       "[duplicate-id]\n"},
      {"steps:\n  - a b: 1\n",
       "2:5: error: `a b` cannot be a name; letters, digits and `_`, a letter first [bad-id]\n"},
      {"given: {x: 0}\nsteps:\n  - a: 3 + 1 / x\n",
       "3:14: error: `a`: division by zero [not-solvable]\n"},
      {"given: {x: 9223372036854775807}\nsteps:\n  - a: x + 1\n",
       "3:10: error: `a`: the count does not fit 64 bits [overflow]\n"},
      {"given: {z: [1000.0, 1.0]}\nsteps:\n  - e: np.exp(z)\n  - p: e / np.sum(e)\n  - q: 2 * p\n",
       "3:8: warning: `np.exp` gives infinity in `e`; everything before it is finite "
       "[nonfinite-value]\n"},
      {"given: {z: [1000.0, 1.0]}\nsteps:\n  - p: np.exp(z) / np.sum(np.exp(z))\n",
       "3:8: warning: `np.exp` gives infinity in `p`; everything before it is finite "
       "[nonfinite-value]\n"},
      {"given: {z: [-1.0, 1.0]}\nsteps:\n  - p: 1 + np.sqrt(z)\n",
       "3:12: warning: `np.sqrt` gives NaN in `p`; everything before it is finite "
       "[nonfinite-value]\n"},
      {"given: {x: 1.0e-7}\nsteps:\n  - r: 1 - np.cos(x)\n",
       "3:8: warning: `r` loses more than six digits to rounding; the difference of nearly equal "
       "results, or a function undone by the next; write it in another form [unstable-step]\n"},
      {"given: {x: [1, 2]}\nsteps:\n  - L: np.sum(x ** 2)\n  - dx: 2 * x ** 2\n"
       "check: {dx: \"grad(L, x)\"}\n",
       "5:14: error: `dx[1]` is 8, and `grad(L, x)` gives 4; the formula of `dx` stands in line 4 "
       "[gradient-differs]\n"},
      {"given: {x: [1, 2]}\nsteps:\n  - L: np.sum(x ** 2)\n  - dx: np.sum(2 * x)\n"
       "check: {dx: \"grad(L, x)\"}\n",
       "5:14: error: `dx` is a count, and `grad(L, x)` is a vector of 2 [gradient-differs]\n"},
      {"given: {x: 2.0}\nsteps:\n  - L: np.where(x == 2, x ** 2, 0)\n  - dx: 2 * x\n"
       "check: {dx: \"grad(L, x)\"}\n",
       "5:14: error: `dx` is 4, and central differences give 0; the formula of `dx` stands in line "
       "4 [gradient-differs]\n"},
      {"given: {x: [1, 2]}\nsteps:\n  - L: np.sum(x ** 2)\ncheck: {dz: \"grad(L, x)\"}\n",
       "4:9: error: no step is named `dz`; known here: L [unknown-name]\n"},
      {"given: {z: [0, 2]}\nsteps:\n  - a: relu(z)\n  - L: np.sum(a)\n  - dz: z > 0\n"
       "check: {dz: \"grad(L, z)\"}\n",
       "3:8: warning: `relu` has a corner here, and a derivative goes through it; what the "
       "derivative is there is a convention [kink]\n"},
      {"given: {z: [3, 3]}\nsteps:\n  - L: np.max(z)\n  - dz: grad(L, z)\n",
       "3:8: warning: `np.max` has a corner here, and a derivative goes through it; what the "
       "derivative is there is a convention [kink]\n"},
      {"given: {x: 1.5, y: 2}\nsteps:\n  - L: y ** 2\n  - dx: grad(L, x)\n",
       "4:9: error: `L` does not depend on `x`; its derivative would be 0 [bad-expression]\n"},
      {"given: [1]\nsteps: {a: 1}\n",
       "1:8: error: `given` should be a map of names and values, not a list; such as `given: {W: "
       "[[5, 4, 3], [3, 4, 2]], step: 2}` [wrong-type]\n"},
      {"given: {x: 1}\n", "1:1: error: missing key `steps` in `compute` [missing-key]\n"},
      {"steps: []\n",
       "1:8: error: `steps` should be a list of steps, not an empty list; such as `- z: W @ h` "
       "[wrong-type]\n"},
      {"steps: [{a: 1, b: 2}]\n",
       "1:9: error: a step is one name and its expression; such as `- z: W @ h` [wrong-type]\n"},
      {"given: {y: {one_hot: 3, classes: 2}}\nsteps: [a: y]\n",
       "1:12: error: `y`: `index` of `one_hot` is 3; it is between 0 and 1 [not-solvable]\n"},
      {"given: {y: {one_hot: 3}}\nsteps: [a: 1]\n",
       "1:12: error: missing key `classes` in `y` [missing-key]\n"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const Loaded loaded = load(c.text);
    CHECK_EQ(loaded.said(), c.said);
    CHECK_EQ(loaded.good, !loaded.diagnostics.has_errors());
  }
}

TEST_CASE("each other setting of a convention that a step reads is a known mistake") {
  struct Case {
    std::string steps;
    std::string ids;  // in order
    std::string asked;
    std::string wrong;  // under the first of them
  };
  static const Case cases[] = {
      {"steps: [r: \"np.array([1, 2]) @ [3, 4]\"]", "", "r", ""},
      {"given: {x: [[1, 0], [0, 2]]}\nsteps: [r: \"conv2d(np.ones((1, 2, 2)), "
       "np.array([[[[1, 2], [3, 4]]]]), None, 1, 1)\"]",
       "CV01", "r", "[[[1, 3, 2], [4, 10, 6], [3, 7, 4]]]"},
      {"given: {x: [1, 2, 3, 6]}\nsteps: [r: np.var(x)]", "GE06", "r", "4.6666667"},
      {"given: {x: [1, 2, 4]}\nsteps: [r: \"mse(x, 1)\"]", "MS01 MS01 MS01", "r", "5"},
      {"given: {p: [0.25, 0.75]}\nsteps: [r: \"cross_entropy(p, [0, 1])\"]", "SL01 SL02 BA01", "r",
       "0.12493874"},
      {"given: {x: [0, 2]}\nsteps: [{a: relu(x)}, {L: np.sum(a)}, {r: \"grad(L, x)\"}]",
       "RL03 RL03", "r", "[1, 1]"},
      {"given: {x: [2, 2]}\nsteps: [{L: np.max(x)}, {r: \"grad(L, x)\"}]", "MP02 MP02", "r",
       "[1, 1]"},
      {"given: {y: {one_hot: 1, classes: 3}}\nsteps: [r: 2 * y]", "SL04", "r", "[2, 0, 0]"},
      {"steps: [r: \"iou([0, 0, 2, 2], [1, 1, 3, 3])\"]", "ME06", "r", "0.28571429"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.steps);
    const Loaded loaded = load(c.steps + "\n");
    REQUIRE(loaded.good);
    std::string ids;
    std::string wrong;
    for (const KindMistake& mistake : kind().mistakes(loaded.graph)) {
      ids += (ids.empty() ? "" : " ") + mistake.id;
      CHECK_FALSE(mistake.message.empty());
      REQUIRE_EQ(mistake.edits.size(), 1);
      const std::vector<Edit> edits = {
          {loaded.index(mistake.edits[0].first), Value(Text(mistake.edits[0].second))}};
      if (wrong.empty()) wrong = loaded.text(c.asked, edits);
      if (mistake.id != "BA01") CHECK_NE(loaded.text(c.asked, edits), loaded.text(c.asked));
    }
    CHECK_EQ(ids, c.ids);
    CHECK_EQ(wrong, c.wrong);
  }
}

TEST_CASE("long chains and circles end soon, and there is a limit to both length and size") {
  const auto chain = [](int steps) {
    std::string text = "given: {x0: 1.0}\nsteps:\n";
    for (int i = 1; i <= steps; ++i) text += fmt::format("  - x{}: x{} + 1\n", i, i - 1);
    return text;
  };
  const Loaded long_one = load(chain(999) + "  - g: grad(x999, x0)\n");
  REQUIRE(long_one.good);
  CHECK_EQ(long_one.text("g"), "1");
  CHECK_EQ(load(chain(1001)).said(),
           "1003:5: error: `compute` has more than 1000 steps [bad-value]\n");
  std::string circle = "steps:\n";
  for (int i = 1; i <= 1000; ++i) circle += fmt::format("  - x{}: x{} + 1\n", i, i % 1000 + 1);
  CHECK_FALSE(load(circle).good);
  CHECK_EQ(load("given: {n: 9000000}\nsteps:\n  - a: np.zeros(n)\n  - b: a + 1\n  - c: a + 2\n"
                "  - d: a + 3\n  - e: a + 4\n  - f: a + 5\n")
               .said(),
           "8:8: error: with `f` the steps hold more than 50000000 numbers; make the arrays "
           "smaller [bad-value]\n");
}

TEST_SUITE_END();

}  // namespace reference::compute
