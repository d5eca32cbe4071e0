// The memory of matrices: charged to the budget of the call under way, and shared with arrays.
#pragma once

#include <memory>
#include <opencv2/core.hpp>

#include "reference/ndarray/ndarray.h"

namespace reference::opencv {

// Makes OpenCV use it for every matrix of the process; outside of Charged it does what OpenCV does.
void install_allocator();

// The buffer of a matrix that was allocated while Charged, else null.
std::shared_ptr<ndarray::Buffer> buffer_of(const cv::Mat& mat);

}  // namespace reference::opencv
