// How long a network of 200 layers takes to be solved, and solved again with a student's value.
#include <benchmark/benchmark.h>
#include <fmt/core.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "grader/graph/evaluate.h"
#include "grader/yaml/document.h"
#include "reference/network/network.h"

namespace {

using namespace grader;

// 50 times a convolution, batch norm, ReLU and a sum with what went before.
std::string network_text() {
  return "input: {shape: [64, 56, 56]}\nlayers:\n"
         "  - repeat: {times: 50, layers: [{branches: {add: [[{conv: {out_channels: 64, kernel: 3, "
         "padding: 1}}, batch_norm, relu], []]}}]}\n";
}

Graph graph_of(const std::string& text) {
  Diagnostics diagnostics;
  Graph graph;
  const auto document = yaml::load_text("n.yaml", text, diagnostics);
  const ProblemKind& kind = reference::network::kind();
  for (const Switch& known : kind.switches()) {
    graph.add(given(convention_quantity(known.name), Text(known.values.front()), {}));
  }
  if (!document || !kind.translate(*document, graph, diagnostics)) {
    std::fputs("the network does not load\n", stderr);
    std::abort();
  }
  return graph;
}

void solve(benchmark::State& state) {
  const Graph graph = graph_of(network_text());
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(evaluate(graph));
  state.counters["quantities"] = static_cast<double>(graph.size());
}
BENCHMARK(solve)->Unit(benchmark::kMicrosecond);

void solve_one_quantity_with_an_edit(benchmark::State& state) {
  const Graph graph = graph_of(network_text());
  const Evaluation base = evaluate(graph);
  const Edit edits[] = {{*graph.find("weights(repeat1.unit25.branches1.conv1)"), Value(Count{1})}};
  const QuantityIndex asked = *graph.find("parameters(network)");
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(Solution(graph, edits, &base)[asked]);
  }
}
BENCHMARK(solve_one_quantity_with_an_edit)->Unit(benchmark::kMicrosecond);

void load(benchmark::State& state) {
  const std::string text = network_text();
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(graph_of(text));
}
BENCHMARK(load)->Unit(benchmark::kMillisecond);

void known_mistakes(benchmark::State& state) {
  const Graph graph = graph_of(network_text());
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(reference::network::kind().mistakes(graph));
  }
}
BENCHMARK(known_mistakes)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
