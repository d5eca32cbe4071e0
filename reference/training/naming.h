// What the quantities of a training step are called. Internal to reference/training.
#pragma once

#include "reference/training/block.h"

namespace reference::training {

struct Names {
  std::string weights;
  std::string bias;    // b or b1
  std::string input;   // what it multiplies: h or a1
  std::string logits;  // z or z1
  std::string output;  // a1; of the last layer z where it has no activation
};

std::vector<Names> names_of(const Block& block);

}  // namespace reference::training
