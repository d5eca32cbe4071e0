// The rules of an update as steps. Internal to reference/training.
#pragma once

#include "reference/training/block.h"
#include "reference/training/builder.h"

namespace reference::training {

// step, beta, .., t, and what the rule remembers of each parameter: v_W, m_W, s_W.
void add_settings(const Update& update, const Block& block, Builder& builder);

// What a parameter W with the gradient dW becomes: W_next, by way of v_W_next, m_W_next, s_W_next,
// mhat_W and shat_W where the rule has them. Sources:
//   momentum   B. T. Polyak, 1964; I. Sutskever et al., 2013 (velocity); PyTorch (accumulate)
//   nesterov   PyTorch's form, with the gradient where the weights are: dW + beta v_W_next in place
//              of v_W_next (Sutskever et al., 2013, section 3)
//   rmsprop    G. Hinton, lecture 6e, 2012        adagrad  J. Duchi et al., 2011
//   adam       D. P. Kingma and J. Ba, 2015       adamw    I. Loshchilov and F. Hutter, 2019; the
//              decay is multiplied by the step, and biases decay as weights do (PyTorch)
void add_update(const Update& update, const std::string& parameter, const grader::Place& where,
                Builder& builder);

}  // namespace reference::training
