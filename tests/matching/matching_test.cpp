#include "reference/matching/matching.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <set>

#include "grader/base/files.h"
#include "grader/graph/evaluate.h"
#include "grader/graph/working.h"
#include "grader/yaml/document.h"

namespace reference::matching {

TEST_SUITE_BEGIN("matching");

namespace {

using namespace grader;

struct Loaded {
  Graph graph;
  Diagnostics diagnostics;
  bool good = false;
};

Loaded load(const std::string& text) {
  Loaded loaded;
  const auto document = yaml::load_text("m.yaml", text, loaded.diagnostics);
  REQUIRE(document);
  const yaml::Node* block = document->find("matching");
  REQUIRE(block != nullptr);
  loaded.good = kind().translate(*block, loaded.graph, loaded.diagnostics);
  return loaded;
}

Table table(const Loaded& loaded, std::string_view name, std::span<const Edit> edits = {}) {
  REQUIRE(loaded.good);
  const auto index = loaded.graph.find(name);
  REQUIRE(index);
  const Evaluation solved = evaluate(loaded.graph, edits);
  if (!solved[*index]) FAIL(solved[*index].error().message);
  return std::get<Table>(*solved[*index]);
}

std::string cell(const Table& table, std::string_view row) {
  for (const auto& [label, text] : table.rows) {
    if (label == row) return text;
  }
  return "no such row";
}

std::string messages(const Loaded& loaded) {
  std::string report;
  for (const Diagnostic& d : loaded.diagnostics.all()) {
    if (!report.empty()) report += " | ";
    report += fmt::format("{}:{}: {}", d.where.line, d.where.column, d.message);
    if (!d.hint.empty()) report += "; " + d.hint;
  }
  return report;
}

constexpr const char* flips = R"(matching:
  image: {height: 60, width: 90}
  setup: |
    img = cv2.resize(img, (50, 40))
  left:
    b: cv2.flip(img, 0)
    a: cv2.flip(img, 1)
  right:
    1: "img[:, ::-1]"
    02: "img[::-1]"
    n: "img"
)";

Loaded load_exam() {
  const auto text = DiskFiles().read(GRADER_SOURCE_DIR "/problems/opencv-numpy.yaml");
  REQUIRE(text);
  return load(*text);
}

}  // namespace

TEST_CASE("the key is found by running both columns") {
  const Loaded loaded = load(flips);
  const Table key = table(loaded, "matching");
  CHECK_FALSE(loaded.graph[*loaded.graph.find("matching")].given());
  const std::vector<std::pair<std::string, std::string>> rows = {{"b", "02"}, {"a", "1"}};
  CHECK(key.rows == rows);
  CHECK(key.choices == std::vector<std::string>{"1", "02", "n"});
  CHECK(key.also.empty());
  CHECK(key.doubt(0).empty());
  CHECK(key.pair_words(0, "02").empty());
  CHECK(key.pair_words(0, "n") == "n is b flipped upside down");
  const auto solved = evaluate(loaded.graph);
  CHECK(*solved[*loaded.graph.find("left.a")] == Value(Text("cv2.flip(img, 1)")));
  CHECK(*solved[*loaded.graph.find("image.width")] == Value(Count{90}));
}

TEST_CASE("a snippet is a quantity: with another one the key is another") {
  const Loaded loaded = load(flips);
  const std::vector<Edit> edits = {{*loaded.graph.find("left.b"), Value(Text("img.copy()"))},
                                   {*loaded.graph.find("left.a"), Value(Text("cv2.flip(img, 0)"))}};
  const Table key = table(loaded, "matching", edits);
  CHECK(cell(key, "b") == "n");
  CHECK(cell(key, "a") == "02");
  const std::vector<Edit> broken = {{*loaded.graph.find("left.b"), Value(Text("im"))}};
  const Evaluation solved = evaluate(loaded.graph, broken);
  const auto& failed = solved[*loaded.graph.find("matching")];
  REQUIRE_FALSE(failed);
  CHECK(failed.error().message == "`left.b` raises NameError: name 'im' is not defined");
}

