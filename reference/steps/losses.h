#pragma once

#include "reference/steps/view.h"

namespace reference::steps {

// 1 / ln(base) for "natural", "base2", "base10" (the convention `log`) or a base as a number; 1 for
// null. Losses and their gradients are multiplied with it.
Result<double> log_scale(const Value* base);

// cross_entropy(softmax(z), y, base, reduction) straight from the logits: finite and right for any
// finite z. The arguments may end early.
Result<Value> cross_entropy_of_logits(Inputs arguments);
Result<Cotangents> cross_entropy_of_logits_pullback(Inputs arguments, const Value& value,
                                                    const Value& cotangent);

// The factor of a sum over `n` samples, the convention `reduction`: `mean` (also null) or `sum`.
Result<double> reduction_scale(std::string_view function, const Value* reduction, std::size_t n);

}  // namespace reference::steps
