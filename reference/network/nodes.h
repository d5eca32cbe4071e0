// A network as a graph of nodes, each with the nodes it reads.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "grader/base/place.h"

namespace reference::network {

struct Extent {
  std::int64_t height = 1;
  std::int64_t width = 1;
};

// What slides over the input: of a convolution or a pooling layer.
struct Window {
  Extent kernel;
  Extent stride;
  Extent padding{0, 0};  // on each side; of no meaning with `same`
  bool same = false;     // as many zeros as it takes for ceil(input / stride) positions
  grader::Place where;   // of the kernel
};

enum class Bias { by_convention, none, per_filter };

struct Node {
  enum class Kind {
    input,
    conv,
    pool,
    global_pool,
    activation,  // anything that keeps the shape
    flatten,
    fully_connected,
    concat,
  };
  std::string name;
  Kind kind = Kind::input;
  std::vector<std::size_t> inputs;  // earlier nodes
  bool spatial = true;              // channels x height x width; else features
  Extent size;                      // of an input
  std::int64_t out = 0;             // channels or features of an input, conv or fully_connected
  Window window;                    // of a conv or pool
  Bias bias = Bias::by_convention;
  grader::Place where;
};

inline bool has_weights(const Node& node) {
  return node.kind == Node::Kind::conv || node.kind == Node::Kind::fully_connected;
}

// A layer of the chain: one node, or a block of several that has quantities of its own.
struct Unit {
  std::string name;
  std::vector<std::size_t> nodes;  // the last is what follows reads
  bool block = false;
  grader::Place where;
};

struct Network {
  std::vector<Node> nodes;  // in topological order; the first is the input
  std::vector<Unit> units;  // in order, without the input
  grader::Place where;
};

}  // namespace reference::network
