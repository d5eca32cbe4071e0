#include "reference/network/block_parts.h"

#include "reference/network/settings.h"

namespace reference::network {

std::size_t BlockParts::add(const std::string& name, Conv conv) {
  conv.bias = bias_;
  std::size_t node = add_conv(builder_, builder_.part(name), conv);
  if (batch_norm_) node = add_batch_norm(builder_, builder_.part(name + "_bn"));
  return node;
}

std::size_t BlockParts::conv(const std::string& name, std::int64_t side, std::int64_t stride,
                             std::int64_t out) {
  Conv conv;
  conv.window = keeping_window(side, stride, where_);
  conv.out = out;
  return add(name, std::move(conv));
}

std::size_t BlockParts::depthwise(const std::string& name, const Window& window,
                                  std::int64_t multiplier) {
  Conv conv;
  conv.window = window;
  conv.multiplier = multiplier;
  return add(name, std::move(conv));
}

void BlockParts::batch_norm(const std::string& name) {
  add_batch_norm(builder_, builder_.part(name));
}

void BlockParts::activation(const std::string& name) {
  add_activation(builder_, builder_.part(name));
}

BlockParts read_parts(grader::yaml::MapReader& reader, Builder& builder, bool fallback) {
  const bool batch_norm = reader.boolean("batch_norm", fallback).value_or(fallback);
  const Bias bias = read_bias(reader, batch_norm ? Bias::none : Bias::by_convention);
  return BlockParts(builder, batch_norm, bias, reader.node().where);
}

}  // namespace reference::network
