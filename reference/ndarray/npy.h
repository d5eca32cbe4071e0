// Files of one array, as np.save writes them (numpy.lib.format, versions 1.0 to 3.0).
#pragma once

#include <string>
#include <string_view>

#include "grader/base/result.h"
#include "reference/ndarray/ndarray.h"

namespace reference::ndarray {

// The array in the bytes of a file. Refuses, with the reason, what is no such file, what it says
// and what it holds being of different length, and what NumPy could read but snippets cannot have:
// other byte order, other types, objects. Charged before it is allocated.
grader::Result<NDArray> read_npy(const Budget& budget, std::string_view bytes);

// The bytes that np.save writes of the array in row-major order.
std::string write_npy(const Budget& budget, const NDArray& array);

}  // namespace reference::ndarray
