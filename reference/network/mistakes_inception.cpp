// Inception modules: {n} is the module.
#include "reference/network/mistake_rules.h"
#include "reference/network/quantities.h"

namespace reference::network {
namespace {

const std::vector<Rule>& of_an_inception() {
  constexpr std::string_view input = "in_channels({n}.conv1x1)";
  static const std::vector<Rule> rules = {
      {"IN01",
       {{"parameters({n}.project)", "0"}},
       "the 1x1 convolution behind the pooling was forgotten"},
      {"IN03",
       {{"parameters({n}.reduce3x3)", "0"}, {"parameters({n}.reduce5x5)", "0"}},
       "the 1x1 convolutions in front of the 3x3 and the 5x5 were forgotten"},
      {"IN04",
       {{"in_channels({n}.conv3x3)", input},
        {"in_channels({n}.conv5x5)", input},
        {"parameters({n}.reduce3x3)", "0"},
        {"parameters({n}.reduce5x5)", "0"},
        {"parameters({n}.project)", "0"}},
       "this is the naive module, without any of its reducing 1x1 convolutions"},
      {"IN05",
       {{"in_channels({n}.conv3x3)", input},
        {"in_channels({n}.conv5x5)", input},
        {"parameters({n}.reduce3x3)", "0"},
        {"parameters({n}.reduce5x5)", "0"}},
       "the 3x3 and the 5x5 were counted on the module's input, without the 1x1 in front of them"},
      {"IN06",
       {{"in_channels({n}.conv3x3)", input}, {"in_channels({n}.conv5x5)", input}},
       "the 3x3 and the 5x5 see the reduced channels, not those of the module's input"},
      {"IN07",
       {{"kernel_width({n}.conv3x3)", "1"}, {"kernel_width({n}.conv5x5)", "1"}},
       "a kernel of side k has k x k weights for each channel, not k"},
      {"IN08",
       {{"in_channels({n}.conv1x1)", "1"},
        {"in_channels({n}.reduce3x3)", "1"},
        {"in_channels({n}.conv3x3)", "1"},
        {"in_channels({n}.reduce5x5)", "1"},
        {"in_channels({n}.conv5x5)", "1"},
        {"in_channels({n}.project)", "1"}},
       "every filter has weights for each of its input channels"},
      {"IN09",
       {{"parameters({n}.conv1x1)", "2 * weights({n}.conv1x1)"},
        {"parameters({n}.reduce3x3)", "2 * weights({n}.reduce3x3)"},
        {"parameters({n}.reduce5x5)", "2 * weights({n}.reduce5x5)"},
        {"parameters({n}.project)", "2 * weights({n}.project)"}},
       "the 1x1 convolutions were counted twice"},
      {"IN10",
       {{"in_channels({n}.reduce3x3)", "channels({n}.conv1x1)"},
        {"in_channels({n}.reduce5x5)", "channels({n}.conv3x3)"},
        {"in_channels({n}.project)", "channels({n}.conv5x5)"}},
       "the branches were read as one chain; each of them starts at the module's input"},
      {"IN11",
       {{"parameters({n}.pool)",
         "kernel_height({n}.pool) * kernel_width({n}.pool) * in_channels({n}.project) * "
         "out_channels({n}.project)"},
        {"parameters({n}.project)", "0"}},
       "the max pooling was given weights; only the 1x1 convolution behind it has any"},
      {"IN12",
       {{"parameters({n})", "macs({n})"}},
       "these are multiply-accumulates; the weights are shared by all places of the image"},
      {"IN13",
       {{"kernel_height({n}.conv5x5)", "3"}, {"kernel_width({n}.conv5x5)", "3"}},
       "the 5x5 convolution was counted with a 3x3 kernel"},
      {"IC01",
       {{"channels({n}.concat)",
         "max(channels({n}.conv1x1), channels({n}.conv3x3), channels({n}.conv5x5), "
         "channels({n}.project))"}},
       "a concatenation adds the channels of its branches; this is the largest of them"},
      {"IC02",
       {{"channels({n}.concat)",
         "channels({n}.conv1x1) + channels({n}.reduce3x3) + channels({n}.conv3x3) + "
         "channels({n}.reduce5x5) + channels({n}.conv5x5) + channels({n}.project)"}},
       "only the ends of the branches are concatenated, not the reducing convolutions"},
      {"IC03",
       {{"channels({n}.concat)",
         "channels({n}.conv1x1) + channels({n}.conv3x3) + channels({n}.conv5x5)"}},
       "the branch of the pooling was left out"},
      {"IC04",
       {{"channels({n}.concat)",
         "channels({n}.conv1x1) + channels({n}.conv3x3) + channels({n}.conv5x5) + "
         "in_channels({n}.project)"}},
       "the branch of the pooling ends in a 1x1 convolution, which sets its channels"},
      {"IC05",
       {{"channels({n}.concat)",
         "channels({n}.conv1x1) + channels({n}.conv3x3) + channels({n}.conv5x5) + "
         "channels({n}.project) + in_channels({n}.conv1x1)"}},
       "the module's input is not concatenated itself"},
      {"IC06",
       {{"channels({n}.concat)", "in_channels({n}.conv1x1)"}},
       "these are the channels of the module's input"},
      {"IC07",
       {{"channels({n}.concat)",
         "(channels({n}.conv1x1) + channels({n}.conv3x3) + channels({n}.conv5x5) + "
         "channels({n}.project)) // 4"}},
       "a concatenation adds the channels of its branches; this is their mean"},
  };
  return rules;
}

}  // namespace

void add_inception_mistakes(const grader::Graph& graph,
                            std::vector<grader::KindMistake>& mistakes) {
  std::vector<Subject> modules;
  for (const std::string& name : names_with(graph, "channels(", ".concat)")) {
    const bool is_module = graph.find(of("parameters", name + ".reduce5x5")).has_value();
    if (is_module) modules.push_back({{"n", name}});
  }
  add_mistakes(of_an_inception(), modules, mistakes);
}

}  // namespace reference::network
