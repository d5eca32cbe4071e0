// Kind `network`: layers as a graph of nodes. Every node n has, by its layout,
//   image     channels(n) height(n) width(n)      sequence  length(n) features(n)
//   features  features(n)
// and in any case shape(n) activations(n) memory(n) and, but for the input,
//   parameters(n) trainable(n) non_trainable(n) macs(n) flops(n)
// Layers with weights have weights(n) and biases(n), batch norm also running(n). Images have, as
// long as nothing makes them larger, receptive_field(n) jump(n) start(n), or, where height and
// width may differ, receptive_field(n) = [height, width] and receptive_field_height(n)
// jump_height(n) .. What a layer computes with stands beside them: in_channels(n),
// kernel_height(n), gates(n), ..; see the files layer_*.cpp. A block m and the whole, called
// `network`, have the extents and the receptive field of their last node and sums over their
// layers: weights, biases, parameters, trainable, non_trainable, macs, flops, activations, memory.
// The nodes of a block are m.conv1x1, ..; see the files block_*.cpp. `find` adds a quantity and its
// solutions; see find.h. Counts are exact; macs are multiply-accumulates. Conventions: see
// network.cpp.
#pragma once

#include "grader/exam/kind.h"

namespace reference::network {

const grader::ProblemKind& kind();

}  // namespace reference::network
