#include "reference/network/mistakes.h"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>

#include "grader/exam/conventions.h"

namespace reference::network {
namespace {

using grader::Graph;
using grader::KindMistake;

struct Change {
  std::string_view quantity;
  std::string_view expression;
};

// What a wrong way does to an Inception module; {m} is its name.
struct Rule {
  std::string_view id;
  std::vector<Change> changes;
  std::string_view message;
};

const std::vector<Rule>& of_an_inception() {
  constexpr std::string_view input = "in_channels({m}.conv1x1)";
  static const std::vector<Rule> rules = {
      {"IN01",
       {{"parameters({m}.project)", "0"}},
       "the 1x1 convolution behind the pooling was forgotten"},
      {"IN03",
       {{"parameters({m}.reduce3x3)", "0"}, {"parameters({m}.reduce5x5)", "0"}},
       "the 1x1 convolutions in front of the 3x3 and the 5x5 were forgotten"},
      {"IN04",
       {{"in_channels({m}.conv3x3)", input},
        {"in_channels({m}.conv5x5)", input},
        {"parameters({m}.reduce3x3)", "0"},
        {"parameters({m}.reduce5x5)", "0"},
        {"parameters({m}.project)", "0"}},
       "this is the naive module, without any of its reducing 1x1 convolutions"},
      {"IN05",
       {{"in_channels({m}.conv3x3)", input},
        {"in_channels({m}.conv5x5)", input},
        {"parameters({m}.reduce3x3)", "0"},
        {"parameters({m}.reduce5x5)", "0"}},
       "the 3x3 and the 5x5 were counted on the module's input, without the 1x1 in front of them"},
      {"IN06",
       {{"in_channels({m}.conv3x3)", input}, {"in_channels({m}.conv5x5)", input}},
       "the 3x3 and the 5x5 see the reduced channels, not those of the module's input"},
      {"IN07",
       {{"kernel_width({m}.conv3x3)", "1"}, {"kernel_width({m}.conv5x5)", "1"}},
       "a kernel of side k has k x k weights for each channel, not k"},
      {"IN08",
       {{"in_channels({m}.conv1x1)", "1"},
        {"in_channels({m}.reduce3x3)", "1"},
        {"in_channels({m}.conv3x3)", "1"},
        {"in_channels({m}.reduce5x5)", "1"},
        {"in_channels({m}.conv5x5)", "1"},
        {"in_channels({m}.project)", "1"}},
       "every filter has weights for each of its input channels"},
      {"IN09",
       {{"parameters({m}.conv1x1)", "2 * weights({m}.conv1x1)"},
        {"parameters({m}.reduce3x3)", "2 * weights({m}.reduce3x3)"},
        {"parameters({m}.reduce5x5)", "2 * weights({m}.reduce5x5)"},
        {"parameters({m}.project)", "2 * weights({m}.project)"}},
       "the 1x1 convolutions were counted twice"},
      {"IN10",
       {{"in_channels({m}.reduce3x3)", "channels({m}.conv1x1)"},
        {"in_channels({m}.reduce5x5)", "channels({m}.conv3x3)"},
        {"in_channels({m}.project)", "channels({m}.conv5x5)"}},
       "the branches were read as one chain; each of them starts at the module's input"},
      {"IN11",
       {{"parameters({m}.pool)",
         "kernel_height({m}.pool) * kernel_width({m}.pool) * in_channels({m}.project) * "
         "out_channels({m}.project)"},
        {"parameters({m}.project)", "0"}},
       "the max pooling was given weights; only the 1x1 convolution behind it has any"},
      {"IN12",
       {{"parameters({m})", "macs({m})"}},
       "these are multiply-accumulates; the weights are shared by all places of the image"},
      {"IN13",
       {{"kernel_height({m}.conv5x5)", "3"}, {"kernel_width({m}.conv5x5)", "3"}},
       "the 5x5 convolution was counted with a 3x3 kernel"},
      {"IC01",
       {{"channels({m}.concat)",
         "max(channels({m}.conv1x1), channels({m}.conv3x3), channels({m}.conv5x5), "
         "channels({m}.project))"}},
       "a concatenation adds the channels of its branches; this is the largest of them"},
      {"IC02",
       {{"channels({m}.concat)",
         "channels({m}.conv1x1) + channels({m}.reduce3x3) + channels({m}.conv3x3) + "
         "channels({m}.reduce5x5) + channels({m}.conv5x5) + channels({m}.project)"}},
       "only the ends of the branches are concatenated, not the reducing convolutions"},
      {"IC03",
       {{"channels({m}.concat)",
         "channels({m}.conv1x1) + channels({m}.conv3x3) + channels({m}.conv5x5)"}},
       "the branch of the pooling was left out"},
      {"IC04",
       {{"channels({m}.concat)",
         "channels({m}.conv1x1) + channels({m}.conv3x3) + channels({m}.conv5x5) + "
         "in_channels({m}.project)"}},
       "the branch of the pooling ends in a 1x1 convolution, which sets its channels"},
      {"IC05",
       {{"channels({m}.concat)",
         "channels({m}.conv1x1) + channels({m}.conv3x3) + channels({m}.conv5x5) + "
         "channels({m}.project) + in_channels({m}.conv1x1)"}},
       "the module's input is not concatenated itself"},
      {"IC06",
       {{"channels({m}.concat)", "in_channels({m}.conv1x1)"}},
       "these are the channels of the module's input"},
      {"IC07",
       {{"channels({m}.concat)",
         "(channels({m}.conv1x1) + channels({m}.conv3x3) + channels({m}.conv5x5) + "
         "channels({m}.project)) // 4"}},
       "a concatenation adds the channels of its branches; this is their mean"},
  };
  return rules;
}

// The names of the modules: what has all branches.
std::vector<std::string> inceptions(const Graph& graph) {
  constexpr std::string_view front = "channels(";
  constexpr std::string_view back = ".concat)";
  std::vector<std::string> modules;
  for (const std::string& name : graph.names()) {
    if (!name.starts_with(front) || !name.ends_with(back)) continue;
    std::string module = name.substr(front.size(), name.size() - front.size() - back.size());
    if (graph.find(fmt::format("parameters({}.reduce5x5)", module))) {
      modules.push_back(std::move(module));
    }
  }
  return modules;
}

std::string filled(std::string_view text, const std::string& module) {
  return fmt::format(fmt::runtime(text), fmt::arg("m", module));
}

}  // namespace

std::vector<KindMistake> known_mistakes(const Graph& graph) {
  const std::string bias = grader::convention_quantity("bias");
  // The setting that is in force changes nothing.
  std::vector<KindMistake> mistakes = {
      {"IN02", {{bias, "per_filter"}}, "biases were counted, which this question leaves out"},
      {"CP02", {{bias, "none"}}, "the biases were left out"},
  };
  for (const std::string& module : inceptions(graph)) {
    for (const Rule& rule : of_an_inception()) {
      KindMistake& mistake = mistakes.emplace_back();
      mistake.id = rule.id;
      mistake.message = rule.message;
      for (const Change& change : rule.changes) {
        mistake.edits.emplace_back(filled(change.quantity, module),
                                   filled(change.expression, module));
      }
    }
  }
  return mistakes;
}

}  // namespace reference::network