TEST_CASE("the key follows from the ids of the relations, and from nothing else") {
  const Loaded loaded = load(flips);
  const auto index = *loaded.graph.find("relations");
  Table relations = table(loaded, "relations");
  const auto key_with = [&](const char* text) {
    relations.rows[0].second = text;  // b/1
    const std::vector<Edit> edits = {{index, Value(relations)}};
    return evaluate(loaded.graph, edits)[*loaded.graph.find("matching")];
  };
  const auto key = key_with("within1: nearly");
  REQUIRE(key);
  CHECK(cell(std::get<Table>(*key), "b") == "02");
  const auto unknown = key_with("within 1");
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().message == "`within 1` of `b/1` is no relation");
}

TEST_CASE("the exam's 25 pairs relate as Python's do") {
  const Loaded loaded = load_exam();
  const Table relations = table(loaded, "relations");
  CHECK(relations.rows.size() == 25);
  CHECK(cell(relations, "a/3").starts_with("within1: 0."));
  CHECK(cell(relations, "a/3").ends_with(" % of the numbers differ"));
  CHECK(cell(relations, "b/1") == "equal");
  CHECK(cell(relations, "c/4") == "related: flipped upside down and shifted by one row");
  CHECK(cell(relations, "b/4") == "related: transposed and with its channels reversed");
  CHECK(cell(relations, "d/5").starts_with("within_eps: off by at most "));
  CHECK(cell(relations, "e/2") == "equal");
  int others = 0;
  for (const auto& row : relations.rows) {
    const std::string& pair = row.first;
    const std::string& relation = row.second;
    static const std::set<std::string> known = {"a/3", "b/1", "b/4", "c/4", "d/5", "e/2"};
    if (known.contains(pair)) continue;
    CAPTURE(pair);
    CHECK_MESSAGE(relation.starts_with("different"), relation);
    ++others;
  }
  CHECK(others == 19);
}

TEST_CASE("the exam's key, how its rows are settled and what its snippets give") {
  const Loaded loaded = load_exam();
  const Table key = table(loaded, "matching");
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"a", "3"}, {"b", "1"}, {"c", "4"}, {"d", "5"}, {"e", "2"}};
  CHECK(key.rows == rows);
  CHECK(key.also.empty());
  for (const std::size_t row : {0, 1, 3, 4}) CHECK(key.doubt(row).empty());
  CHECK(key.doubt(2) ==
        "holds by elimination only; 4 is c flipped upside down and shifted by one row");
  CHECK(key.pair_words(2, "3") ==
        "3 gives one grey channel, c a rotated colour image shifted down by one row");
  const Table results = table(loaded, "results");
  CHECK(cell(results, "left.b") == "a colour image with its channels reversed");
  CHECK(cell(results, "left.d") == "a vector of 5 numbers that add up to 1");
  CHECK(cell(results, "left.e") == "a black-and-white image");
  CHECK(cell(results, "right.4") == "a transposed colour image");
}

TEST_CASE("the working is the relation of every pair and how each row was settled") {
  const Loaded loaded = load(flips);
  const auto steps =
      working(loaded.graph, evaluate(loaded.graph), *loaded.graph.find("matching"), 6);
  REQUIRE(steps.size() == 1);
  const std::vector<std::string> expected = {
      "   1        02       n",
      "b  related  equal    related",
      "a  equal    related  related",
      "b gives a colour image flipped upside down",
      "a gives a colour image flipped left to right",
      "1 gives a colour image flipped left to right",
      "02 gives a colour image flipped upside down",
      "n gives the image unchanged",
      "b/02: equal",
      "a/1: equal",
  };
  CHECK(steps[0].lines == expected);
  CHECK(to_text(steps[0]) == "matching = b 02, a 1");
}

