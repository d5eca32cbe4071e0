// The loss and its derivative at the last layer, as steps. Internal to reference/training.
#pragma once

#include "reference/training/builder.h"
#include "reference/training/naming.h"

namespace reference::training {

// y of classes, p of probabilities, L (with L2: L_data, R and L), dp of a softmax, and the gradient
// at the last layer's logits or, where it has an activation, at its output.
void add_loss(const Block& block, const std::vector<Names>& names, Builder& builder);

}  // namespace reference::training
