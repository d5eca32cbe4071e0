// What readers of layers and blocks work with: names, the node that comes next, blocks.
#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "grader/base/diagnostics.h"
#include "grader/yaml/map_reader.h"
#include "reference/network/layer.h"
#include "reference/network/nodes.h"

namespace reference::network {

// Blocks may expand to this many layers.
inline constexpr std::size_t max_nodes = 5'000;

// A layer to be added.
struct Start {
  std::string name;
  std::size_t input = 0;  // the node that it reads
  bool frozen = false;    // its parameters are not trained
  grader::Place where;
};

class Builder {
 public:
  Builder(Network& network, grader::Diagnostics& diagnostics);

  grader::Diagnostics& diagnostics() { return diagnostics_; }

  // The node that the next layer reads.
  std::size_t last() const { return last_; }
  void continue_from(std::size_t node) { last_ = node; }
  const Node& node(std::size_t index) const { return network_.nodes[index]; }

  // The settings that every layer and block has: `name`, or a free name made of the kind and a
  // number (conv1); `input`, a layer to read in place of the last one; `trainable`.
  Start start(grader::yaml::MapReader& reader, std::string_view kind);

  // A node by its name as it is seen from here, the last of a block by that of the block; reports
  // an unknown one.
  std::optional<std::size_t> find(const grader::yaml::Node& name, std::string_view key);

  // False and a report unless the node gives one of these.
  bool expect(std::size_t node, std::initializer_list<Layout> layouts, std::string_view kind,
              const grader::Place& where);

  // Adds a node that reads `inputs` (or only that of `start`), which the next layer reads. For an
  // image, `channels` is what reading knows of them.
  std::size_t add(const Start& start, std::shared_ptr<const Layer> layer, Layout layout,
                  std::int64_t channels = 0);
  std::size_t add(const Start& start, std::vector<std::size_t> inputs,
                  std::shared_ptr<const Layer> layer, Layout layout, std::int64_t channels = 0);
  void add_input(Node node);

  // Names of what is added until close() begin with that of the block.
  void open(const Start& start);
  // The block gives what its last node gives.
  void close();
  // A part of the block that is open: "m.conv1x1".
  Start part(std::string_view name) const;

  // True, and reported once, if no more layers may be added.
  bool full(const grader::Place& where);

  // Claims a name; false and a report if it is taken.
  bool claim(const std::string& name, const grader::Place& where);

  // A free name made of the kind and a number.
  std::string free_name(std::string_view kind);

 private:
  struct Open {
    Unit unit;
    std::string prefix;  // of names within
    bool frozen = false;
  };

  std::string prefixed(std::string_view name) const;
  std::vector<Unit>& units();
  std::vector<std::string> names_from_here() const;

  Network& network_;
  grader::Diagnostics& diagnostics_;
  std::unordered_set<std::string> names_{"network"};
  std::unordered_map<std::string, int> numbers_;          // last tried of a kind
  std::unordered_map<std::string, std::size_t> outputs_;  // by whole name
  std::vector<Open> open_;
  std::size_t last_ = 0;
  bool full_ = false;
};

// A name as an author may give one, claimed; empty and reported if it is none or taken.
std::optional<std::string> read_name(const grader::yaml::Node& node, Builder& builder,
                                     std::string_view prefix = "");

}  // namespace reference::network
