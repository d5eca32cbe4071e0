#include "reference/training/naming.h"

namespace reference::training {

std::vector<Names> names_of(const Block& block) {
  std::vector<Names> names;
  for (std::size_t i = 0; i < block.layers.size(); ++i) {
    const std::string n = suffix(block, i);
    const bool last = i + 1 == block.layers.size();
    const bool plain = last && block.layers[i].activation == Activation::linear;
    names.push_back({block.layers[i].name, bias_name(block, i), i == 0 ? "h" : names.back().output,
                     "z" + n, (plain ? "z" : "a") + n});
  }
  return names;
}

}  // namespace reference::training
