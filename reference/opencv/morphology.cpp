// Erosion, dilation and what is made of them.
#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "reference/opencv/call.h"
#include "reference/opencv/cost.h"

namespace reference::opencv {
namespace {

Object get_structuring_element(Arguments& a) {
  const int shape = a.integer(0);
  const cv::Size size = a.size(1);
  a.work((std::max(size.width, 0) + 1.0) * (std::max(size.height, 0) + 1.0), 3);
  return a.result(cv::getStructuringElement(shape, size, a.point(2, {-1, -1})));
}

// `passes` of a filter with this kernel (none: 3 x 3), each repeated `iterations` times: as one
// larger kernel if it is a full rectangle.
void charge_morphology(const Arguments& a, const cv::Mat& src, const cv::Mat& kernel,
                       int iterations, int passes) {
  const double repeats = std::max(iterations, 1);
  const cv::Size size = kernel.empty() ? cv::Size(3, 3) : kernel.size();
  const double width = 1 + repeats * size.width;
  const double height = 1 + repeats * size.height;
  a.work(width * height, 1);  // the larger kernel
  const cv::Size larger{static_cast<int>(width), static_cast<int>(height)};
  const bool rectangle = kernel.empty() || cv::countNonZero(kernel) == kernel.rows * kernel.cols;
  for (int pass = 0; pass < passes; ++pass) {
    charge_separable(a, src, larger, rectangle);
    if (!rectangle) a.work(elements(src) * static_cast<double>(kernel.total()) * repeats, 0.5);
    if (!rectangle) a.work(elements(src) * repeats, 5);
  }
}

using Filter = void (*)(cv::InputArray, cv::OutputArray, cv::InputArray, cv::Point, int, int,
                        const cv::Scalar&);

template <Filter f>
Object filter(Arguments& a) {
  const cv::Mat src = a.image(0);
  const cv::Mat kernel = a.mat(1);
  Output dst = a.output(2);
  const cv::Point anchor = a.point(3, {-1, -1});
  const int iterations = a.integer(4, 1);
  charge_morphology(a, src, kernel, iterations, 1);
  f(src, dst.mat, kernel, anchor, iterations, a.integer(5, cv::BORDER_CONSTANT),
    a.scalar(6, cv::morphologyDefaultBorderValue()));
  return a.result(dst);
}

Object morphology_ex(Arguments& a) {
  const cv::Mat src = a.image(0);
  const int operation = a.integer(1);
  const cv::Mat kernel = a.mat(2);
  Output dst = a.output(3);
  const cv::Point anchor = a.point(4, {-1, -1});
  const int iterations = a.integer(5, 1);
  charge_morphology(a, src, kernel, iterations, 3);
  cv::morphologyEx(src, dst.mat, operation, kernel, anchor, iterations,
                   a.integer(6, cv::BORDER_CONSTANT),
                   a.scalar(7, cv::morphologyDefaultBorderValue()));
  return a.result(dst);
}

constexpr snippet::Builtin table[] = {
    {"cv2.dilate", "src, kernel, dst=, anchor=, iterations=, borderType=, borderValue=",
     call<filter<cv::dilate>>},
    {"cv2.erode",
     "src, kernel, dst=, anchor=, iterations=, borderType=, borderValue=", call<filter<cv::erode>>},
    {"cv2.getStructuringElement",
     "shape, ksize, anchor=", call<get_structuring_element, Kind::of_numbers>},
    {"cv2.morphologyEx",
     "src, op, kernel, dst=, anchor=, iterations=, borderType=, borderValue=", call<morphology_ex>},
};

}  // namespace

std::span<const snippet::Builtin> morphology() { return table; }

}  // namespace reference::opencv
