// cv2: OpenCV 4.6's functions and constants as its Python binding has them.
#pragma once

#include "reference/snippet/builtin.h"

namespace reference::opencv {

// Settles OpenCV for the process: one thread, and matrices that are charged to budgets.
snippet::Library library();

}  // namespace reference::opencv
