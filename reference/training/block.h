// The block `training:` as it stands in a problem file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "grader/base/diagnostics.h"
#include "grader/graph/value.h"
#include "grader/yaml/node.h"

namespace reference::training {

enum class Activation { linear, relu, sigmoid, tanh };

struct Tensor {
  grader::Array array;
  grader::Place where;
};

struct Layer {
  std::string name;
  Tensor weights;  // outputs x inputs
  std::optional<Tensor> bias;
  Activation activation = Activation::linear;
  grader::Place where;
};

struct Block {
  Tensor input;
  std::vector<Layer> layers;  // at least one
  std::int64_t target = 0;
  grader::Place target_where;
  std::optional<double> step;  // of gradient descent; empty: no update
  grader::Place step_where;
  grader::Place where;
};

// The suffix of the quantities of layer `index` (from 0): none if it is the only one, else 1, 2, ..
std::string suffix(const Block& block, std::size_t index);

// Numbers are finite, rows equally long, but shapes are not yet compared with each other.
std::optional<Block> read_block(const grader::yaml::Node& node, grader::Diagnostics& diagnostics);

}  // namespace reference::training
