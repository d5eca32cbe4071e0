// Kind `network`: layers as a graph of nodes. Every node n of channels x height x width has
//   channels(n) height(n) width(n) shape(n) parameters(n) macs(n)
// after `flatten` features(n) takes the place of the first three. Besides these
//   conv:             in_channels(n) out_channels(n) kernel_height(n) kernel_width(n)
//                     stride_height(n) stride_width(n) padding_height(n) padding_width(n) (a side;
//                     not with `same`) weights(n) biases(n)
//   pools:            kernel_.., stride_.., padding_..
//   fully_connected:  in_features(n) out_features(n) weights(n) biases(n)
// A block m (`inception`) and the whole, called `network`, have the shape of their last node and
//   parameters(m) weights(m) biases(m) macs(m)
// as sums over their nodes. The nodes of a block are m.conv1x1, m.reduce3x3, ..; see inception.cpp.
// Counts are exact; macs are multiply-accumulates, biases not among them.
// The convention `bias` says what layers have that do not say so themselves.
#pragma once

#include "grader/exam/kind.h"

namespace reference::network {

const grader::ProblemKind& kind();

}  // namespace reference::network
