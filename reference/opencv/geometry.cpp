// Size, orientation, borders, pyramids.
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "reference/ndarray/raised.h"
#include "reference/opencv/call.h"
#include "reference/opencv/cost.h"

namespace reference::opencv {
namespace {

double scaled(int given, int extent, double scale) {
  return given > 0 ? given : std::max(0.0, extent * scale);
}

Object resize(Arguments& a) {
  const cv::Mat src = a.image(0);
  const cv::Size size = a.size(1);
  Output dst = a.output(2);
  const double fx = a.real(3);
  const double fy = a.real(4);
  const int interpolation = a.integer(5, cv::INTER_LINEAR);
  const bool by_factor = size.width <= 0 || size.height <= 0;
  const double width = scaled(by_factor ? 0 : size.width, src.cols, fx);
  const double height = scaled(by_factor ? 0 : size.height, src.rows, fy);
  // Tables of offsets and weights and a few rows, beside the result.
  a.memory((width * src.channels() + height) * 160 + (src.cols + src.rows) * 64.0);
  a.work(width * height * src.channels(), interpolation == cv::INTER_LANCZOS4 ? 40 : 12);
  a.work(elements(src) + (width + height) * 20, 4);
  cv::resize(src, dst.mat, size, fx, fy, interpolation);
  return a.result(dst);
}

Object flip(Arguments& a) {
  const cv::Mat src = a.mat(0);
  const int code = a.integer(1);
  Output dst = a.output(2);
  a.work(elements(src), 2);
  cv::flip(src, dst.mat, code);
  return a.result(dst);
}

Object transpose(Arguments& a) {
  const cv::Mat src = a.mat(0);
  Output dst = a.output(1);
  a.work(elements(src), 3);
  cv::transpose(src, dst.mat);
  return a.result(dst);
}

Object rotate(Arguments& a) {
  const cv::Mat src = a.mat(0);
  const int code = a.integer(1);
  Output dst = a.output(2);
  a.work(elements(src), 4);
  cv::rotate(src, dst.mat, code);
  return a.result(dst);
}

Object copy_make_border(Arguments& a) {
  const cv::Mat src = a.image(0);
  const int top = a.integer(1);
  const int bottom = a.integer(2);
  const int left = a.integer(3);
  const int right = a.integer(4);
  const int type = a.integer(5);
  Output dst = a.output(6);
  charge_border(a, src.rows, top, bottom);
  charge_border(a, src.cols, left, right);
  const double rows = src.rows + std::max(top, 0) + static_cast<double>(std::max(bottom, 0));
  const double columns = src.cols + std::max(left, 0) + static_cast<double>(std::max(right, 0));
  if (!(rows < 0x1p31 && columns < 0x1p31)) ndarray::limit_exceeded("a border beyond all sizes");
  a.memory(columns * src.channels() * 16);
  a.work(rows * columns * src.channels(), 2);
  cv::copyMakeBorder(src, dst.mat, top, bottom, left, right, type, a.scalar(7));
  return a.result(dst);
}

Object border_interpolate(Arguments& a) {
  const int p = a.integer(0);
  const int length = a.integer(1);
  if (length <= 0) ndarray::not_supported("cv2.borderInterpolate", "without pixels");
  a.work(std::abs(static_cast<double>(p)) / length, 8);
  return snippet::of_int(cv::borderInterpolate(p, length, a.integer(2)));
}

using Pyramid = void (*)(cv::InputArray, cv::OutputArray, const cv::Size&, int);

template <Pyramid f>
Object pyramid(Arguments& a) {
  const cv::Mat src = a.image(0);
  Output dst = a.output(1);
  const cv::Size size = a.size(2);
  a.memory((src.cols + 8.0) * src.channels() * 128);
  a.work(elements(src), 40);
  a.work(static_cast<double>(std::max(size.width, 0)) * std::max(size.height, 0) * src.channels(),
         20);
  f(src, dst.mat, size, a.integer(3, cv::BORDER_DEFAULT));
  return a.result(dst);
}

Object get_rect_sub_pix(Arguments& a) {
  const cv::Mat image = a.image(0);
  const cv::Size size = a.size(1);
  const cv::Point2f center = a.point2f(2);
  Output patch = a.output(3);
  constexpr float farthest = 1e8f;
  if (!(std::abs(center.x) < farthest && std::abs(center.y) < farthest)) {
    ndarray::not_supported("cv2.getRectSubPix", "with a centre that far out");
  }
  if (size.width > 100'000'000 || size.height > 100'000'000) {
    ndarray::limit_exceeded("a patch beyond all sizes");
  }
  a.work(static_cast<double>(std::max(size.width, 0)) * std::max(size.height, 0) * image.channels(),
         8);
  cv::getRectSubPix(image, size, center, patch.mat, a.integer(4, -1));
  return a.result(patch);
}

constexpr snippet::Builtin table[] = {
    {"cv2.borderInterpolate", "p, len, borderType", call<border_interpolate, Kind::of_numbers>},
    {"cv2.copyMakeBorder",
     "src, top, bottom, left, right, borderType, dst=, value=", call<copy_make_border>},
    {"cv2.flip", "src, flipCode, dst=", call<flip>},
    {"cv2.getRectSubPix", "image, patchSize, center, patch=, patchType=", call<get_rect_sub_pix>},
    {"cv2.pyrDown", "src, dst=, dstsize=, borderType=", call<pyramid<cv::pyrDown>>},
    {"cv2.pyrUp", "src, dst=, dstsize=, borderType=", call<pyramid<cv::pyrUp>>},
    {"cv2.resize", "src, dsize, dst=, fx=, fy=, interpolation=", call<resize>},
    {"cv2.rotate", "src, rotateCode, dst=", call<rotate>},
    {"cv2.transpose", "src, dst=", call<transpose>},
};

}  // namespace

std::span<const snippet::Builtin> geometry() { return table; }

}  // namespace reference::opencv
