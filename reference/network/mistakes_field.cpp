// Receptive fields, made with all layers at once: {n} is a layer with a window, {field} the
// quantity of its input.
#include <fmt/core.h>

#include "reference/network/mistake_rules.h"
#include "reference/network/quantities.h"

namespace reference::network {
namespace {

using grader::Graph;
using grader::KindMistake;

const std::vector<Rule>& of_a_window() {
  static const std::vector<Rule> rules = {
      {"RF01",
       {{"jump({n})", "1"}},
       "the strides were left out: behind a stride of 2 a kernel reaches twice as far"},
      {"RF02",
       {{"receptive_field({n})", "{field} * kernel_height({n})"}},
       "kernels do not multiply: each adds what it reaches further"},
      {"RF03",
       {{"receptive_field({n})", "{field} + {reach} * jump({n})"}},
       "a layer's own stride spreads the layers behind it, not its own kernel"},
  };
  return rules;
}

// The mistake made with all of them, whatever their number.
void add_of_all(const Rule& rule, const std::vector<Subject>& subjects,
                std::vector<KindMistake>& mistakes) {
  if (subjects.empty() || subjects.size() > most_subjects) return;
  std::vector<KindMistake> single;
  KindMistake all;
  all.id = rule.id;
  all.message = rule.message;
  for (const Subject& subject : subjects) {
    single.clear();
    add_mistakes({&rule, 1}, {subject}, single);
    all.edits.insert(all.edits.end(), single[0].edits.begin(), single[0].edits.end());
  }
  mistakes.push_back(std::move(all));
}

std::vector<Subject> windows(const Graph& graph) {
  std::vector<Subject> subjects;
  for (const std::string& name : names_with(graph, "kernel_height(", ")")) {
    const auto field = graph.find(of("receptive_field", name));
    if (!field || !graph.find(of("jump", name))) continue;
    const std::string kernel = of("kernel_height", name);
    const auto dilation = graph.find(of("dilation_height", name));
    subjects.push_back(
        {{"n", name},
         {"field", graph[graph[*field].inputs[0]].name},
         {"reach", dilation ? fmt::format("{} * ({} - 1)", graph[*dilation].name, kernel)
                            : fmt::format("({} - 1)", kernel)}});
  }
  return subjects;
}

std::string number_of(const Graph& graph, const std::string& given) {
  const auto quantity = graph.find(given);
  const auto held = graph[*quantity].function({});
  return held ? std::to_string(static_cast<long long>(grader::numbers(*held)[0])) : "1";
}

// Bottlenecks with their stride in the other convolution: the 3x3 instead of the first 1x1, or the
// reverse. Sizes and parameters stay; receptive field and multiply-accumulates do not.
void add_moved_strides(const Graph& graph, std::vector<KindMistake>& mistakes) {
  KindMistake moved;
  moved.id = "RF04";
  moved.message =
      "the strides were taken in the other convolution of the bottlenecks (1x1 or 3x3) than here";
  for (const std::string& name : names_with(graph, "stride_height(", ".reduce)")) {
    const std::string parts[] = {name + ".reduce", name + ".conv3x3"};
    if (!graph.find(of("stride_height", parts[1]))) continue;
    if (!graph.find(of("channels", name + ".expand"))) continue;
    for (const std::string_view stride : {"stride_height", "stride_width"}) {
      const std::string first = of(stride, parts[0]);
      const std::string second = of(stride, parts[1]);
      const std::string numbers[] = {number_of(graph, first), number_of(graph, second)};
      if (numbers[0] == numbers[1]) continue;
      moved.edits.emplace_back(first, numbers[1]);
      moved.edits.emplace_back(second, numbers[0]);
    }
  }
  if (!moved.edits.empty()) mistakes.push_back(std::move(moved));
}

}  // namespace

void add_field_mistakes(const Graph& graph, std::vector<KindMistake>& mistakes) {
  const std::vector<Subject> subjects = windows(graph);
  for (const Rule& rule : of_a_window()) add_of_all(rule, subjects, mistakes);
  add_moved_strides(graph, mistakes);
}

}  // namespace reference::network
