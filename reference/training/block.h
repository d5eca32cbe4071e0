// The block `training:` as it stands in a problem file.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "grader/base/diagnostics.h"
#include "grader/graph/value.h"
#include "grader/yaml/node.h"

namespace reference::training {

enum class Activation { linear, relu, leaky_relu, sigmoid, tanh };
enum class Loss { softmax_cross_entropy, sigmoid_bce, mse, hinge };
enum class Rule { gradient_descent, momentum, nesterov, rmsprop, adagrad, adam, adamw };

struct Tensor {
  grader::Array array;
  grader::Place where;
};

struct Layer {
  std::string name;
  Tensor weights;  // outputs x inputs
  std::optional<Tensor> bias;
  Activation activation = Activation::linear;
  double slope = 0.01;  // of a leaky ReLU below 0
  grader::Place where;
};

struct Number {
  double value = 0;
  grader::Place where;
};

struct Update {
  Rule rule = Rule::gradient_descent;
  std::map<std::string, Number> settings;  // "step", "beta", .. of the rule: all of them
  // "v", "m", "s" -> name of the parameters -> what the rule remembers of them; zeros where
  // missing.
  std::map<std::string, std::map<std::string, Tensor>> state;
  std::int64_t steps = 0;  // t, that were made before
  grader::Place where;
};

struct Block {
  Tensor input;               // a vector, or a matrix with a row a sample
  std::vector<Layer> layers;  // at least one
  Loss loss = Loss::softmax_cross_entropy;
  grader::Value
      target;  // classes: a count or a vector of counts; else numbers of the output's shape
  grader::Place target_where;
  std::optional<Number> l2;
  std::optional<Update> update;
  grader::Place where;

  bool batch() const { return input.array.shape.size() == 2; }
  bool has_classes() const { return loss == Loss::softmax_cross_entropy || loss == Loss::hinge; }
  std::int64_t outputs() const { return layers.back().weights.array.shape[0]; }
};

// The suffix of the quantities of layer `index` (from 0): none if it is the only one, else 1, 2, ..
std::string suffix(const Block& block, std::size_t index);

// The name of a layer's bias: b or b1.
std::string bias_name(const Block& block, std::size_t index);

// Numbers are finite, rows equally long, but shapes are not yet compared with each other.
std::optional<Block> read_block(const grader::yaml::Node& node, grader::Diagnostics& diagnostics);

}  // namespace reference::training
