// Rows of known mistakes: families of the list of mistakes, a file each. Internal to
// reference/training.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "grader/exam/kind.h"

namespace reference::training {

// Quantities take other expressions, or conventions other settings. What stands in braces is filled
// in; see Fill.
struct MistakeRule {
  std::string_view id;
  std::string_view message;
  std::vector<std::pair<std::string_view, std::string_view>> edits;
};

// {W} weights (or any parameter, for an update), {b} bias, {z} logits, {a} activation and {h} input
// of a layer; {L} the loss without a penalty; {K} the number of outputs and {N} of samples; {n} and
// {m} what divides a mean over the samples, and over all outputs of all samples: " / 4", or "".
struct Fill {
  std::string weights, bias, logits, activation, input, loss, outputs, samples;
  std::string per_sample, per_output;  // n and m

  std::string operator()(std::string_view text) const {
    return fmt::format(fmt::runtime(text), fmt::arg("W", weights), fmt::arg("b", bias),
                       fmt::arg("z", logits), fmt::arg("a", activation), fmt::arg("h", input),
                       fmt::arg("L", loss), fmt::arg("K", outputs), fmt::arg("N", samples),
                       fmt::arg("n", per_sample), fmt::arg("m", per_output));
  }
};

grader::KindMistake filled(const MistakeRule& rule, const Fill& fill);

// A layer of the graph, found by its names.
struct LayerNames {
  std::string weights, bias, logits, output, input;  // bias and output may be ""
};

// What the families look at.
struct Expanded {
  const grader::Graph& graph;
  std::vector<LayerNames> layers;
  bool batch = false;
  std::size_t samples = 1;
  std::size_t classes = 0;  // outputs of the last layer

  bool has(std::string_view quantity) const { return graph.find(quantity).has_value(); }
  // The setting of a convention as it is stated; "" if the graph does not have it.
  std::string stated(std::string_view convention) const;
  Fill fill(const LayerNames& layer) const;
};

using KindMistakes = std::vector<grader::KindMistake>;

// The settings of a convention that are not the stated one, as a mistake each: setting and message.
void add_other_settings(const Expanded& step, std::string_view id, const std::string& convention,
                        const std::vector<std::pair<std::string, std::string>>& settings,
                        KindMistakes& all);

void add_softmax_mistakes(const Expanded& step, KindMistakes& all);    // SL, SG, SH
void add_loss_mistakes(const Expanded& step, KindMistakes& all);       // BC, MS, HG
void add_layer_mistakes(const Expanded& step, KindMistakes& all);      // RL
void add_batch_mistakes(const Expanded& step, KindMistakes& all);      // BA
void add_l2_mistakes(const Expanded& step, KindMistakes& all);         // RG
void add_update_mistakes(const Expanded& step, KindMistakes& all);     // UP
void add_optimiser_mistakes(const Expanded& step, KindMistakes& all);  // OP

}  // namespace reference::training
