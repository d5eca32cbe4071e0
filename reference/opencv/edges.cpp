// Edges, corners, templates.
#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "reference/opencv/call.h"
#include "reference/opencv/cost.h"

namespace reference::opencv {
namespace {

constexpr int border = cv::BORDER_DEFAULT;

// Canny(image, threshold1, threshold2, edges, apertureSize, L2gradient) or
// Canny(dx, dy, threshold1, threshold2, edges, L2gradient).
Object canny(Arguments& a) {
  const cv::Mat first = a.image(0);
  charge_separable(a, first, {7, 7}, true);
  a.work(static_cast<double>(first.total()), 60);
  if (a[1].array() != nullptr && !a[1].array()->scalar) {
    const cv::Mat dy = a.image(1);
    const double low = a.real(2);
    const double high = a.real(3);
    Output edges = a.output(4);
    cv::Canny(first, dy, edges.mat, low, high, a.flag(5));
    return a.result(edges);
  }
  const double low = a.real(1);
  const double high = a.real(2);
  Output edges = a.output(3);
  cv::Canny(first, edges.mat, low, high, a.integer(4, 3), a.flag(5));
  return a.result(edges);
}

void charge_corners(const Arguments& a, const cv::Mat& src, int block) {
  charge_separable(a, src, {31, 31}, true);
  for (int channel = 0; channel < 3; ++channel) {
    charge_separable(a, src, {block, block}, false);
  }
}

Object corner_harris(Arguments& a) {
  const cv::Mat src = a.image(0);
  const int block = a.integer(1);
  const int size = a.integer(2);
  const double k = a.real(3);
  Output dst = a.output(4);
  charge_corners(a, src, block);
  cv::cornerHarris(src, dst.mat, block, size, k, a.integer(5, border));
  return a.result(dst);
}

Object corner_min_eigen_val(Arguments& a) {
  const cv::Mat src = a.image(0);
  const int block = a.integer(1);
  Output dst = a.output(2);
  charge_corners(a, src, block);
  cv::cornerMinEigenVal(src, dst.mat, block, a.integer(3, 3), a.integer(4, border));
  return a.result(dst);
}

Object corner_eigen_vals_and_vecs(Arguments& a) {
  const cv::Mat src = a.image(0);
  const int block = a.integer(1);
  const int size = a.integer(2);
  Output dst = a.output(3);
  charge_corners(a, src, block);
  cv::cornerEigenValsAndVecs(src, dst.mat, block, size, a.integer(4, border));
  return a.result(dst);
}

Object pre_corner_detect(Arguments& a) {
  const cv::Mat src = a.image(0);
  const int size = a.integer(1);
  Output dst = a.output(2);
  charge_corners(a, src, 1);
  cv::preCornerDetect(src, dst.mat, size, a.integer(3, border));
  return a.result(dst);
}

Object good_features_to_track(Arguments& a) {
  const cv::Mat image = a.image(0);
  const int count = a.integer(1);
  const double quality = a.real(2);
  const double distance = a.real(3);
  Output corners = a.output(4);
  const cv::Mat mask = a.mat(5);
  const int block = a.integer(6, 3);
  charge_corners(a, image, block);
  // Those kept are compared with those in the neighbouring cells.
  a.work(elements(image) * (distance >= 1 ? 9 * distance * distance : 1), 1);
  cv::goodFeaturesToTrack(image, corners.mat, count, quality, distance, mask, block, a.flag(7),
                          a.real(8, 0.04));
  return a.result(corners);
}

Object match_template(Arguments& a) {
  const cv::Mat image = a.image(0);
  const cv::Mat templ = a.image(1);
  const int method = a.integer(2);
  Output result = a.output(3);
  const cv::Mat mask = a.mat(4);
  for (int pass = mask.empty() ? 3 : 0; pass < 4; ++pass) {
    charge_correlation(a, image, templ.size());
  }
  cv::matchTemplate(image, templ, result.mat, method, mask);
  return a.result(result);
}

Object phase_correlate(Arguments& a) {
  const cv::Mat src1 = a.image(0);
  const cv::Mat src2 = a.image(1);
  const cv::Mat window = a.mat(2);
  a.memory(10 * elements(src1) * sizeof(double));
  a.work(elements(src1), 1000);
  double response = 0;
  const cv::Point2d shift = cv::phaseCorrelate(src1, src2, window, &response);
  return a.tuple({a.tuple({snippet::of_float(shift.x), snippet::of_float(shift.y)}),
                  snippet::of_float(response)});
}

Object create_hanning_window(Arguments& a) {
  const cv::Size size = a.size(0);
  const int type = a.integer(1);
  Output dst = a.output(2);
  a.memory(std::max(size.width, 0) * 8.0);
  a.work((std::max(size.width, 0) + 1.0) * (std::max(size.height, 0) + 1.0), 60);
  cv::createHanningWindow(dst.mat, size, type);
  return a.result(dst);
}

constexpr snippet::Builtin table[] = {
    {"cv2.Canny", "image, threshold1, threshold2, edges=, apertureSize=, L2gradient=", call<canny>},
    {"cv2.cornerEigenValsAndVecs",
     "src, blockSize, ksize, dst=, borderType=", call<corner_eigen_vals_and_vecs>},
    {"cv2.cornerHarris", "src, blockSize, ksize, k, dst=, borderType=", call<corner_harris>},
    {"cv2.cornerMinEigenVal",
     "src, blockSize, dst=, ksize=, borderType=", call<corner_min_eigen_val>},
    {"cv2.createHanningWindow", "winSize, type, dst=", call<create_hanning_window>},
    {"cv2.goodFeaturesToTrack",
     "image, maxCorners, qualityLevel, minDistance, corners=, mask=, blockSize=, "
     "useHarrisDetector=, k=",
     call<good_features_to_track>},
    {"cv2.matchTemplate", "image, templ, method, result=, mask=", call<match_template>},
    {"cv2.phaseCorrelate", "src1, src2, window=", call<phase_correlate>},
    {"cv2.preCornerDetect", "src, ksize, dst=, borderType=", call<pre_corner_detect>},
};

}  // namespace

std::span<const snippet::Builtin> edges() { return table; }

}  // namespace reference::opencv
