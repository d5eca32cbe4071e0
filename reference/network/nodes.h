// A network as a graph of nodes, each with the nodes it reads, and the blocks that they form.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "grader/base/place.h"
#include "grader/yaml/node.h"

namespace reference::network {

class Layer;

// What a node gives: its axes.
enum class Layout {
  image,     // channels x height x width
  features,  // features
  sequence,  // length x features
};

struct Extent {
  std::int64_t height = 1;
  std::int64_t width = 1;

  std::int64_t operator[](std::size_t axis) const { return axis == 0 ? height : width; }
  bool square() const { return height == width; }
};

struct Node {
  std::string name;                    // with those of the blocks around it: "s1.unit2.conv1"
  std::vector<std::size_t> inputs;     // earlier nodes
  std::shared_ptr<const Layer> layer;  // null for the input of the network
  Layout layout = Layout::image;       // of the output
  std::int64_t channels = 0;           // of an image, as far as reading knows; of features: 0
  std::vector<std::int64_t> shape;     // of the input of the network
  bool frozen = false;                 // its parameters are not trained
  grader::Place where;
};

// A layer, or a block of several that has quantities of its own.
struct Unit {
  std::string name;
  std::size_t node = 0;  // what follows reads: the layer's own, or the block's last
  bool block = false;
  std::vector<Unit> units;  // of a block, in order
  grader::Place where;
};

struct Network {
  std::vector<Node> nodes;  // in topological order; the first is the input
  std::vector<Unit> units;  // in order, without the input
  std::int64_t bytes_per_element = 4;
  std::int64_t training_factor = 1;
  const grader::yaml::Node* finds = nullptr;  // `find`, or null; lives as long as the block
  grader::Place where;
};

}  // namespace reference::network
