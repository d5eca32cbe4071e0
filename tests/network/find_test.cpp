// Inverse questions: every combination against a search that knows no graph.
#include <algorithm>

#include "grader/exam/solutions.h"
#include "tests/network/loading.h"

namespace reference::network {

TEST_SUITE_BEGIN("network");

namespace {

using namespace grader;

const std::string conv =
    "input: {shape: [3, 30, 30]}\nlayers:\n"
    "  - conv: {name: c, out_channels: 8, kernel: 3}\n  - relu\n"
    "  - max_pool: {name: p, kernel: 2}\n";

std::string finding(const std::string& find) { return conv + "find: " + find + "\n"; }

}  // namespace

TEST_CASE("all combinations that fit are found, and no other") {
  const Loaded loaded =
      load(finding("{name: k, over: {kernel(c): 1..9, padding(c): 0..3, stride(c): [1, 2, 3]}, "
                   "so_that: height(p) == 7}"));
  CHECK_EQ(reports(loaded), "");
  REQUIRE(loaded.good);
  std::string expected;
  std::string first;
  for (int kernel = 1; kernel <= 9; ++kernel) {
    for (int padding = 0; padding <= 3; ++padding) {
      for (int stride = 1; stride <= 3; ++stride) {
        int positions = 0;
        for (int at = -padding; at + kernel <= 30 + padding; at += stride) ++positions;
        if (positions / 2 != 7) continue;
        const std::string one = fmt::format("[{}, {}, {}]", kernel, padding, stride);
        expected += (expected.empty() ? "" : ", ") + one;
        if (first.empty()) first = one;
      }
    }
  }
  REQUIRE_FALSE(first.empty());
  CHECK_EQ(value(loaded, "solutions(k)"), "[" + expected + "]");
  CHECK_EQ(value(loaded, "k"), first);
  CHECK_EQ(formula_text(loaded.graph, loaded.graph[index(loaded, "solutions(k)")]),
           "all kernel(c), padding(c), stride(c) with height(p) == 7");
}

TEST_CASE("a question about one setting has numbers for answers") {
  const Loaded loaded =
      load(finding("[{name: n, over: {out_channels(c): 1..50}, so_that: parameters(c) == 270}, "
                   "{name: w, over: {kernel_width(c): 1..5}, so_that: width(c) >= 28}]"));
  CHECK_EQ(reports(loaded), "");
  REQUIRE(loaded.good);
  CHECK_EQ(value(loaded, "n"), "10");
  CHECK_EQ(value(loaded, "solutions(w)"), "[1, 2, 3]");
}

TEST_CASE("a search follows what a student has for the rest of the network") {
  const Loaded loaded =
      load(finding("{name: k, over: {kernel(c): 1..9}, so_that: height(c) == 20}"));
  REQUIRE_FALSE(loaded.good);  // 11 is not among them
  const Loaded found =
      load(finding("{name: k, over: {kernel(c): 1..11}, so_that: height(c) == 20}"));
  REQUIRE(found.good);
  CHECK_EQ(value(found, "k"), "11");
  const Edit edits[] = {{index(found, "height(x)"), Value(Count{24})}};
  CHECK_EQ(value(found, "k", edits), "5");
}

TEST_CASE("other solutions are the rows that are not the key") {
  const Array rows{{3, 2}, {1, 2, 3, 4, 1, 5}, true};
  const Array key{{2}, {3, 4}, true};
  const auto others = other_solutions(Value(key), Value(rows));
  REQUIRE_EQ(others.size(), 2);
  CHECK_EQ(to_text(others[0]), "[1, 2]");
  CHECK_EQ(to_text(others[1]), "[1, 5]");
  CHECK(other_solutions(Value(Count{3}), Value(rows)).empty());
  const Array numbers{{2}, {3, 4}, true};
  CHECK_EQ(other_solutions(Value(Count{3}), Value(numbers)), std::vector<Value>{Value(Count{4})});
}

TEST_CASE("faults of inverse questions are reported at their place") {
  struct Case {
    std::string find;
    std::string report;
  };
  static const Case cases[] = {
      {"{name: k, over: {kernel(c): 1..3}, so_that: height(c) == 99}",
       "6:51: `solutions(k)`: no combination fits [not-solvable]"},
      {"{name: k, over: {kernel(d): 1..3}, so_that: height(c) == 9}",
       "6:24: no quantity is named `kernel(d)`; did you mean `kernel(c)`? [unknown-name]"},
      {"{name: k, over: {height(c): 1..3}, so_that: height(c) == 9}",
       "6:24: `height(c)` is computed, so it cannot be searched for; `over` holds settings of "
       "layers, such as `kernel(c)` [bad-value]"},
      {"{name: k, over: {kernel(c): 5..3}, so_that: height(c) == 9}",
       "6:35: `kernel(c)` should range over whole numbers; such as `1..11` or `[1, 2, 4]` "
       "[bad-value]"},
      {"{name: k, over: {kernel(c): 1..3, kernel(p): 1..2}, so_that: height(c) == 9}",
       "6:41: `so_that` does not depend on `kernel(p)` [bad-value]"},
      {"{name: k, over: {kernel(c): 1..3}, so_that: heigth(c) == 9}",
       "6:51: unknown name `heigth(c)`; did you mean `height(c)`? [unknown-name]"},
      {"{name: k, over: {kernel_height(c): 1..90000, stride_height(c): 1..90000}, so_that: "
       "height(c) == 9}",
       "6:23: there are too many combinations to try; let the settings range over fewer numbers "
       "[too-large]"},
      {"{name: bytes_per_element, over: {kernel(c): 1..3}, so_that: height(c) == 9}",
       "6:14: the name `bytes_per_element` is taken [duplicate-id]"},
      {"{name: in, over: [1], so_that: height(c) == 9}",
       "6:24: `over` should be a map of settings and what they may be; such as `over: {kernel(c): "
       "1..11}` [wrong-type] | 6:14: `in` cannot be a name; it is a word of the language of "
       "expressions [bad-id]"},
      {"{over: {kernel(c): 1..3}, sothat: height(c) == 9}",
       "6:7: missing key `name` in `find` [missing-key] | 6:7: missing key `so_that` in `find` "
       "[missing-key] | 6:33: unknown key `sothat` in `find`; did you mean `so_that`? "
       "[unknown-key]"},
      {"{name: k, over: {out_channels(c): 1..5000}, so_that: channels(c) > 2}",
       "6:60: `solutions(k)`: more than 1000 combinations fit [not-solvable]"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.find);
    const Loaded loaded = load(finding(c.find));
    CHECK_FALSE(loaded.good);
    CHECK_EQ(reports(loaded), c.report);
  }
}

TEST_SUITE_END();

}  // namespace reference::network
