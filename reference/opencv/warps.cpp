// Affine, perspective and free warps, and the matrices for them.
#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "reference/ndarray/raised.h"
#include "reference/opencv/call.h"
#include "reference/opencv/cost.h"

namespace reference::opencv {
namespace {

double area(cv::Size size) {
  return static_cast<double>(std::max(size.width, 0)) * std::max(size.height, 0);
}

using Warp = void (*)(cv::InputArray, cv::OutputArray, cv::InputArray, cv::Size, int, int,
                      const cv::Scalar&);

template <Warp f>
Object warp(Arguments& a) {
  const cv::Mat src = a.image(0);
  const cv::Mat matrix = a.image(1);
  const cv::Size size = a.size(2);
  Output dst = a.output(3);
  const int flags = a.integer(4, cv::INTER_LINEAR);
  const int border = a.integer(5, cv::BORDER_CONSTANT);
  const cv::Scalar value = a.scalar(6);
  a.memory((std::max(size.width, 0) + std::max(size.height, 0)) * 32.0);
  charge_warp(a, src, area(size.width > 0 && size.height > 0 ? size : src.size()), flags, border);
  f(src, dst.mat, matrix, size, flags, border, value);
  return a.result(dst);
}

// OpenCV 4.6 does not check that the second map goes with the first.
void check_maps(const cv::Mat& map1, const cv::Mat& map2) {
  if (map2.empty()) return;
  const bool fits = map2.dims <= 2 && map2.size() == map1.size() && map2.channels() == 1 &&
                    (map1.depth() == CV_32F ? map2.depth() == CV_32F : map2.elemSize1() == 2);
  if (fits) return;
  ndarray::raise("cv2.error",
                 "OpenCV(4.6.0) error: (-215:Assertion failed) map2.empty() || map2.size() == "
                 "map1.size()");
}

Object remap(Arguments& a) {
  const cv::Mat src = a.image(0);
  const cv::Mat map1 = a.image(1);
  const cv::Mat map2 = a.mat(2);
  check_maps(map1, map2);
  const int interpolation = a.integer(3);
  Output dst = a.output(4);
  const int border = a.integer(5, cv::BORDER_CONSTANT);
  charge_warp(a, src, static_cast<double>(map1.total()), interpolation, border);
  cv::remap(src, dst.mat, map1, map2, interpolation, border, a.scalar(6));
  return a.result(dst);
}

Object convert_maps(Arguments& a) {
  const cv::Mat map1 = a.image(0);
  const cv::Mat map2 = a.mat(1);
  check_maps(map1, map2);
  const int type = a.integer(2);
  Output dst1 = a.output(3);
  Output dst2 = a.output(4);
  a.work(elements(map1), 10);
  cv::convertMaps(map1, map2, dst1.mat, dst2.mat, type, a.flag(5));
  return a.tuple({a.result(dst1), a.result(dst2)});
}

Object warp_polar(Arguments& a) {
  const cv::Mat src = a.image(0);
  const cv::Size size = a.size(1);
  const cv::Point2f center = a.point2f(2);
  const double radius = a.real(3);
  const int flags = a.integer(4);
  Output dst = a.output(5);
  const double largest = std::max(area(size), radius > 0 ? radius * radius * 4 + 10 : 0);
  a.work(size.width > 0 && size.height > 0 ? area(size) : largest, 60);
  charge_warp(a, src, size.width > 0 && size.height > 0 ? area(size) : largest, flags, 0);
  cv::warpPolar(src, dst.mat, size, center, radius, flags);
  return a.result(dst);
}

using Polar = void (*)(cv::InputArray, cv::OutputArray, cv::Point2f, double, int);

template <Polar f>
Object polar(Arguments& a) {
  const cv::Mat src = a.image(0);
  const cv::Point2f center = a.point2f(1);
  const double radius = a.real(2);
  const int flags = a.integer(3);
  Output dst = a.output(4);
  a.work(static_cast<double>(src.total()), 60);
  charge_warp(a, src, static_cast<double>(src.total()), flags, 0);
  f(src, dst.mat, center, radius, flags);
  return a.result(dst);
}

Object get_rotation_matrix_2d(Arguments& a) {
  const cv::Point2f center = a.point2f(0);
  const double angle = a.real(1);
  return a.result(cv::getRotationMatrix2D(center, angle, a.real(2)));
}

Object get_affine_transform(Arguments& a) {
  const cv::Mat src = a.mat(0);
  return a.result(cv::getAffineTransform(src, a.mat(1)));
}

Object get_perspective_transform(Arguments& a) {
  const cv::Mat src = a.mat(0);
  const cv::Mat dst = a.mat(1);
  return a.result(cv::getPerspectiveTransform(src, dst, a.integer(2, cv::DECOMP_LU)));
}

Object invert_affine_transform(Arguments& a) {
  const cv::Mat matrix = a.image(0);
  Output inverse = a.output(1);
  cv::invertAffineTransform(matrix, inverse.mat);
  return a.result(inverse);
}

constexpr snippet::Builtin table[] = {
    {"cv2.convertMaps",
     "map1, map2, dstmap1type, dstmap1=, dstmap2=, nninterpolation=", call<convert_maps>},
    {"cv2.getAffineTransform", "src, dst", call<get_affine_transform>},
    {"cv2.getPerspectiveTransform", "src, dst, solveMethod=", call<get_perspective_transform>},
    {"cv2.getRotationMatrix2D", "center, angle, scale",
     call<get_rotation_matrix_2d, Kind::of_numbers>},
    {"cv2.invertAffineTransform", "M, iM=", call<invert_affine_transform>},
    {"cv2.linearPolar", "src, center, maxRadius, flags, dst=", call<polar<cv::linearPolar>>},
    {"cv2.logPolar", "src, center, M, flags, dst=", call<polar<cv::logPolar>>},
    {"cv2.remap", "src, map1, map2, interpolation, dst=, borderMode=, borderValue=", call<remap>},
    {"cv2.warpAffine",
     "src, M, dsize, dst=, flags=, borderMode=, borderValue=", call<warp<cv::warpAffine>>},
    {"cv2.warpPerspective",
     "src, M, dsize, dst=, flags=, borderMode=, borderValue=", call<warp<cv::warpPerspective>>},
    {"cv2.warpPolar", "src, dsize, center, maxRadius, flags, dst=", call<warp_polar>},
};

}  // namespace

std::span<const snippet::Builtin> warps() { return table; }

}  // namespace reference::opencv
