// How long snippets take: each of bench/snippets.txt on one image, the ten of the exam on all
// images, and students' code besides the process that it runs in.
#include <benchmark/benchmark.h>

#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "reference/code/trial.h"
#include "reference/sandbox/sandbox.h"

namespace {

using namespace reference;

struct Line {
  std::string id;
  std::string text;
};

std::vector<Line> lines() {
  std::vector<Line> all;
  std::ifstream file(GRADER_SOURCE_DIR "/bench/snippets.txt");
  for (std::string line; std::getline(file, line);) {
    const std::size_t tab = line.find('\t');
    if (!line.starts_with('#')) all.push_back({line.substr(0, tab), line.substr(tab + 1)});
  }
  if (all.empty()) throw std::runtime_error("bench/snippets.txt cannot be read");
  return all;
}

evaluator::Code parsed(const std::string& text) {
  auto code = evaluator::Code::parse(text);
  if (!code) throw std::runtime_error(text + ": " + code.error().message);
  return *std::move(code);
}

void run(const evaluator::Code& code, const relation::Scene& scene) {
  const auto outcome = code.run(scene.inputs);
  if (!outcome && scene.decides) throw std::runtime_error(outcome.error().message);
  benchmark::DoNotOptimize(outcome);
}

void one_snippet(benchmark::State& state, const std::string& text) {
  const auto scenes = relation::scenes({});
  const evaluator::Code code = parsed(text);
  for (auto _ : state) run(code, scenes.front());
}

void exam_on_all_images(benchmark::State& state) {
  const auto scenes = relation::scenes({});
  std::vector<evaluator::Code> codes;
  for (const Line& line : lines()) {
    if (line.id.starts_with("exam-")) codes.push_back(parsed(line.text));
  }
  for (auto _ : state) {
    for (const relation::Scene& scene : scenes) {
      for (const evaluator::Code& code : codes) run(code, scene);
    }
  }
}

struct Answer {
  const char* name;
  const char* solution;
  const char* text;
};

constexpr Answer answers[] = {
    {"grey", "cv2.cvtColor(img, cv2.COLOR_BGR2GRAY)",
     "np.rint(img @ [0.114, 0.587, 0.299]).astype(np.uint8)"},
    {"turn", "cv2.rotate(img, cv2.ROTATE_90_COUNTERCLOCKWISE)",
     "def turn(img):\n  return np.rot90(img)"},
    {"turn_the_other_way", "cv2.rotate(img, cv2.ROTATE_90_COUNTERCLOCKWISE)",
     "def turn(img):\n  return np.rot90(img, -1)"},
    {"blur", "cv2.blur(gray, (3, 3), borderType=cv2.BORDER_REPLICATE)",
     "p = np.pad(gray.astype(float), 1, mode='edge')\n"
     "np.rint(sum(p[i:i+H, j:j+W] for i in range(3) for j in range(3)) / 9)"},
    {"threshold", "cv2.threshold(gray, 40, 255, cv2.THRESH_BINARY)",
     "out = np.zeros_like(gray)\nout[gray > 40] = 255"},
    {"histogram", "cv2.calcHist([gray], [0], None, [256], [0, 256])",
     "np.bincount(gray.ravel(), minlength=256)"},
    {"fails", "cv2.flip(img, 0)", "img[::-1] + nothing"},
};

void answer(benchmark::State& state, const Answer& one) {
  const auto task = code::solve(relation::scenes({}), parsed(one.solution), {"img"}, {});
  if (!task) throw std::runtime_error(task.error().message);
  for (auto _ : state) benchmark::DoNotOptimize(code::attempt(*task, one.text));
}

void process_alone(benchmark::State& state) {
  const auto scenes = relation::scenes({});  // memory that the child shares
  const sandbox::Sandbox sandbox([](std::string_view text) { return std::string(text); });
  for (auto _ : state) {
    const auto result = sandbox.run("x");
    if (!result) throw std::runtime_error(result.error().reason);
  }
}

}  // namespace

int main(int argc, char** argv) {
  for (const Line& line : lines()) {
    benchmark::RegisterBenchmark(("snippet/" + line.id).c_str(), one_snippet, line.text);
  }
  benchmark::RegisterBenchmark("exam: ten snippets on all images", exam_on_all_images)
      ->Unit(benchmark::kNanosecond);
  for (const Answer& one : answers) {
    benchmark::RegisterBenchmark((std::string("answer/") + one.name).c_str(), answer, one);
  }
  benchmark::RegisterBenchmark("process alone", process_alone)->UseRealTime();
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
