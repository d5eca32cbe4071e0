#include "reference/steps/switches.h"

#include <algorithm>

namespace reference::steps {
namespace {

const std::vector<grader::Switch>& all() {
  static const std::vector<grader::Switch> switches = {
      {"log", {"natural", "base2", "base10"}, "The logarithm of the cross-entropy."},
      {"class_index", {"from_zero", "from_one"}, "The number of the first class."},
      {"reduction", {"mean", "sum"}, "What a loss makes of the samples of a batch."},
      {"mse", {"mean", "half_sum", "sum", "half_mean"}, "What is made of the squared errors."},
      {"relu_at_zero", {"zero", "one", "half"}, "The derivative of a ReLU at 0."},
      {"tie",
       {"first", "split", "all"},
       "Which of several largest entries gets the derivative of their maximum."},
      {"convolution",
       {"correlation", "convolution"},
       "Whether conv2d slides the kernel as it is, or turned by half a turn."},
      {"pooling_rounding",
       {"floor", "ceil"},
       "Where a pooling window does not fit evenly: rounded down or up."},
      {"average_precision",
       {"all_point", "eleven_point", "every_hit"},
       "At which recalls the precision is averaged."},
      {"ddof", {"n", "n_minus_1"}, "What variances are divided by."},
      {"box_ends",
       {"exclusive", "inclusive"},
       "Whether a box ends before its last coordinates, or with them."},
  };
  return switches;
}

}  // namespace

std::span<const grader::Switch> switches() { return all(); }

const grader::Switch& find_switch(std::string_view name) {
  return *std::find_if(all().begin(), all().end(),
                       [&](const grader::Switch& one) { return one.name == name; });
}

}  // namespace reference::steps
