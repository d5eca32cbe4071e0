// The kinds of layers and blocks, a family a file.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "grader/yaml/node.h"
#include "reference/network/builder.h"
#include "reference/network/window.h"

namespace reference::network {

// Reads the settings of a layer or block and adds it to the builder. `settings` is a map, or the
// empty map if nothing was given.
using ReadLayer = void (*)(const grader::yaml::Node& settings, std::string_view kind, Builder&);
struct LayerKind {
  std::string_view name;
  ReadLayer read;
};

// All of them, and the one of that name or null, which is reported by itself.
std::span<const std::span<const LayerKind>> layer_families();
const LayerKind* find_layer(std::string_view name);
void report_unknown_layer(const grader::yaml::Node& name, Builder& builder);

// Layers
std::span<const LayerKind> convolutions();
std::span<const LayerKind> pools();
std::span<const LayerKind> dense_layers();
std::span<const LayerKind> normalisations();
std::span<const LayerKind> activations();
std::span<const LayerKind> reshapings();
std::span<const LayerKind> merges();
std::span<const LayerKind> recurrent_layers();
std::span<const LayerKind> attention_layers();
// Blocks: they expand to layers.
std::span<const LayerKind> sequences();
std::span<const LayerKind> inception_blocks();
std::span<const LayerKind> residual_blocks();
std::span<const LayerKind> dense_blocks();
std::span<const LayerKind> mobile_blocks();

// One layer of a list: its name, or a map of its name and settings.
void read_layer(const grader::yaml::Node& layer, Builder& builder);
// A list of layers, one after the other.
void read_layers(const grader::yaml::Node& layers, std::string_view key, Builder& builder);

// What blocks are made of. Each reads the last node of the builder unless `start` says otherwise.
struct Conv {
  Window window;
  std::int64_t out = 1;
  std::int64_t groups = 1;
  std::optional<std::int64_t> multiplier;  // depthwise: so many filters for each channel
  Bias bias = Bias::by_convention;
  bool transposed = false;
  Extent output_padding{0, 0};
};
std::size_t add_conv(Builder& builder, const Start& start, const Conv& conv);
std::size_t add_pool(Builder& builder, const Start& start, const Window& window);
std::size_t add_batch_norm(Builder& builder, const Start& start);
std::size_t add_activation(Builder& builder, const Start& start);
std::size_t add_sum(Builder& builder, const Start& start, std::vector<std::size_t> inputs);
std::size_t add_concat(Builder& builder, const Start& start, std::vector<std::size_t> inputs);

}  // namespace reference::network