TEST_CASE("equally good matchings are all accepted") {
  const Loaded loaded = load(
      "matching:\n  left: {a: 'img + 0', b: img.copy(), c: gray}\n"
      "  right: {1: img, 2: 'img[:]', 3: 'img[..., 1]'}\n");
  const Table key = table(loaded, "matching");
  CHECK(key.accepted_text(0) == "1 or 2");
  CHECK(key.accepted_text(1) == "2 or 1");
  CHECK(key.accepted_text(2) == "3");
}

TEST_CASE("rows without a pair that does the same") {
  const Table left_over =
      table(load("matching:\n  left: {a: img, b: gray}\n  right: {1: img, 2: '3', 3: '4'}\n"),
            "matching");
  CHECK(left_over.accepted_text(1) == "2 or 3");
  CHECK(left_over.doubt(1).empty());
  const Loaded several =
      load("matching:\n  left: {a: img, b: img.copy(), c: gray}\n  right: {1: img, 2: gray}\n");
  CHECK(table(several, "matching").accepted_text(1) == "1");
  const Loaded none =
      load("matching:\n  left: {a: img, b: img.copy(), c: '3'}\n  right: {1: img, 2: gray}\n");
  REQUIRE(none.good);
  const Evaluation solved = evaluate(none.graph);
  const auto& failed = solved[*none.graph.find("matching")];
  REQUIRE_FALSE(failed);
  CHECK(failed.error().message == "row `c` does the same as no choice");
}

TEST_CASE("what holds for the stated size only is said") {
  const Loaded loaded = load(
      "matching:\n"
      "  left: {a: 'np.ones(img.shape[:2])', b: 'np.ones((100, 100))', c: 'img // 1'}\n"
      "  right: {1: 'np.ones((H, H))', 2: 'np.ones((H, W))', 3: 'img'}\n");
  const Table relations = table(loaded, "relations");
  CHECK(cell(relations, "a/1") == "equal: only for square images");
  CHECK(cell(relations, "a/2") == "equal");
  CHECK(cell(relations, "b/1") == "equal: only for images of this size");
  CHECK(cell(relations, "c/3") == "equal");
  const Loaded dark =
      load("matching:\n  left: {a: 'img.max() > 100'}\n  right: {1: 'img.size > 0'}\n");
  CHECK(cell(table(dark, "relations"), "a/1") == "equal: not where the image is dark");
}

TEST_CASE("what setup leaves alone follows its image") {
  const Loaded loaded = load(
      "matching:\n  image: {height: 30, width: 50}\n"
      "  setup: 'img = cv2.resize(img, (40, 20))'\n"
      "  left: {a: 'H, W, img2.shape[0], mask.shape[1], gray2.shape[0]', b: 'gray - img[:, :, "
      "1]'}\n"
      "  right: {1: 'np.zeros(img.shape[:2])', 2: '[20, 40, 20, 40, 20]'}\n");
  const Table key = table(loaded, "matching");
  CHECK(cell(key, "a") == "2");
  CHECK(key.doubt(0).empty());
  CHECK(key.doubt(1).empty());
}

TEST_CASE("NumPy 2 has other types") {
  const std::string columns =
      "  left: {a: '(img + 0).dtype.itemsize * 1', b: 'gray[0, 0] + 100 >= 100'}\n"
      "  right: {1: '1', 2: 'True'}\n";
  CHECK(cell(table(load("matching:\n" + columns), "relations"), "b/2") == "equal");
  CHECK(load("matching:\n  numpy: 2\n" + columns).good);
}

TEST_CASE("a table of plain text keeps its typed key") {
  const Loaded loaded = load(
      "matching:\n  left: {b: convolution, a: pooling}\n  right: {1: has weights, 02: has none}\n"
      "  key: {a: 02, b: 1}\n");
  REQUIRE(loaded.good);
  CHECK(loaded.graph[*loaded.graph.find("matching")].given());
  const Table key = table(loaded, "matching");
  const std::vector<std::pair<std::string, std::string>> rows = {{"b", "1"}, {"a", "02"}};
  CHECK(key.rows == rows);
  CHECK_FALSE(loaded.graph.find("relations"));
}

