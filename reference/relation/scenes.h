// What a snippet finds when it starts: the variables for each image that it is run on.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reference/evaluator/code.h"

namespace reference::relation {

struct ImageSize {
  std::int64_t height = 100;
  std::int64_t width = 100;
  std::int64_t channels = 3;  // 1 or 3
};

inline constexpr std::int64_t most_pixels = std::int64_t{1} << 22;

struct Scene {
  std::string name;  // of the probe
  bool decides;      // the others only show where what holds here does not hold
  evaluator::Inputs inputs;
};

// `img` and `img2`, bytes in the order blue, green, red (of one channel: without a third axis);
// `gray` and `gray2`, copies of their green channels; `mask`, 0 and 255; `H` and `W`. The images
// that decide have the size that is asked for; `square`, which is one of the others, is square.
std::vector<Scene> scenes(const ImageSize& size);

// The same with `setup` run on those that decide; imread reads `img` there. What it leaves alone
// follows the `img` that it makes: H, W, gray, and, if the size changes, gray2, img2 and mask.
grader::Result<std::vector<Scene>, evaluator::Failure> scenes(const ImageSize& size,
                                                              const evaluator::Code& setup,
                                                              const evaluator::Options& options);

// Replaces or adds a variable; what follows from `img` (see above) follows if it is replaced.
void set_variable(evaluator::Inputs& inputs, const std::string& name, evaluator::Object value);

}  // namespace reference::relation
