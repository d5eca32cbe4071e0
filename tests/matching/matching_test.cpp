#include "reference/matching/matching.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include "grader/graph/evaluate.h"
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
  loaded.good = kind().translate_within(*document, *block, loaded.graph, loaded.diagnostics);
  return loaded;
}

constexpr const char* snippets = R"(matching:
  image: {height: 100, width: 90}
  setup: |
    img = cv2.resize(img, (90, 100))
  left:
    b: cv2.flip(img, 0)
    a: cv2.flip(img, 1)
  right:
    1: "img[:, ::-1]"
    02: "img[::-1]"
    n: "img"
)";

}  // namespace

TEST_CASE("a printed key of the part that asks for it is the table, in the order of `left`") {
  const Loaded loaded = load(std::string(snippets) +
                             "parts:\n  - {id: w, ask: written}\n"
                             "  - {id: m, ask: matching, printed: {a: 1, b: 02}}\n");
  REQUIRE(loaded.good);
  const auto index = loaded.graph.find("matching");
  REQUIRE(index);
  CHECK(loaded.graph[*index].given());
  const auto solved = evaluate(loaded.graph);
  const auto& table = std::get<Table>(*solved[*index]);
  const std::vector<std::pair<std::string, std::string>> rows = {{"b", "02"}, {"a", "1"}};
  CHECK(table.rows == rows);
  CHECK(table.choices == std::vector<std::string>{"1", "02", "n"});
  CHECK(*solved[*loaded.graph.find("left.a")] == Value(Text("cv2.flip(img, 1)")));
  CHECK(*solved[*loaded.graph.find("right.02")] == Value(Text("img[::-1]")));
  CHECK(*solved[*loaded.graph.find("setup")] == Value(Text("img = cv2.resize(img, (90, 100))\n")));
  CHECK(*solved[*loaded.graph.find("image.width")] == Value(Count{90}));
  CHECK(*solved[*loaded.graph.find("image.channels")] == Value(Count{3}));
}

TEST_CASE("a key in the block goes before the printed one") {
  const Loaded loaded = load(std::string(snippets) +
                             "  key: {a: n, b: 1}\n"
                             "parts: [{id: m, ask: matching, printed: {a: 1, b: 02}}]\n");
  REQUIRE(loaded.good);
  const auto solved = evaluate(loaded.graph);
  const auto& table = std::get<Table>(*solved[*loaded.graph.find("matching")]);
  const std::vector<std::pair<std::string, std::string>> rows = {{"b", "1"}, {"a", "n"}};
  CHECK(table.rows == rows);
}

TEST_CASE("faults are reported at their place") {
  struct Case {
    std::string text;
    std::string report;
  };
  static const Case cases[] = {
      {"matching:\n  left: {a: x}\n  right: {1: y}\n",
       "2:3: missing key `key` in `matching`; or give the part that asks `matching` a `printed`"},
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
      {"matching:\n  image: {height: 0, width: 5, depth: 3}\n  left: {a: x}\n  right: {1: y}\n"
       "  key: {a: 1}\n",
       "2:19: `height` should be between 1 and 1000000 | "
       "2:32: unknown key `depth` in `image`; known here: height, width, channels"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const Loaded loaded = load(c.text);
    CHECK_FALSE(loaded.good);
    std::string report;
    for (const Diagnostic& d : loaded.diagnostics.all()) {
      if (!report.empty()) report += " | ";
      report += fmt::format("{}:{}: {}", d.where.line, d.where.column, d.message);
      if (!d.hint.empty()) report += "; " + d.hint;
    }
    CHECK_EQ(report, c.report);
  }
}

TEST_SUITE_END();

}  // namespace reference::matching
