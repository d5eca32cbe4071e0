// Indexing with arrays: the part of indexing.h that copies.
#pragma once

#include <vector>

#include "reference/ndarray/ndarray.h"

namespace reference::ndarray {

// An index that holds arrays, taken apart.
struct FancyIndex {
  struct Part {
    NDArray indices;  // integers, or a mask of as many axes as it takes
    int axis = 0;     // the first of the array that it takes, for messages
    Extents extents;  // of the axes that it takes
    Extents strides;
  };
  std::vector<Part> parts;
  // The array without the axes that are taken, at their first elements.
  NDArray rest;
  // Where the axes of the arrays go among those of `rest`: to the place of the first array if all
  // stand next to each other, else to the front.
  int place = 0;

  void start(int axis);  // an array, or an int beside arrays
  void interrupt();      // anything else

 private:
  enum class State { before, within, after, split };
  State state_ = State::before;
};

// Throws IndexError; a negative index counts from the end.
std::int64_t checked_index(std::int64_t index, std::int64_t extent, int axis);

NDArray fancy_get(const Budget& budget, const FancyIndex& index);
// Requires: `value` does not overlap.
void fancy_set(const Budget& budget, const FancyIndex& index, const NDArray& value);
// The same for one mask over the whole array, which has its own rules for the value's shape.
void mask_set(const Budget& budget, const FancyIndex& index, const NDArray& value);

}  // namespace reference::ndarray
