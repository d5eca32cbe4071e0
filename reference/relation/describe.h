// What the value of a snippet is, in a few words for a student.
#pragma once

#include <span>
#include <string>

#include "reference/relation/scenes.h"

namespace reference::relation {

// A value and what the snippet found when it started.
struct Observation {
  const evaluator::Object* value;
  const evaluator::Inputs* inputs;
};

// "one grey channel", "a rotated colour image shifted down by one row", "a vector of 5 numbers that
// add up to 1", "a 2 x 3 matrix", "a number": what holds for every observation (one at least), and
// nothing that was not found by comparing with `img`.
std::string describe(std::span<const Observation> observations);

}  // namespace reference::relation
