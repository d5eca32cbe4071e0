// What the reader of a layer works with.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "grader/base/diagnostics.h"
#include "grader/yaml/map_reader.h"
#include "reference/network/nodes.h"

namespace reference::network {

class Builder {
 public:
  Builder(Network& network, grader::Diagnostics& diagnostics)
      : network_(network), diagnostics_(diagnostics) {}

  grader::Diagnostics& diagnostics() { return diagnostics_; }

  // The node that the next layer reads.
  std::size_t last() const { return last_; }
  const Node& node(std::size_t index) const { return network_.nodes[index]; }

  // `name:` of a layer, or a free name made of the kind and a number: conv1. Reports a name that is
  // taken or no name.
  std::optional<std::string> name(grader::yaml::MapReader& reader, std::string_view kind);

  // False and a report if node `index` is (not) of channels x height x width.
  bool expect_spatial(std::size_t index, bool spatial, std::string_view kind,
                      const grader::Place& where);

  std::size_t add(Node node);
  // Ends a layer: what was added since the last one.
  void finish_unit(std::string name, bool block, const grader::Place& where);

  // Claims a name for a node or a block; false and a report if it is taken.
  bool claim(const std::string& name, const grader::Place& where);

 private:
  bool taken(std::string_view name) const;

  Network& network_;
  grader::Diagnostics& diagnostics_;
  std::vector<std::string> names_{"network"};
  std::size_t last_ = 0;
  std::size_t unit_begin_ = 1;
};

// A positive count, or one of at least `least`; reports otherwise.
std::optional<std::int64_t> read_positive(grader::yaml::MapReader& reader, std::string_view key);
std::optional<std::int64_t> as_extent(const grader::yaml::Node& node, std::string_view key,
                                      std::int64_t least, grader::Diagnostics& diagnostics);

// A list of exactly `n` positive counts.
std::optional<std::vector<std::int64_t>> read_positives(const grader::yaml::Node& node,
                                                        std::string_view key, std::size_t n,
                                                        grader::Diagnostics& diagnostics);

// A kind of layer: reads the settings and adds nodes to the builder. `settings` is a map, or the
// empty map if nothing was given.
using ReadLayer = void (*)(const grader::yaml::Node& settings, std::string_view kind, Builder&);
struct LayerKind {
  std::string_view name;
  ReadLayer read;
};
std::span<const LayerKind> layer_kinds();

void read_inception(const grader::yaml::Node& settings, std::string_view kind, Builder& builder);

}  // namespace reference::network
