// What blocks from papers are made of: a convolution, with batch norm and an activation behind it.
#pragma once

#include "reference/network/layers.h"

namespace reference::network {

// Adds the layers of a block to the one that is open.
class BlockParts {
 public:
  // With `batch_norm` every convolution is followed by one, and has a bias only if `bias` says so.
  BlockParts(Builder& builder, bool batch_norm, Bias bias, const grader::Place& where)
      : builder_(builder), batch_norm_(batch_norm), bias_(bias), where_(where) {}

  // `name`, name_bn.
  std::size_t conv(const std::string& name, std::int64_t side, std::int64_t stride,
                   std::int64_t out);
  std::size_t depthwise(const std::string& name, const Window& window, std::int64_t multiplier);
  void batch_norm(const std::string& name);
  void activation(const std::string& name);
  const grader::Place& where() const { return where_; }

 private:
  std::size_t add(const std::string& name, Conv conv);

  Builder& builder_;
  bool batch_norm_;
  Bias bias_;
  grader::Place where_;
};

// `batch_norm` (`fallback` if missing) and `bias`, which is none with batch norm if missing.
BlockParts read_parts(grader::yaml::MapReader& reader, Builder& builder, bool fallback);

}  // namespace reference::network
