// What drawing costs, charged before OpenCV runs.
#pragma once

#include <initializer_list>
#include <vector>

#include "reference/opencv/arguments.h"

namespace reference::opencv {

// OpenCV walks along lines and circles also where they are far out of the image: refuses what is
// farther than a million pixels.
void require_near(std::initializer_list<double> coordinates);

// One shape within these `lengths` pixels altogether.
void charge_shape(const Arguments& a, const cv::Mat& image, double length, int thickness);
void charge_polygons(const Arguments& a, const cv::Mat& image, const std::vector<cv::Mat>& polygons,
                     int shift, int thickness);

}  // namespace reference::opencv
