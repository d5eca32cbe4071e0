// Sample arguments for the functions of the language, written briefly and drawn at random.
#pragma once

#include <random>
#include <span>
#include <string_view>
#include <vector>

#include "reference/steps/view.h"

namespace reference::steps {

// One call: arguments parted by blanks, each of
//   n2x3     normal numbers, an array of that shape; `n` alone is one number
//   p2x3     positive numbers from 0.3 to 2
//   u2x3     numbers from 0.1 to 0.9
//   d2x3     numbers that are at least 0.1 apart, in random order, none of them near 0
//   s2x3     as u, but each line along the last axis adds up to 1
//   w3x3     a matrix far from singular
//   #5       the count 5
//   [2,0]    counts
//   'mean'   a text
//   =0.5     that number, which is not differentiated
//   -        left out
struct Sample {
  std::string_view function;
  std::string_view arguments;
};

// Whether a derivative by this argument is looked at.
bool differentiated(char kind);

struct Drawn {
  std::vector<char> kinds;
  std::vector<Value> values;
  std::vector<const Value*> inputs;  // to `values`, or null
};

Drawn draw(std::string_view arguments, std::mt19937& random);

std::span<const Sample> function_samples();

}  // namespace reference::steps
