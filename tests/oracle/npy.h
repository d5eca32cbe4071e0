// Arrays in files of NumPy, as answer.py --full writes them.
#pragma once

#include <filesystem>

#include "reference/ndarray/ndarray.h"

namespace oracle {

// Row-major. Throws std::runtime_error for what answer.py does not write.
reference::ndarray::NDArray read_npy(const std::filesystem::path& path);

}  // namespace oracle