TEST_CASE("faults are reported at their place") {
  struct Case {
    std::string text;
    std::string report;
  };
  static const Case cases[] = {
      {"matching:\n  left: {a: x}\n  right: {1: y}\n  key: {b: 1, a: 2}\n",
       "4:9: `b` is no label of `left`; did you mean `a`? | "
       "4:18: `2` is no label of `right`; did you mean `1`?"},
      {"matching:\n  left: {a: x, b: y}\n  right: {1: y}\n  key: {b: [1]}\n",
       "4:12: `b` should be a text, not a list | 4:8: the key has no row `a`"},
      {"matching:\n  left: {a: x}\n  right: {1: y}\n  key: a1\n",
       "4:8: the key should be a map from the labels of `left`, not a text"},
      {"matching:\n  left: [x]\n  right: {}\n  key: {}\n",
       "2:9: `left` should be a map, not a list; write `label: text` | "
       "3:10: `right` has no entries"},
      {"matching:\n  left: {a: [x]}\n  key: {}\n",
       "2:13: `a` should be a text, not a list | 2:3: missing key `right` in `matching`"},
      {"matching:\n  left: {a: x}\n  right: {1: y}\n  kye: {a: 1}\n",
       "4:3: unknown key `kye` in `matching`; did you mean `key`?"},
      {"matching:\n  image: {height: 0, width: 5, depth: 3}\n  left: {a: x}\n  right: {1: y}\n",
       "2:19: `height` should be between 1 and 1000000 | "
       "2:32: unknown key `depth` in `image`; known here: height, width, channels"},
      {"matching:\n  image: {height: 9, width: 5, channels: 2}\n  left: {a: x}\n  right: {1: y}\n",
       "2:42: `channels` should be 1 or 3"},
      {"matching:\n  image: {height: 9000, width: 9000}\n  left: {a: x}\n  right: {1: y}\n",
       "2:10: the image has more than 4194304 pixels"},
      {"matching:\n  numpy: 3\n  left: {a: x}\n  right: {1: y}\n",
       "2:10: `numpy` should be 1 or 2; whose rules of types"},
      {"matching:\n  setup: img = 1\n  left: {a: x}\n  right: {1: y}\n  key: {a: 1}\n",
       "2:10: a table with a typed `key` runs nothing and has no `setup`; without `key` both "
       "columns "
       "are run, and the key is computed"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const Loaded loaded = load(c.text);
    CHECK_FALSE(loaded.good);
    CHECK_EQ(messages(loaded), c.report);
  }
}

TEST_CASE("a snippet that fails is reported in Python's words at its place in the file") {
  struct Case {
    std::string text;
    std::string report;
  };
  static const Case cases[] = {
      {"matching:\n  left:\n    a: |\n      x = 1\n      y = x + im\n  right: {1: 'img['}\n",
       "6:18: `right.1` raises SyntaxError: '[' was never closed"},
      {"matching:\n  left:\n    a: |\n      x = 1\n      y = x + im\n  right: {1: 'img'}\n",
       "5:15: `left.a` raises NameError: name 'im' is not defined"},
      {"matching:\n  setup: 'img = im'\n  left: {a: img}\n  right: {1: 'img'}\n",
       "2:17: `setup` raises NameError: name 'im' is not defined"},
      {"matching:\n  left: {a: convolution}\n  right: {1: 'np.poly([1, 2])'}\n",
       "2:13: `left.a` raises NameError: name 'convolution' is not defined | "
       "3:15: `right.1` cannot be run: `np.poly` is not supported; type the `key` of what cannot "
       "be run here"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const Loaded loaded = load(c.text);
    CHECK_FALSE(loaded.good);
    CHECK_EQ(messages(loaded), c.report);
  }
}

TEST_SUITE_END();

}  // namespace reference::matching
