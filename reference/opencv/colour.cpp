// Colour, look-up tables, histograms, thresholds.
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "reference/ndarray/raised.h"
#include "reference/opencv/call.h"
#include "reference/opencv/cost.h"

namespace reference::opencv {
namespace {

Object cvt_color(Arguments& a) {
  const cv::Mat src = a.image(0);
  const int code = a.integer(1);
  Output dst = a.output(2);
  a.work(static_cast<double>(src.total()), 60);
  cv::cvtColor(src, dst.mat, code, a.integer(3, 0));
  return a.result(dst);
}

Object apply_color_map(Arguments& a) {
  const cv::Mat src = a.image(0);
  Output dst = a.output(2);
  a.work(static_cast<double>(src.total()) + 4096, 20);
  if (a[1].array() != nullptr && !a[1].array()->scalar) {
    cv::applyColorMap(src, dst.mat, a.mat(1));
  } else {
    cv::applyColorMap(src, dst.mat, a.integer(1));
  }
  return a.result(dst);
}

Object in_range(Arguments& a) {
  const cv::Mat src = a.mat(0);
  const cv::Mat lower = a.mat(1);
  const cv::Mat upper = a.mat(2);
  Output dst = a.output(3);
  a.work(elements(src), 5);
  cv::inRange(src, lower, upper, dst.mat);
  return a.result(dst);
}

Object lut(Arguments& a) {
  const cv::Mat src = a.mat(0);
  const cv::Mat values = a.mat(1);
  Output dst = a.output(2);
  a.work(elements(src), 3);
  cv::LUT(src, values, dst.mat);
  return a.result(dst);
}

Object equalize_hist(Arguments& a) {
  const cv::Mat src = a.plane(0);
  Output dst = a.output(1);
  a.work(elements(src), 3);
  cv::equalizeHist(src, dst.mat);
  return a.result(dst);
}

double pixels_of(const std::vector<cv::Mat>& images) {
  double sum = 0;
  for (const cv::Mat& image : images) sum += elements(image);
  return sum;
}

Object calc_hist(Arguments& a) {
  const std::vector<cv::Mat> images = a.mats(0);
  const std::vector<int> channels = a.integers(1);
  const cv::Mat mask = a.mat(2);
  const std::vector<int> sizes = a.integers(3);
  const std::vector<float> ranges = a.reals(4);
  Output hist = a.output(5);
  double bins = 1;
  for (const int size : sizes) {
    // OpenCV reads wild memory for fewer, unless the images are of bytes.
    if (size < 1) ndarray::raise("cv2.error", "OpenCV(4.6.0) :-1: error: no bins in 'calcHist'");
    bins *= size;
  }
  a.work(pixels_of(images) * static_cast<double>(sizes.size() + 1) + bins * 4, 4);
  cv::calcHist(images, channels, mask, hist.mat, sizes, ranges, a.flag(6));
  return a.result(hist);
}

Object calc_back_project(Arguments& a) {
  const std::vector<cv::Mat> images = a.mats(0);
  const std::vector<int> channels = a.integers(1);
  const cv::Mat hist = a.mat(2);
  const std::vector<float> ranges = a.reals(3);
  const double scale = a.real(4);
  Output dst = a.output(5);
  if (hist.type() != CV_32FC1) {
    // OpenCV 4.6 reads floats, whatever it is.
    ndarray::raise("cv2.error",
                   "OpenCV(4.6.0) error: (-215:Assertion failed) hist.type() == CV_32FC1");
  }
  a.work(pixels_of(images) * (hist.dims + 1) + elements(hist), 10);
  cv::calcBackProject(images, channels, hist, dst.mat, ranges, scale);
  return a.result(dst);
}

Object compare_hist(Arguments& a) {
  const cv::Mat h1 = a.mat(0);
  const cv::Mat h2 = a.mat(1);
  a.work(elements(h1), 30);
  return snippet::of_float(cv::compareHist(h1, h2, a.integer(2)));
}

Object threshold(Arguments& a) {
  const cv::Mat src = a.mat(0);
  const double thresh = a.real(1);
  const double maximum = a.real(2);
  const int type = a.integer(3);
  Output dst = a.output(4);
  a.work(elements(src) + 65536, 4);
  const double used = cv::threshold(src, dst.mat, thresh, maximum, type);
  return a.tuple({snippet::of_float(used), a.result(dst)});
}

Object adaptive_threshold(Arguments& a) {
  const cv::Mat src = a.image(0);
  const double maximum = a.real(1);
  const int method = a.integer(2);
  const int type = a.integer(3);
  const int block = a.integer(4);
  const double shift = a.real(5);
  Output dst = a.output(6);
  charge_separable(a, src, {block, block}, method == cv::ADAPTIVE_THRESH_GAUSSIAN_C);
  cv::adaptiveThreshold(src, dst.mat, maximum, method, type, block, shift);
  return a.result(dst);
}

constexpr snippet::Builtin table[] = {
    {"cv2.LUT", "src, lut, dst=", call<lut>},
    {"cv2.adaptiveThreshold",
     "src, maxValue, adaptiveMethod, thresholdType, blockSize, C, dst=", call<adaptive_threshold>},
    {"cv2.applyColorMap", "src, colormap, dst=", call<apply_color_map>},
    {"cv2.calcBackProject", "images, channels, hist, ranges, scale, dst=", call<calc_back_project>},
    {"cv2.calcHist",
     "images, channels, mask, histSize, ranges, hist=, accumulate=", call<calc_hist>},
    {"cv2.compareHist", "H1, H2, method", call<compare_hist>},
    {"cv2.cvtColor", "src, code, dst=, dstCn=", call<cvt_color>},
    {"cv2.equalizeHist", "src, dst=", call<equalize_hist>},
    {"cv2.inRange", "src, lowerb, upperb, dst=", call<in_range>},
    {"cv2.threshold", "src, thresh, maxval, type, dst=", call<threshold>},
};

}  // namespace

std::span<const snippet::Builtin> colour() { return table; }

}  // namespace reference::opencv
