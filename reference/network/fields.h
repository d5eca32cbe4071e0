// Receptive fields: which pixels of the input an output sees. Sizes and jumps follow
//   size = size(x) + (kernel - 1) * jump(x),   jump = jump(x) * stride,
//   start = start(x) + ((kernel - 1) / 2 - padding) * jump(x),
// where kernel is what a dilated kernel spans (Araujo et al., "Computing receptive fields of
// convolutional neural networks", Distill 2019). They are counted from the input of the network and
// end where the layout ceases to be an image, and where something is sized up.
#pragma once

#include <string>

#include "reference/network/quantities.h"

namespace reference::network {

// "" if height and width have one field; else "_height" or "_width".
std::string field_suffix(const Quantities& quantities, std::size_t axis);

// Of the input: 1, 1, 0.5.
void start_fields(Quantities& quantities);

// What slides along one axis.
struct Sliding {
  QuantityIndex kernel;
  std::optional<QuantityIndex> stride;   // none: 1
  std::optional<QuantityIndex> padding;  // in front; none: `same`
  std::optional<QuantityIndex> dilation;
  QuantityIndex in, out;  // extents, for `same`
};
void slide_fields(Quantities& quantities, const Sliding& height, const Sliding& width);

// All of the input's extent, as of a global pool.
void whole_fields(Quantities& quantities);

// Of nodes that are put together: from the first pixel that one of them sees to the last. None if
// one has none.
void join_fields(Quantities& quantities);

}  // namespace reference::network
