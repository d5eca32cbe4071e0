#pragma once

#include "reference/steps/view.h"

namespace reference::steps {

// 1 / ln(base) for "natural", "base2", "base10" (the convention `log`) or a base as a number; 1 for
// null. Losses and their gradients are multiplied with it.
Result<double> log_scale(const Value* base);

// cross_entropy(softmax(z), y, base) straight from the logits: finite and right for any finite z.
Result<Value> cross_entropy_of_logits(Inputs arguments);

}  // namespace reference::steps
