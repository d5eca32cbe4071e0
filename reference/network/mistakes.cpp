#include "reference/network/mistakes.h"

#include "grader/exam/conventions.h"
#include "reference/network/mistake_rules.h"
#include "reference/network/quantities.h"

namespace reference::network {
namespace {

using grader::Graph;
using grader::KindMistake;

// A convention taken the other way. The setting that is in force changes nothing.
void add_conventions(const Graph& graph, std::vector<KindMistake>& mistakes) {
  const bool inception = !names_with(graph, "channels(", ".reduce5x5)").empty();
  const auto flip = [&](std::string id, std::string_view convention, std::string setting,
                        std::string message) {
    mistakes.push_back({std::move(id),
                        {{grader::convention_quantity(convention), std::move(setting)}},
                        std::move(message)});
  };
  flip(inception ? "IN02" : "CP02", "bias", "per_filter",
       "biases were counted, which this question leaves out");
  flip("CP02", "bias", "none", "the biases were left out");
  flip("FM01", "flops", "macs",
       "these are multiply-accumulates; each is a multiplication and an addition");
  if (names_with(graph, "gates(", ")").empty()) return;
  flip("RN02", "recurrent_biases", "two",
       "two bias vectors a gate were counted, as PyTorch has them; here there is one");
  flip("RN02", "recurrent_biases", "one",
       "one bias vector a gate was counted; here there are two, as in PyTorch");
}

}  // namespace

std::vector<KindMistake> known_mistakes(const Graph& graph) {
  std::vector<KindMistake> mistakes;
  add_conventions(graph, mistakes);
  add_inception_mistakes(graph, mistakes);
  add_conv_mistakes(graph, mistakes);
  add_window_mistakes(graph, mistakes);
  add_field_mistakes(graph, mistakes);
  add_other_mistakes(graph, mistakes);
  return mistakes;
}

}  // namespace reference::network
