#include "reference/opencv/drawing_cost.h"

#include <algorithm>
#include <cmath>

#include "reference/ndarray/raised.h"

namespace reference::opencv {
namespace {

constexpr double farthest = 1e6;

}  // namespace

void require_near(std::initializer_list<double> coordinates) {
  for (const double coordinate : coordinates) {
    if (std::abs(coordinate) <= farthest) continue;
    ndarray::limit_exceeded("coordinates beyond a million pixels");
  }
}

void charge_shape(const Arguments& a, const cv::Mat& image, double length, int thickness) {
  if (image.dims > 2 || image.empty()) {
    ndarray::raise("cv2.error",
                   "OpenCV(4.6.0) error: (-215:Assertion failed) img.dims <= 2 && !img.empty()");
  }
  const double side = static_cast<double>(image.rows) + image.cols;
  const double wide =
      thickness < 0 ? side : std::min(std::abs(static_cast<double>(thickness)), side);
  a.memory(length * 32 + side * 64);
  a.work(std::min(length, side) * (wide + 1) * image.channels() + length, 20);
}

void charge_polygons(const Arguments& a, const cv::Mat& image, const std::vector<cv::Mat>& polygons,
                     int shift, int thickness) {
  double count = 0;
  double reach = 0;
  for (const cv::Mat& polygon : polygons) {
    a.work(elements(polygon), 10);
    count += elements(polygon) / 2;
    if (polygon.empty() || polygon.dims > 2) continue;
    double lowest = 0;
    double highest = 0;
    cv::minMaxIdx(polygon.reshape(1), &lowest, &highest);
    reach = std::max({reach, std::abs(lowest), std::abs(highest)});
  }
  require_near({std::ldexp(reach, -std::clamp(shift, 0, 16))});
  charge_shape(a, image, reach, thickness);
  const double side = static_cast<double>(image.rows) + image.cols;  // at least 2
  const double wide = std::clamp<double>(thickness, 1, side);
  a.memory(count * 128);
  a.work(count * (side * wide + 10), 4);
}

}  // namespace reference::opencv
