// Height and width behind convolutions and pools: {n} is the layer; {height} and {width} are the
// quantities of its input, {h} and {w} what its kernel spans.
#include <fmt/core.h>

#include "reference/network/mistake_rules.h"
#include "reference/network/quantities.h"

namespace reference::network {
namespace {

using grader::Graph;

const std::vector<Rule>& of_a_window() {
  static const std::vector<Rule> rules = {
      {"CS05",
       {{"height({n})", "({height} - {h}) // stride_height({n}) + 1"},
        {"width({n})", "({width} - {w}) // stride_width({n}) + 1"}},
       "the padding was left out"},
      {"CS07",
       {{"height({n})", "{height} // stride_height({n})"},
        {"width({n})", "{width} // stride_width({n})"}},
       "the size was just divided by the stride; kernel and padding matter too"},
  };
  return rules;
}

const std::vector<Rule>& of_a_padded_window() {
  static const std::vector<Rule> rules = {
      {"CS01",
       {{"height({n})", "({height} + padding_height({n}) - {h}) // stride_height({n}) + 1"},
        {"width({n})", "({width} + padding_width({n}) - {w}) // stride_width({n}) + 1"}},
       "the padding was counted on one side only"},
      {"CS02",
       {{"height({n})", "({height} + 2 * padding_height({n}) - {h}) // stride_height({n})"},
        {"width({n})", "({width} + 2 * padding_width({n}) - {w}) // stride_width({n})"}},
       "the `+ 1` was forgotten: the first place counts too"},
      {"CS03",
       {{"height({n})", "1 - ({h} - {height} - 2 * padding_height({n})) // stride_height({n})"},
        {"width({n})", "1 - ({w} - {width} - 2 * padding_width({n})) // stride_width({n})"}},
       "it was rounded up where the window does not fit another time"},
      {"CS04",
       {{"height({n})", "{height} + 2 * padding_height({n}) - {h} + 1"},
        {"width({n})", "{width} + 2 * padding_width({n}) - {w} + 1"}},
       "the stride was left out"},
      {"CS06",
       {{"height({n})",
         "({height} + 2 * padding_height({n}) - kernel_height({n})) // stride_height({n}) + 1"},
        {"width({n})",
         "({width} + 2 * padding_width({n}) - kernel_width({n})) // stride_width({n}) + 1"}},
       "the dilation was left out: it spreads the kernel"},
  };
  return rules;
}

const std::vector<Rule>& of_a_same_window() {
  static const std::vector<Rule> rules = {
      {"CS04", {{"height({n})", "{height}"}, {"width({n})", "{width}"}}, "the stride was left out"},
  };
  return rules;
}

std::string span_of(const Graph& graph, std::string_view axis, const std::string& name) {
  const std::string kernel = fmt::format("kernel_{}({})", axis, name);
  const std::string dilation = fmt::format("dilation_{}({})", axis, name);
  if (!graph.find(dilation)) return kernel;
  return fmt::format("({} * ({} - 1) + 1)", dilation, kernel);
}

}  // namespace

void add_window_mistakes(const Graph& graph, std::vector<grader::KindMistake>& mistakes) {
  std::vector<Subject> all, padded, same;
  for (const std::string& name : names_with(graph, "kernel_height(", ")")) {
    if (graph.find(of("output_padding_height", name))) continue;
    const grader::Quantity& height = graph[*graph.find(of("height", name))];
    const grader::Quantity& width = graph[*graph.find(of("width", name))];
    Subject subject = {{"n", name},
                       {"height", graph[height.inputs[0]].name},
                       {"width", graph[width.inputs[0]].name},
                       {"h", span_of(graph, "height", name)},
                       {"w", span_of(graph, "width", name)}};
    const bool by_number = graph.find(of("padding_height", name)).has_value();
    (by_number ? padded : same).push_back(subject);
    all.push_back(std::move(subject));
  }
  add_mistakes(of_a_window(), all, mistakes);
  add_mistakes(of_a_padded_window(), padded, mistakes);
  add_mistakes(of_a_same_window(), same, mistakes);
}

}  // namespace reference::network
