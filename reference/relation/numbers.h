// The array that the value of a snippet stands for when two snippets are compared.
#pragma once

#include "grader/base/result.h"
#include "reference/snippet/object.h"

namespace reference::relation {

using ndarray::Budget;
using ndarray::NDArray;
using snippet::Object;

// A Python number is an array without dimensions; numbers, and arrays of one shape, in lists and
// tuples are stacked; of a tuple of a number and an array (cv2.threshold) only the array counts.
// Fails with the reason for what holds no numbers: "gives nothing (None)".
grader::Result<NDArray> as_array(const Budget& budget, const Object& object);

// Without the axes of extent 1.
NDArray squeezed(const NDArray& array);

}  // namespace reference::relation
