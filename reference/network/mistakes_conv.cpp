// Parameters, channels and multiply-accumulates of convolutions: {n} is the layer, {height} and
// {width} are the quantities of its input.
#include "reference/network/mistake_rules.h"
#include "reference/network/quantities.h"

namespace reference::network {
namespace {

using grader::Graph;

const std::vector<Rule>& of_a_convolution() {
  static const std::vector<Rule> rules = {
      {"CP01",
       {{"weights({n})", "kernel_height({n}) * kernel_width({n}) * out_channels({n})"}},
       "every filter has weights for each of its input channels"},
      {"CP02", {{"biases({n})", "out_channels({n})"}}, "biases were counted that are not there"},
      {"CP02", {{"biases({n})", "0"}}, "the biases were left out"},
      {"CP03", {{"biases({n})", "1"}}, "each filter has a bias, not the layer as a whole"},
      {"CP04",
       {{"biases({n})", "in_channels({n}) * out_channels({n})"}},
       "a filter has one bias, not one for each of its input channels"},
      {"CP05",
       {{"biases({n})", "out_channels({n}) * height({n}) * width({n})"}},
       "a filter has one bias for all places of its output"},
      {"CP06",
       {{"parameters({n})", "height({n}) * width({n}) * (weights({n}) + biases({n}))"}},
       "a filter's weights are shared by all places; they are counted once"},
      {"CP08",
       {{"parameters({n})", "weights({n}) * {height} * {width} + biases({n})"}},
       "the weights do not depend on the size of the image"},
      {"CP09",
       {{"parameters({n})",
         "in_channels({n}) * {height} * {width} * out_channels({n}) * height({n}) * width({n})"}},
       "this is a fully connected layer; a convolution has k x k weights for each channel"},
      {"CS08",
       {{"channels({n})", "in_channels({n})"}},
       "a convolution gives a channel for each filter, whatever its input has"},
      {"FM01",
       {{"macs({n})", "2 * weights({n}) * height({n}) * width({n})"}},
       "these are FLOPs; a multiply-accumulate is two of them"},
      {"FM02",
       {{"macs({n})", "weights({n}) * {height} * {width}"}},
       "the filters are applied at each place of the output, not of the input"},
      {"FM03",
       {{"macs({n})", "weights({n})"}},
       "these are the weights; each is used at every place of the output"},
      {"FM04",
       {{"macs({n})", "(weights({n}) + out_channels({n})) * height({n}) * width({n})"}},
       "adding the biases was counted too"},
  };
  return rules;
}

const std::vector<Rule>& of_groups() {
  static const std::vector<Rule> rules = {
      {"CP07",
       {{"weights({n})",
         "kernel_height({n}) * kernel_width({n}) * in_channels({n}) * out_channels({n})"}},
       "with groups a filter sees the channels of its group only"},
  };
  return rules;
}

const std::vector<Rule>& of_depthwise() {
  static const std::vector<Rule> rules = {
      {"DS01",
       {{"weights({n})",
         "kernel_height({n}) * kernel_width({n}) * in_channels({n}) * out_channels({n})"}},
       "a depthwise filter sees one channel; this is an ordinary convolution"},
  };
  return rules;
}

const std::vector<Rule>& of_a_separable_block() {
  static const std::vector<Rule> rules = {
      {"DS02",
       {{"parameters({n}.pointwise)", "0"}, {"macs({n}.pointwise)", "0"}},
       "the 1x1 convolution behind the depthwise one was forgotten"},
  };
  return rules;
}

}  // namespace

void add_conv_mistakes(const Graph& graph, std::vector<grader::KindMistake>& mistakes) {
  std::vector<Subject> convs, grouped, depthwise, separable;
  for (const std::string& name : names_with(graph, "out_channels(", ")")) {
    const grader::Quantity& height = graph[*graph.find(of("height", name))];
    const grader::Quantity& width = graph[*graph.find(of("width", name))];
    convs.push_back({{"n", name},
                     {"height", graph[height.inputs[0]].name},
                     {"width", graph[width.inputs[0]].name}});
    const auto groups = graph.find(of("groups", name));
    if (groups) (graph[*groups].given() ? grouped : depthwise).push_back({{"n", name}});
  }
  for (const std::string& name : names_with(graph, "weights(", ".depthwise)")) {
    if (graph.find(of("weights", name + ".pointwise"))) separable.push_back({{"n", name}});
  }
  add_mistakes(of_a_convolution(), convs, mistakes);
  add_mistakes(of_groups(), grouped, mistakes);
  add_mistakes(of_depthwise(), depthwise, mistakes);
  add_mistakes(of_a_separable_block(), separable, mistakes);
}

}  // namespace reference::network
