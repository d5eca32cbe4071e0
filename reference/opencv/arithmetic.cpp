// Element by element: sums, products, bits, comparisons, powers, vectors in polar form.
#include <cmath>
#include <opencv2/core.hpp>

#include "reference/opencv/call.h"

namespace reference::opencv {
namespace {

double larger(const cv::Mat& a, const cv::Mat& b) { return std::max(elements(a), elements(b)); }

Object add(Arguments& a) {
  const cv::Mat src1 = a.mat(0);
  const cv::Mat src2 = a.mat(1);
  Output dst = a.output(2);
  const cv::Mat mask = a.mat(3);
  a.work(larger(src1, src2), 2);
  cv::add(src1, src2, dst.mat, mask, a.integer(4, -1));
  return a.result(dst);
}

Object subtract(Arguments& a) {
  const cv::Mat src1 = a.mat(0);
  const cv::Mat src2 = a.mat(1);
  Output dst = a.output(2);
  const cv::Mat mask = a.mat(3);
  a.work(larger(src1, src2), 2);
  cv::subtract(src1, src2, dst.mat, mask, a.integer(4, -1));
  return a.result(dst);
}

Object multiply(Arguments& a) {
  const cv::Mat src1 = a.mat(0);
  const cv::Mat src2 = a.mat(1);
  Output dst = a.output(2);
  a.work(larger(src1, src2), 3);
  cv::multiply(src1, src2, dst.mat, a.real(3, 1), a.integer(4, -1));
  return a.result(dst);
}

// divide(src1, src2, dst, scale, dtype) or divide(scale, src2, dst, dtype).
Object divide(Arguments& a) {
  const bool by_scale = !a.passed(0) || !a.is_mat(0);
  const cv::Mat src1 = by_scale ? cv::Mat() : a.mat(0);
  const double scale = by_scale ? a.real(a.given(0) ? 0 : 3) : a.real(3, 1);
  const cv::Mat src2 = a.mat(1);
  Output dst = a.output(2);
  a.work(larger(src1, src2), 5);
  if (by_scale) {
    const bool positional = a.given(0) && a.given(3);
    cv::divide(scale, src2, dst.mat, a.integer(positional ? 3 : 4, -1));
  } else {
    cv::divide(src1, src2, dst.mat, scale, a.integer(4, -1));
  }
  return a.result(dst);
}

Object add_weighted(Arguments& a) {
  const cv::Mat src1 = a.mat(0);
  const double alpha = a.real(1);
  const cv::Mat src2 = a.mat(2);
  const double beta = a.real(3);
  const double gamma = a.real(4);
  Output dst = a.output(5);
  a.work(larger(src1, src2), 3);
  cv::addWeighted(src1, alpha, src2, beta, gamma, dst.mat, a.integer(6, -1));
  return a.result(dst);
}

Object scale_add(Arguments& a) {
  const cv::Mat src1 = a.mat(0);
  const double alpha = a.real(1);
  const cv::Mat src2 = a.mat(2);
  Output dst = a.output(3);
  a.work(larger(src1, src2), 3);
  cv::scaleAdd(src1, alpha, src2, dst.mat);
  return a.result(dst);
}

Object convert_scale_abs(Arguments& a) {
  const cv::Mat src = a.mat(0);
  Output dst = a.output(1);
  a.work(elements(src), 3);
  cv::convertScaleAbs(src, dst.mat, a.real(2, 1), a.real(3, 0));
  return a.result(dst);
}

using Binary = void (*)(cv::InputArray, cv::InputArray, cv::OutputArray);

template <Binary f>
Object binary(Arguments& a) {
  const cv::Mat src1 = a.mat(0);
  const cv::Mat src2 = a.mat(1);
  Output dst = a.output(2);
  a.work(larger(src1, src2), 2);
  f(src1, src2, dst.mat);
  return a.result(dst);
}

using Masked = void (*)(cv::InputArray, cv::InputArray, cv::OutputArray, cv::InputArray);

template <Masked f>
Object bitwise(Arguments& a) {
  const cv::Mat src1 = a.mat(0);
  const cv::Mat src2 = a.mat(1);
  Output dst = a.output(2);
  const cv::Mat mask = a.mat(3);
  a.work(larger(src1, src2), 2);
  f(src1, src2, dst.mat, mask);
  return a.result(dst);
}

Object bitwise_not(Arguments& a) {
  const cv::Mat src = a.mat(0);
  Output dst = a.output(1);
  const cv::Mat mask = a.mat(2);
  a.work(elements(src), 2);
  cv::bitwise_not(src, dst.mat, mask);
  return a.result(dst);
}

Object compare(Arguments& a) {
  const cv::Mat src1 = a.mat(0);
  const cv::Mat src2 = a.mat(1);
  const int operation = a.integer(2);
  Output dst = a.output(3);
  a.work(larger(src1, src2), 3);
  cv::compare(src1, src2, dst.mat, operation);
  return a.result(dst);
}

Object pow(Arguments& a) {
  const cv::Mat src = a.mat(0);
  const double power = a.real(1);
  Output dst = a.output(2);
  a.work(elements(src), 100);
  cv::pow(src, power, dst.mat);
  return a.result(dst);
}

using Unary = void (*)(cv::InputArray, cv::OutputArray);

template <Unary f>
Object unary(Arguments& a) {
  const cv::Mat src = a.mat(0);
  Output dst = a.output(1);
  a.work(elements(src), 20);
  f(src, dst.mat);
  return a.result(dst);
}

Object phase(Arguments& a) {
  const cv::Mat x = a.mat(0);
  const cv::Mat y = a.mat(1);
  Output angle = a.output(2);
  a.work(elements(x), 20);
  cv::phase(x, y, angle.mat, a.flag(3));
  return a.result(angle);
}

using Polar = void (*)(cv::InputArray, cv::InputArray, cv::OutputArray, cv::OutputArray, bool);

template <Polar f>
Object polar(Arguments& a) {
  const cv::Mat first = a.mat(0);
  const cv::Mat second = a.mat(1);
  Output out1 = a.output(2);
  Output out2 = a.output(3);
  a.work(larger(first, second), 40);
  f(first, second, out1.mat, out2.mat, a.flag(4));
  return a.tuple({a.result(out1), a.result(out2)});
}

Object patch_nans(Arguments& a) {
  Output array = a.output(0);
  a.work(elements(array.mat), 2);
  cv::patchNaNs(array.mat, a.real(1, 0));
  return a.result(array);
}

Object cube_root(Arguments& a) {
  return snippet::of_float(cv::cubeRoot(static_cast<float>(a.real(0))));
}

Object fast_atan2(Arguments& a) {
  return snippet::of_float(
      cv::fastAtan2(static_cast<float>(a.real(0)), static_cast<float>(a.real(1))));
}

constexpr snippet::Builtin table[] = {
    {"cv2.absdiff", "src1, src2, dst=", call<binary<cv::absdiff>>},
    {"cv2.add", "src1, src2, dst=, mask=, dtype=", call<add>},
    {"cv2.addWeighted", "src1, alpha, src2, beta, gamma, dst=, dtype=", call<add_weighted>},
    {"cv2.bitwise_and", "src1, src2, dst=, mask=", call<bitwise<cv::bitwise_and>>},
    {"cv2.bitwise_not", "src, dst=, mask=", call<bitwise_not>},
    {"cv2.bitwise_or", "src1, src2, dst=, mask=", call<bitwise<cv::bitwise_or>>},
    {"cv2.bitwise_xor", "src1, src2, dst=, mask=", call<bitwise<cv::bitwise_xor>>},
    {"cv2.cartToPolar", "x, y, magnitude=, angle=, angleInDegrees=", call<polar<cv::cartToPolar>>},
    {"cv2.compare", "src1, src2, cmpop, dst=", call<compare>},
    {"cv2.convertScaleAbs", "src, dst=, alpha=, beta=", call<convert_scale_abs>},
    {"cv2.cubeRoot", "val", call<cube_root, Kind::of_numbers>},
    {"cv2.divide", "src1=, src2=, dst=, scale=, dtype=", call<divide>},
    {"cv2.exp", "src, dst=", call<unary<cv::exp>>},
    {"cv2.fastAtan2", "y, x", call<fast_atan2, Kind::of_numbers>},
    {"cv2.log", "src, dst=", call<unary<cv::log>>},
    {"cv2.magnitude", "x, y, magnitude=", call<binary<cv::magnitude>>},
    {"cv2.max", "src1, src2, dst=", call<binary<cv::max>>},
    {"cv2.min", "src1, src2, dst=", call<binary<cv::min>>},
    {"cv2.multiply", "src1, src2, dst=, scale=, dtype=", call<multiply>},
    {"cv2.patchNaNs", "a, val=", call<patch_nans>},
    {"cv2.phase", "x, y, angle=, angleInDegrees=", call<phase>},
    {"cv2.polarToCart", "magnitude, angle, x=, y=, angleInDegrees=", call<polar<cv::polarToCart>>},
    {"cv2.pow", "src, power, dst=", call<pow>},
    {"cv2.scaleAdd", "src1, alpha, src2, dst=", call<scale_add>},
    {"cv2.sqrt", "src, dst=", call<unary<cv::sqrt>>},
    {"cv2.subtract", "src1, src2, dst=, mask=, dtype=", call<subtract>},
};

}  // namespace

std::span<const snippet::Builtin> arithmetic() { return table; }

}  // namespace reference::opencv
