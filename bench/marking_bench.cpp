// How long a submission of the sample exam takes to be marked, split into parts already: right, and
// with four errors, follow-through and mistakes included; and what its training step takes to be
// evaluated again with a student's value.
#include <benchmark/benchmark.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "grader/base/files.h"
#include "grader/exam/exam.h"
#include "grader/scoring/score.h"
#include "reference/kinds.h"

namespace grader {
namespace {

struct Given {
  const char* part;
  const char* text;
};

constexpr Given right[] = {
    {"inception-3a.parameters", "163328"},
    {"inception-3a.channels", "256"},
    {"last-layers.i", "0.371"},
    {"last-layers.ii", "[[-0.093, -0.062, -0.062], [0.093, 0.062, 0.062]]"},
    {"last-layers.iii", "[-0.62, 0, -0.31]"},
    {"last-layers.iv", "[[5.186, 4.124, 3.124], [2.814, 3.876, 1.876]]"},
    {"opencv-numpy.match", "a3 b1 c4 d5 e2"},
};

// Biases counted; the gradient's sign flipped and carried through; an update that follows from it
// but for one entry; two rows of the table exchanged.
constexpr Given wrong[] = {
    {"inception-3a.parameters", "163696"},
    {"inception-3a.channels", "256"},
    {"last-layers.i", "0.371"},
    {"last-layers.ii", "[[0.093, 0.062, 0.062], [-0.093, -0.062, -0.062]]"},
    {"last-layers.iii", "[0.62, 0, 0.31]"},
    {"last-layers.iv", "[[4.814, 3.876, 2.876], [3.186, 4.214, 2.124]]"},
    {"opencv-numpy.match", "a3 b1 c5 d4 e2"},
};

Exam sample_exam() {
  Diagnostics diagnostics;
  auto exam =
      load_exam(DiskFiles(), GRADER_SOURCE_DIR "/problems", reference::kinds(), diagnostics);
  if (!exam) throw std::runtime_error("the sample exam cannot be loaded");
  return *std::move(exam);
}

template <std::size_t n>
std::vector<ProblemTexts> texts_of(const Exam& exam, const Given (&given)[n]) {
  std::vector<ProblemTexts> texts(exam.problems.size());
  for (std::size_t p = 0; p < exam.problems.size(); ++p) {
    texts[p].parts.resize(exam.problems[p].parts.size());
  }
  for (const Given& one : given) {
    const auto index = find_part(exam, one.part);
    if (!index) throw std::runtime_error(std::string("no such part: ") + one.part);
    texts[index->problem].parts[index->part] = one.text;
  }
  return texts;
}

template <std::size_t n>
void submission(benchmark::State& state, const Given (&given)[n]) {
  const Exam exam = sample_exam();
  const Marker marker(exam);
  const std::vector<ProblemTexts> texts = texts_of(exam, given);
  Tally tally;
  for (auto _ : state) {
    marker.tally(texts, tally);
    benchmark::DoNotOptimize(tally);
  }
  state.counters["points"] = tally.points.to_double();
}

void evaluate_again(benchmark::State& state, const char* asked, const char* edited) {
  const Exam exam = sample_exam();
  const Problem& problem = exam.problems[1];
  const Graph& graph = problem.graph;
  const Evaluation base = evaluate(graph);
  const QuantityIndex quantity = *graph.find(edited);
  const QuantityIndex target = *graph.find(asked);
  const Edit edit{quantity, *base[quantity]};
  for (auto _ : state) {
    Solution solution(graph, std::span(&edit, 1), &base);
    benchmark::DoNotOptimize(&solution[target]);
  }
}

BENCHMARK_CAPTURE(submission, right, right);
BENCHMARK_CAPTURE(submission, four_errors, wrong);
BENCHMARK_CAPTURE(evaluate_again, W_next_from_dz, "W_next", "dz");
BENCHMARK_CAPTURE(evaluate_again, W_next_from_z, "W_next", "z");
BENCHMARK_CAPTURE(evaluate_again, L_from_p, "L", "p");

}  // namespace
}  // namespace grader
BENCHMARK_MAIN();
