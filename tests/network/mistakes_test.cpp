// The known mistakes of Inception modules and of biases: each as an edit of the graph against its
// formula, in numbers of the block alone.
#include <doctest/doctest.h>
#include <fmt/core.h>

#include <functional>
#include <set>
#include <string>

#include "grader/graph/evaluate.h"
#include "grader/yaml/document.h"
#include "reference/network/network.h"
#include "reference/steps/language.h"

namespace reference::network {

TEST_SUITE_BEGIN("network");

namespace {

using namespace grader;

// Channels in, side of the image, and the widths of the module's convolutions.
struct Module {
  Count in, side, n1, r3, n3, r5, n5, pp;

  Count parameters() const {
    return in * n1 + in * r3 + 9 * r3 * n3 + in * r5 + 25 * r5 * n5 + in * pp;
  }
  Count widths() const { return n1 + r3 + n3 + r5 + n5 + pp; }
};

constexpr Module modules[] = {
    {192, 28, 64, 96, 128, 16, 32, 32},
    {5, 9, 3, 4, 7, 2, 6, 11},
};

struct Case {
  const char* id;
  const char* bias;      // the convention in force
  const char* quantity;  // what is asked for
  Count (*formula)(const Module& m);
};

const Case cases[] = {
    {"IN01", "none", "parameters(m)", [](const Module& m) { return m.parameters() - m.in * m.pp; }},
    {"IN02", "none", "parameters(m)", [](const Module& m) { return m.parameters() + m.widths(); }},
    {"CP02", "per_filter", "parameters(m)", [](const Module& m) { return m.parameters(); }},
    {"IN03", "none", "parameters(m)",
     [](const Module& m) { return m.parameters() - m.in * (m.r3 + m.r5); }},
    {"IN04", "none", "parameters(m)",
     [](const Module& m) { return m.in * m.n1 + 9 * m.in * m.n3 + 25 * m.in * m.n5; }},
    {"IN05", "none", "parameters(m)",
     [](const Module& m) { return m.in * (m.n1 + 9 * m.n3 + 25 * m.n5 + m.pp); }},
    {"IN06", "none", "parameters(m)",
     [](const Module& m) {
       return m.in * (m.n1 + m.r3 + m.r5 + m.pp) + 9 * m.in * m.n3 + 25 * m.in * m.n5;
     }},
    {"IN07", "none", "parameters(m)",
     [](const Module& m) {
       return m.in * (m.n1 + m.r3 + m.r5 + m.pp) + 3 * m.r3 * m.n3 + 5 * m.r5 * m.n5;
     }},
    {"IN08", "none", "parameters(m)",
     [](const Module& m) { return m.n1 + m.r3 + 9 * m.n3 + m.r5 + 25 * m.n5 + m.pp; }},
    {"IN09", "none", "parameters(m)",
     [](const Module& m) { return m.parameters() + m.in * (m.n1 + m.r3 + m.r5 + m.pp); }},
    {"IN10", "none", "parameters(m)",
     [](const Module& m) {
       return m.in * m.n1 + m.n1 * m.r3 + 9 * m.r3 * m.n3 + m.n3 * m.r5 + 25 * m.r5 * m.n5 +
              m.n5 * m.pp;
     }},
    {"IN11", "none", "parameters(m)",
     [](const Module& m) { return m.parameters() + 8 * m.in * m.pp; }},
    {"IN12", "none", "parameters(m)",
     [](const Module& m) { return m.parameters() * m.side * m.side; }},
    {"IN13", "none", "parameters(m)",
     [](const Module& m) { return m.parameters() - 16 * m.r5 * m.n5; }},
    {"IC01", "none", "channels(m)",
     [](const Module& m) {
       return std::max({m.n1, m.n3, m.n5, m.pp});
     }},
    {"IC02", "none", "channels(m)", [](const Module& m) { return m.widths(); }},
    {"IC03", "none", "channels(m)", [](const Module& m) { return m.n1 + m.n3 + m.n5; }},
    {"IC04", "none", "channels(m)", [](const Module& m) { return m.n1 + m.n3 + m.n5 + m.in; }},
    {"IC05", "none", "channels(m)",
     [](const Module& m) { return m.n1 + m.n3 + m.n5 + m.pp + m.in; }},
    {"IC06", "none", "channels(m)", [](const Module& m) { return m.in; }},
    {"IC07", "none", "channels(m)",
     [](const Module& m) { return (m.n1 + m.n3 + m.n5 + m.pp) / 4; }},
};

Graph graph_of(const Module& m, const char* bias) {
  Diagnostics diagnostics;
  const auto document = yaml::load_text(
      "n.yaml",
      fmt::format("input: {{shape: [{}, {}, {}]}}\nlayers:\n"
                  "  - inception: {{name: m, conv1x1: {}, conv3x3: [{}, {}], conv5x5: [{}, {}], "
                  "pool: {}}}\n",
                  m.in, m.side, m.side, m.n1, m.r3, m.n3, m.r5, m.n5, m.pp),
      diagnostics);
  REQUIRE(document);
  Graph graph;
  for (const Switch& known : kind().switches()) {
    const std::string_view setting = known.name == "bias" ? bias : known.values.front();
    graph.add(given(convention_quantity(known.name), Text(setting), {}));
  }
  REQUIRE(kind().translate(*document, graph, diagnostics));
  return graph;
}

std::vector<Edit> edits_of(const KindMistake& mistake, const Graph& graph) {
  std::vector<Edit> edits;
  for (const auto& edit : mistake.edits) {
    const std::string& name = edit.first;
    const std::string& text = edit.second;
    CAPTURE(name);
    const auto quantity = graph.find(name);
    REQUIRE(quantity);
    if (name.starts_with("conventions.")) {
      edits.push_back({*quantity, Value(Text(text))});
      continue;
    }
    Diagnostics diagnostics;
    auto definition = steps::language().compile(text, {}, graph, diagnostics);
    for (const Diagnostic& diagnostic : diagnostics.all()) MESSAGE(to_text(diagnostic));
    REQUIRE(definition);
    edits.push_back({*quantity, *std::move(definition)});
  }
  return edits;
}

TEST_CASE("every known mistake gives the value of its formula") {
  std::set<std::string> seen;
  for (const Module& m : modules) {
    for (const Case& c : cases) {
      CAPTURE(std::string(c.id));
      CAPTURE(m.in);
      const Graph graph = graph_of(m, c.bias);
      const auto asked = graph.find(c.quantity);
      REQUIRE(asked);
      for (const KindMistake& mistake : kind().mistakes(graph)) {
        if (mistake.id != c.id) continue;
        seen.insert(mistake.id);
        CHECK_FALSE(mistake.message.empty());
        const std::vector<Edit> edits = edits_of(mistake, graph);
        const Evaluation wrong = evaluate(graph, edits);
        REQUIRE(wrong[*asked]);
        CHECK_EQ(std::get<Count>(*wrong[*asked]), c.formula(m));
        CHECK_NE(*wrong[*asked], *evaluate(graph)[*asked]);
      }
    }
  }
  std::set<std::string> known;
  for (const KindMistake& mistake : kind().mistakes(graph_of(modules[0], "none"))) {
    known.insert(mistake.id);
  }
  CHECK_EQ(seen, known);  // none without a case, and no case without one
}

}  // namespace

TEST_SUITE_END();

}  // namespace reference::network
