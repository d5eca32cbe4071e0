// How long a network of 200 layers takes to be solved, and to be solved again with a student's
// number of channels in its first layer.
#include <benchmark/benchmark.h>
#include <fmt/core.h>

#include <stdexcept>
#include <string>

#include "grader/base/files.h"
#include "grader/exam/bank.h"
#include "reference/kinds.h"

namespace grader {
namespace {

std::string deep_network() {
  std::string text =
      "format: 1\nid: deep\ntitle: Deep\nnetwork:\n  input: {shape: [3, 64, 64]}\n  layers:\n";
  for (int i = 1; i <= 100; ++i) {
    text += fmt::format(
        "    - conv: {{name: c{0}, out_channels: {1}, kernel: 3, padding: 1}}\n    - relu\n", i,
        16 + i);
  }
  return text + "parts:\n  - {id: p, prompt: P, points: 1, ask: parameters(network)}\n";
}

Problem deep_problem() {
  Diagnostics diagnostics;
  const MemoryFiles files({{"deep.yaml", deep_network()}});
  auto problems = load_bank(files, "deep.yaml", reference::kinds(), diagnostics);
  if (!problems) throw std::runtime_error(diagnostics.all().front().message);
  return std::move(problems->front());
}

void solve(benchmark::State& state) {
  const Problem problem = deep_problem();
  for (auto _ : state) benchmark::DoNotOptimize(evaluate(problem.graph));
  state.counters["quantities"] = static_cast<double>(problem.graph.size());
}

void solve_again(benchmark::State& state) {
  const Problem problem = deep_problem();
  const Evaluation base = evaluate(problem.graph);
  const Edit edit{*problem.graph.find("out_channels(c1)"), Count{99}};
  const QuantityIndex target = *problem.graph.find("parameters(network)");
  for (auto _ : state) {
    Solution solution(problem.graph, std::span(&edit, 1), &base);
    benchmark::DoNotOptimize(&solution[target]);
  }
}

BENCHMARK(solve)->Name("network of 200 layers")->Unit(benchmark::kNanosecond);
BENCHMARK(solve_again)->Name("network of 200 layers/another first layer");

}  // namespace
}  // namespace grader
BENCHMARK_MAIN();
