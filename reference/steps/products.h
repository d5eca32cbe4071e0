#pragma once

#include "reference/steps/view.h"

namespace reference::steps {

// a @ b of vectors and matrices; a vector times a vector is a number.
Result<Value> matrix_product(Inputs arguments);

// .T: the axes in reverse order; a vector stays as it is.
Result<Value> transpose(Inputs arguments);

}  // namespace reference::steps
