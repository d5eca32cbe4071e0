// What a layer computes with: a settings object of its family, which knows its shape rule and what
// it counts. The families are listed in layers.h.
#pragma once

#include "reference/network/quantities.h"

namespace reference::network {

class Layer {
 public:
  virtual ~Layer() = default;

  // Adds the quantities of quantities.node(): its extents always; parameters and multiply-
  // accumulates where it has any. What all nodes have (shape, activations, ..) follows by itself.
  virtual void add(Quantities& quantities) const = 0;

  virtual bool has_weights() const { return false; }
  // Writes its output over its input.
  virtual bool in_place() const { return false; }
  // Whether the receptive field is alike in height and width, given a square input or not.
  virtual bool square(bool /*square_input*/) const { return true; }
};

}  // namespace reference::network
