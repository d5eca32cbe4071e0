// Smoothing, derivatives, kernels.
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "reference/ndarray/raised.h"
#include "reference/opencv/call.h"
#include "reference/opencv/cost.h"

namespace reference::opencv {
namespace {

constexpr int border = cv::BORDER_DEFAULT;

// Its lowest bits, as OpenCV takes them; of 16-bit floats large kernels would corrupt memory.
int depth_of_result(const Arguments& a, std::size_t i) {
  const int depth = a.integer(i);
  if (depth < 0) return depth;
  if (CV_MAT_DEPTH(depth) == CV_16F) {
    ndarray::raise("cv2.error", "OpenCV(4.6.0) error: (-213) Unsupported combination of formats");
  }
  return CV_MAT_DEPTH(depth);
}

Object blur(Arguments& a) {
  const cv::Mat src = a.image(0);
  const cv::Size size = a.size(1);
  Output dst = a.output(2);
  charge_separable(a, src, size, false);
  cv::blur(src, dst.mat, size, a.point(3, {-1, -1}), a.integer(4, border));
  return a.result(dst);
}

using Box = void (*)(cv::InputArray, cv::OutputArray, int, cv::Size, cv::Point, bool, int);

template <Box f>
Object box(Arguments& a) {
  const cv::Mat src = a.image(0);
  const int depth = a.integer(1);
  const cv::Size size = a.size(2);
  Output dst = a.output(3);
  charge_separable(a, src, size, false);
  f(src, dst.mat, depth, size, a.point(4, {-1, -1}), a.flag(5, true), a.integer(6, border));
  return a.result(dst);
}

// How many weights OpenCV takes where the size is left to it (createGaussianKernels).
int gaussian_size(int size, double sigma, int depth) {
  if (size > 0 || !(sigma > 0)) return size;
  const double automatic = sigma * (depth == CV_8U ? 3 : 4) * 2 + 2;
  return automatic < 1e9 ? static_cast<int>(automatic) : 1'000'000'000;
}

Object gaussian_blur(Arguments& a) {
  const cv::Mat src = a.image(0);
  const cv::Size size = a.size(1);
  const double sigma_x = a.real(2);
  Output dst = a.output(3);
  const double sigma_y = a.real(4);
  const int depth = src.depth();
  charge_separable(a, src,
                   {gaussian_size(size.width, sigma_x, depth),
                    gaussian_size(size.height, sigma_y > 0 ? sigma_y : sigma_x, depth)},
                   true);
  cv::GaussianBlur(src, dst.mat, size, sigma_x, sigma_y, a.integer(5, border));
  return a.result(dst);
}

Object get_gaussian_kernel(Arguments& a) {
  const int size = a.integer(0);
  const double sigma = a.real(1);
  a.memory(std::max(size, 0) * 48.0);
  a.work(std::max(size, 0), 300);
  return a.result(cv::getGaussianKernel(size, sigma, a.integer(2, CV_64F)));
}

Object median_blur(Arguments& a) {
  const cv::Mat src = a.image(0);
  const int size = a.integer(1);
  Output dst = a.output(2);
  const double wide = src.cols + 2.0 * std::max(size, 1);
  a.memory(wide * (src.rows + 1024.0) * src.channels());
  a.work(wide * src.rows * src.channels(), 300);
  a.work(std::max(size, 1) * (wide + src.rows) * src.channels(), 10);
  cv::medianBlur(src, dst.mat, size);
  return a.result(dst);
}

Object bilateral_filter(Arguments& a) {
  const cv::Mat src = a.image(0);
  const int diameter = a.integer(1);
  const double sigma_colour = a.real(2);
  const double sigma_space = a.real(3);
  Output dst = a.output(4);
  const double automatic = std::min(std::max(sigma_space, 1.0) * 3 + 3, 1e9);
  const int window =
      diameter > 0 ? std::min(diameter, 1'000'000'000) + 2 : static_cast<int>(automatic);
  if (src.depth() == CV_32F && !cv::checkRange(src)) {
    // OpenCV 4.6 looks its weights up by differences of colours.
    ndarray::not_supported("cv2.bilateralFilter", "of numbers that are not finite");
  }
  charge_window(a, src, {window, window}, 5);
  cv::bilateralFilter(src, dst.mat, diameter, sigma_colour, sigma_space, a.integer(5, border));
  return a.result(dst);
}

Object filter_2d(Arguments& a) {
  const cv::Mat src = a.image(0);
  const int depth = depth_of_result(a, 1);
  const cv::Mat kernel = a.image(2);
  Output dst = a.output(3);
  if (kernel.total() > 40) {
    charge_correlation(a, src, kernel.size());
  } else {
    charge_window(a, src, kernel.size(), 2);
  }
  cv::filter2D(src, dst.mat, depth, kernel, a.point(4, {-1, -1}), a.real(5), a.integer(6, border));
  return a.result(dst);
}

Object sep_filter_2d(Arguments& a) {
  const cv::Mat src = a.image(0);
  const int depth = a.integer(1);
  const cv::Mat kernel_x = a.image(2);
  const cv::Mat kernel_y = a.image(3);
  Output dst = a.output(4);
  charge_separable(a, src, {static_cast<int>(kernel_x.total()), static_cast<int>(kernel_y.total())},
                   true);
  cv::sepFilter2D(src, dst.mat, depth, kernel_x, kernel_y, a.point(5, {-1, -1}), a.real(6),
                  a.integer(7, border));
  return a.result(dst);
}

// The largest kernel of derivatives that OpenCV has.
const cv::Size derivative{31, 31};

Object sobel(Arguments& a) {
  const cv::Mat src = a.image(0);
  const int depth = a.integer(1);
  const int dx = a.integer(2);
  const int dy = a.integer(3);
  Output dst = a.output(4);
  charge_separable(a, src, derivative, true);
  cv::Sobel(src, dst.mat, depth, dx, dy, a.integer(5, 3), a.real(6, 1), a.real(7),
            a.integer(8, border));
  return a.result(dst);
}

Object scharr(Arguments& a) {
  const cv::Mat src = a.image(0);
  const int depth = a.integer(1);
  const int dx = a.integer(2);
  const int dy = a.integer(3);
  Output dst = a.output(4);
  charge_separable(a, src, derivative, true);
  cv::Scharr(src, dst.mat, depth, dx, dy, a.real(5, 1), a.real(6), a.integer(7, border));
  return a.result(dst);
}

Object laplacian(Arguments& a) {
  const cv::Mat src = a.image(0);
  const int depth = a.integer(1);
  Output dst = a.output(2);
  charge_separable(a, src, derivative, true);
  cv::Laplacian(src, dst.mat, depth, a.integer(3, 1), a.real(4, 1), a.real(5),
                a.integer(6, border));
  return a.result(dst);
}

Object get_deriv_kernels(Arguments& a) {
  const int dx = a.integer(0);
  const int dy = a.integer(1);
  const int size = a.integer(2);
  Output kx = a.output(3);
  Output ky = a.output(4);
  cv::getDerivKernels(kx.mat, ky.mat, dx, dy, size, a.flag(5), a.integer(6, CV_32F));
  return a.tuple({a.result(kx), a.result(ky)});
}

Object get_gabor_kernel(Arguments& a) {
  const cv::Size size = a.size(0);
  const double sigma = a.real(1);
  const double gamma = a.real(4);
  // Three sigmas to each side where the size is left open; one of them is sigma / gamma.
  const double reach = 6 * std::max(std::abs(sigma), std::abs(sigma / gamma)) + 3;
  const double automatic = reach < 1e9 ? reach : 1e9;
  a.work((size.width > 0 ? size.width : automatic) * (size.height > 0 ? size.height : automatic),
         80);
  return a.result(cv::getGaborKernel(size, sigma, a.real(2), a.real(3), gamma,
                                     a.real(5, CV_PI * 0.5), a.integer(6, CV_64F)));
}

Object spatial_gradient(Arguments& a) {
  const cv::Mat src = a.image(0);
  Output dx = a.output(1);
  Output dy = a.output(2);
  a.work(elements(src), 5);
  cv::spatialGradient(src, dx.mat, dy.mat, a.integer(3, 3), a.integer(4, border));
  return a.tuple({a.result(dx), a.result(dy)});
}

constexpr snippet::Builtin table[] = {
    {"cv2.GaussianBlur", "src, ksize, sigmaX, dst=, sigmaY=, borderType=", call<gaussian_blur>},
    {"cv2.Laplacian", "src, ddepth, dst=, ksize=, scale=, delta=, borderType=", call<laplacian>},
    {"cv2.Scharr", "src, ddepth, dx, dy, dst=, scale=, delta=, borderType=", call<scharr>},
    {"cv2.Sobel", "src, ddepth, dx, dy, dst=, ksize=, scale=, delta=, borderType=", call<sobel>},
    {"cv2.bilateralFilter",
     "src, d, sigmaColor, sigmaSpace, dst=, borderType=", call<bilateral_filter>},
    {"cv2.blur", "src, ksize, dst=, anchor=, borderType=", call<blur>},
    {"cv2.boxFilter",
     "src, ddepth, ksize, dst=, anchor=, normalize=, borderType=", call<box<cv::boxFilter>>},
    {"cv2.filter2D", "src, ddepth, kernel, dst=, anchor=, delta=, borderType=", call<filter_2d>},
    {"cv2.getDerivKernels", "dx, dy, ksize, kx=, ky=, normalize=, ktype=", call<get_deriv_kernels>},
    {"cv2.getGaborKernel",
     "ksize, sigma, theta, lambd, gamma, psi=, ktype=", call<get_gabor_kernel, Kind::of_numbers>},
    {"cv2.getGaussianKernel", "ksize, sigma, ktype=", call<get_gaussian_kernel, Kind::of_numbers>},
    {"cv2.medianBlur", "src, ksize, dst=", call<median_blur>},
    {"cv2.sepFilter2D",
     "src, ddepth, kernelX, kernelY, dst=, anchor=, delta=, borderType=", call<sep_filter_2d>},
    {"cv2.spatialGradient", "src, dx=, dy=, ksize=, borderType=", call<spatial_gradient>},
    {"cv2.sqrBoxFilter",
     "src, ddepth, ksize, dst=, anchor=, normalize=, borderType=", call<box<cv::sqrBoxFilter>>},
};

}  // namespace

std::span<const snippet::Builtin> filters() { return table; }

}  // namespace reference::opencv
