// How long answers take to be read: plain ones against the time that fast_float takes for nothing
// but the value, and the longest ones of hostile texts. scripts/bench prints the ratios.
#include <benchmark/benchmark.h>
#include <fast_float/fast_float.h>

#include <vector>

#include "grader/answers/folded.h"
#include "grader/answers/lists.h"
#include "grader/answers/number.h"
#include "grader/answers/plain.h"
#include "grader/answers/tables.h"
#include "grader/base/words.h"
#include "tests/answers/hostile.h"

namespace grader {
namespace {

constexpr const char* decimals[] = {"0.3710", "-0.09301", "163328"};
constexpr const char* list = "[-0.093, 0.062, 0.031, 0.3710, -0.5, 12.25]";
constexpr std::size_t list_size = 6;

void fast_float_number(benchmark::State& state, std::string_view text) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(text);
    double value = 0;
    fast_float::from_chars(text.data(), text.data() + text.size(), value);
    benchmark::DoNotOptimize(value);
  }
}

void plain_number(benchmark::State& state, std::string_view text) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(text);
    benchmark::DoNotOptimize(read_plain_number(text));
  }
}

void whole_number(benchmark::State& state, std::string_view text) {
  const NumberRules rules;
  for (auto _ : state) {
    benchmark::DoNotOptimize(text);
    benchmark::DoNotOptimize(read_number(text, rules));
  }
}

// The numbers of the list, each at a known place.
void fast_float_list(benchmark::State& state) {
  std::string_view text = list;
  for (auto _ : state) {
    benchmark::DoNotOptimize(text);
    double entries[list_size];
    const char* at = text.data() + 1;
    for (double& entry : entries) {
      at = fast_float::from_chars(at, text.data() + text.size(), entry).ptr + 2;
    }
    benchmark::DoNotOptimize(entries);
  }
}

void plain_list(benchmark::State& state) {
  std::string_view text = list;
  for (auto _ : state) {
    benchmark::DoNotOptimize(text);
    double entries[list_size];
    if (!read_plain_list(text, 1, list_size, entries)) state.SkipWithError("not plain");
    benchmark::DoNotOptimize(entries);
  }
}

void whole_list(benchmark::State& state) {
  const NumberRules rules;
  const std::vector<std::int64_t> shape = {list_size};
  for (auto _ : state) benchmark::DoNotOptimize(read_array(list, rules, shape));
}

const std::vector<std::string> labels = {"a", "b", "c", "d", "e"};
const std::vector<std::string> choices = {"1", "2", "3", "4", "5"};
constexpr const char* table = "a3 b1 c4 d5 e2";

void plain_table(benchmark::State& state) {
  const PlainTable prepared(labels, choices);
  std::string_view text = table;
  for (auto _ : state) {
    benchmark::DoNotOptimize(text);
    std::size_t chosen[5];
    if (!read_plain_table(text, prepared, chosen)) state.SkipWithError("not plain");
    benchmark::DoNotOptimize(chosen);
  }
}

void whole_table(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(read_table(table, labels, choices));
}

void hostile_number(benchmark::State& state, const std::string& text) {
  NumberRules rules;
  rules.working = rules.count = true;
  rules.own_words = {"channels"};
  rules.units.declared = {{"K", 1024}, {"M", 1048576}};
  for (auto _ : state) benchmark::DoNotOptimize(read_number(text, rules));
}

void hostile_list(benchmark::State& state, const std::string& text) {
  const NumberRules rules;
  const std::vector<std::int64_t> shape = {3, 4};
  for (auto _ : state) benchmark::DoNotOptimize(read_array(text, rules, shape));
}

void hostile_table(benchmark::State& state, const std::string& text) {
  for (auto _ : state) benchmark::DoNotOptimize(read_table(text, labels, choices));
}

// A name for a benchmark: `\0a` for a line end and for bytes that are no UTF-8, `_` for a space.
std::string shown(std::string_view piece) {
  constexpr std::string_view digits = "0123456789abcdef";
  const bool text = is_utf8(piece);
  std::string name;
  for (const char c : piece) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || (byte >= 0x80 && !text)) {
      name += {'\\', digits[byte / 16], digits[byte % 16]};
    } else {
      name += c == ' ' || c == ',' || c == '"' ? '_' : c;
    }
  }
  return name;
}

void register_all() {
  for (const char* text : decimals) {
    const std::string name = std::string("/") + text;
    benchmark::RegisterBenchmark(("fast_float_number" + name).c_str(), fast_float_number, text);
    benchmark::RegisterBenchmark(("plain_number" + name).c_str(), plain_number, text);
    benchmark::RegisterBenchmark(("whole_number" + name).c_str(), whole_number, text);
  }
  benchmark::RegisterBenchmark("fast_float_list/6", fast_float_list);
  benchmark::RegisterBenchmark("plain_list/6", plain_list);
  benchmark::RegisterBenchmark("whole_list/6", whole_list);
  benchmark::RegisterBenchmark("plain_table/5", plain_table);
  benchmark::RegisterBenchmark("whole_table/5", whole_table);
  for (const char* piece : hostile_pieces) {
    const std::string text = repeated(piece, longest_answer);
    const auto add = [&](const char* reader, auto run) {
      benchmark::RegisterBenchmark((reader + ("/" + shown(piece))).c_str(), run, text)
          ->Iterations(1)
          ->Unit(benchmark::kMicrosecond);
    };
    add("hostile_number", hostile_number);
    add("hostile_list", hostile_list);
    add("hostile_table", hostile_table);
  }
}

}  // namespace
}  // namespace grader

int main(int count, char** arguments) {
  benchmark::Initialize(&count, arguments);
  if (benchmark::ReportUnrecognizedArguments(count, arguments)) return 1;
  grader::register_all();
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
