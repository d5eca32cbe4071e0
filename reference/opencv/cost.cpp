#include "reference/opencv/cost.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace reference::opencv {
namespace {

double at_least_one(int value) { return std::max(value, 1); }

// The rows that a filter keeps, as wide as the image and its borders, of doubles.
void require_ring_buffer(const Arguments& a, const cv::Mat& src, cv::Size kernel) {
  const double wide = src.cols + 2 * at_least_one(kernel.width);
  const double high = at_least_one(kernel.height) + 3;
  a.memory(wide * high * src.channels() * sizeof(double));
}

double padded(const cv::Mat& src, cv::Size kernel) {
  return (src.cols + at_least_one(kernel.width)) * (src.rows + at_least_one(kernel.height)) *
         src.channels();
}

void charge_filter_borders(const Arguments& a, const cv::Mat& src, cv::Size kernel) {
  charge_border(a, src.cols, kernel.width, kernel.width);
  charge_border(a, src.rows, kernel.height, kernel.height);
}

// The sum of the prime factors: what a transform of that length costs an element.
double prime_factors(int length) {
  double sum = 1;
  for (int p = 2; p <= length / p; ++p) {
    for (; length % p == 0; length /= p) sum += p;
  }
  return sum + length;
}

// How often a coordinate (of 16 bits) may be folded back: once for each time the image fits in.
double folds(int extent) { return extent > 1 ? 65536.0 / extent : 0; }

int taps(int interpolation) {
  switch (interpolation & cv::INTER_MAX) {
    case cv::INTER_NEAREST:
      return 1;
    case cv::INTER_CUBIC:
      return 16;
    case cv::INTER_LANCZOS4:
      return 64;
    default:
      return 4;
  }
}

}  // namespace

void charge_border(const Arguments& a, double extent, double before, double after) {
  const double folds = (before * before + after * after) / std::max(extent, 1.0);
  a.work(folds + before + after, 4);
}

void charge_separable(const Arguments& a, const cv::Mat& src, cv::Size kernel, bool weighted) {
  const double weights = at_least_one(kernel.width) + at_least_one(kernel.height);
  charge_filter_borders(a, src, kernel);
  require_ring_buffer(a, src, kernel);
  a.memory(weights * 64);
  // Weights too far from the image are not left out: padded() counts them once more.
  a.work(weighted ? elements(src) * weights : 0, 0.8);
  a.work(padded(src, kernel) + weights * 20, 6);
}

void charge_window(const Arguments& a, const cv::Mat& src, cv::Size kernel, double nanoseconds) {
  const double window = at_least_one(kernel.width) * at_least_one(kernel.height);
  charge_filter_borders(a, src, kernel);
  require_ring_buffer(a, src, kernel);
  a.memory(window * 32);
  a.work(elements(src) * window, nanoseconds);
  a.work(padded(src, kernel), 3);
}

void charge_correlation(const Arguments& a, const cv::Mat& src, cv::Size kernel) {
  charge_filter_borders(a, src, kernel);
  a.memory(4 * padded(src, kernel) * sizeof(double));
  a.work(padded(src, kernel), 150);
}

void charge_warp(const Arguments& a, const cv::Mat& src, double pixels, int interpolation,
                 int border) {
  const int count = taps(interpolation);
  a.work(pixels * (8 + count * src.channels()), 2);
  if (border != cv::BORDER_REFLECT && border != cv::BORDER_REFLECT_101) return;
  a.work(pixels * std::min(2 * count, 32) * (folds(src.cols) + folds(src.rows)), 0.5);
}

void charge_transform(const Arguments& a, const cv::Mat& src) {
  if (src.empty() || src.dims > 2) return;
  a.memory(4 * elements(src) * sizeof(double));
  a.work(elements(src) * (prime_factors(src.rows) + prime_factors(src.cols)), 4);
}

void charge_cubic(const Arguments& a, double count, double nanoseconds) {
  a.work(count * count * count, nanoseconds);
}

}  // namespace reference::opencv
