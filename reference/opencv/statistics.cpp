// Sums, extremes, norms, integrals, moments.
#include <algorithm>
#include <array>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "reference/opencv/call.h"

namespace reference::opencv {
namespace {

Object mean(Arguments& a) {
  const cv::Mat src = a.mat(0);
  const cv::Mat mask = a.mat(1);
  a.work(elements(src), 2);
  return a.tuple(cv::mean(src, mask));
}

Object mean_std_dev(Arguments& a) {
  const cv::Mat src = a.mat(0);
  Output average = a.output(1);
  Output deviation = a.output(2);
  const cv::Mat mask = a.mat(3);
  a.work(elements(src), 4);
  cv::meanStdDev(src, average.mat, deviation.mat, mask);
  return a.tuple({a.result(average), a.result(deviation)});
}

Object min_max_loc(Arguments& a) {
  const cv::Mat src = a.mat(0);
  const cv::Mat mask = a.mat(1);
  double lowest = 0;
  double highest = 0;
  cv::Point lowest_at;
  cv::Point highest_at;
  a.work(elements(src), 3);
  cv::minMaxLoc(src, &lowest, &highest, &lowest_at, &highest_at, mask);
  return a.tuple({snippet::of_float(lowest), snippet::of_float(highest), a.tuple(lowest_at),
                  a.tuple(highest_at)});
}

Object count_non_zero(Arguments& a) {
  const cv::Mat src = a.mat(0);
  a.work(elements(src), 1);
  return snippet::of_int(cv::countNonZero(src));
}

Object find_non_zero(Arguments& a) {
  const cv::Mat src = a.image(0);
  Output points = a.output(1);
  a.memory(elements(src) * sizeof(cv::Point) * 3);
  a.work(elements(src), 10);
  cv::findNonZero(src, points.mat);
  return a.result(points);
}

Object sum_elems(Arguments& a) {
  const cv::Mat src = a.mat(0);
  a.work(elements(src), 2);
  return a.tuple(cv::sum(src));
}

// norm(src1, normType, mask) or norm(src1, src2, normType, mask).
Object norm(Arguments& a) {
  const cv::Mat src1 = a.mat(0);
  a.work(elements(src1), 4);
  const bool is_type =
      a[1].get<std::int64_t>() != nullptr ||
      (a[1].array() != nullptr && a[1].array()->scalar && ndarray::is_integer(a[1].array()->dtype));
  if (is_type) {
    const cv::Mat mask = a.given(2) ? a.mat(2) : a.mat(3);
    return snippet::of_float(cv::norm(src1, a.integer(1), mask));
  }
  if (!a.given(1)) {
    return snippet::of_float(cv::norm(src1, a.integer(2, cv::NORM_L2), a.mat(3)));
  }
  const cv::Mat src2 = a.mat(1);
  return snippet::of_float(cv::norm(src1, src2, a.integer(2, cv::NORM_L2), a.mat(3)));
}

Object psnr(Arguments& a) {
  const cv::Mat src1 = a.mat(0);
  const cv::Mat src2 = a.mat(1);
  a.work(elements(src1), 4);
  return snippet::of_float(cv::PSNR(src1, src2, a.real(2, 255)));
}

Object normalize(Arguments& a) {
  const cv::Mat src = a.mat(0);
  Output dst = a.output(1);
  const double alpha = a.real(2, 1);
  const double beta = a.real(3, 0);
  const int type = a.integer(4, cv::NORM_L2);
  const int depth = a.integer(5, -1);
  const cv::Mat mask = a.mat(6);
  a.work(elements(src), 8);
  cv::normalize(src, dst.mat, alpha, beta, type, depth, mask);
  return a.result(dst);
}

Object reduce(Arguments& a) {
  const cv::Mat src = a.image(0);
  const int dimension = a.integer(1);
  const int type = a.integer(2);
  Output dst = a.output(3);
  a.work(elements(src), 4);
  cv::reduce(src, dst.mat, dimension, type, a.integer(4, -1));
  return a.result(dst);
}

using Extreme = void (*)(cv::InputArray, cv::OutputArray, int, bool);

template <Extreme f>
Object reduce_extreme(Arguments& a) {
  const cv::Mat src = a.image(0);
  const int axis = a.integer(1);
  Output dst = a.output(2);
  a.work(elements(src), 10);
  f(src, dst.mat, axis, a.flag(3));
  return a.result(dst);
}

Object sort(Arguments& a) {
  const cv::Mat src = a.image(0);
  const int flags = a.integer(1);
  Output dst = a.output(2);
  a.work(elements(src), 100);
  cv::sort(src, dst.mat, flags);
  return a.result(dst);
}

Object integral(Arguments& a) {
  const cv::Mat src = a.image(0);
  Output sum = a.output(1);
  a.work(elements(src), 4);
  cv::integral(src, sum.mat, a.integer(2, -1));
  return a.result(sum);
}

Object integral2(Arguments& a) {
  const cv::Mat src = a.image(0);
  Output sum = a.output(1);
  Output squares = a.output(2);
  a.work(elements(src), 8);
  cv::integral(src, sum.mat, squares.mat, a.integer(3, -1), a.integer(4, -1));
  return a.tuple({a.result(sum), a.result(squares)});
}

Object integral3(Arguments& a) {
  const cv::Mat src = a.image(0);
  Output sum = a.output(1);
  Output squares = a.output(2);
  Output tilted = a.output(3);
  a.work(elements(src), 16);
  cv::integral(src, sum.mat, squares.mat, tilted.mat, a.integer(4, -1), a.integer(5, -1));
  return a.tuple({a.result(sum), a.result(squares), a.result(tilted)});
}

using Moment = std::pair<const char*, double cv::Moments::*>;

constexpr std::array<Moment, 24> moment_names = {{
    {"m00", &cv::Moments::m00},   {"m10", &cv::Moments::m10},   {"m01", &cv::Moments::m01},
    {"m20", &cv::Moments::m20},   {"m11", &cv::Moments::m11},   {"m02", &cv::Moments::m02},
    {"m30", &cv::Moments::m30},   {"m21", &cv::Moments::m21},   {"m12", &cv::Moments::m12},
    {"m03", &cv::Moments::m03},   {"mu20", &cv::Moments::mu20}, {"mu11", &cv::Moments::mu11},
    {"mu02", &cv::Moments::mu02}, {"mu30", &cv::Moments::mu30}, {"mu21", &cv::Moments::mu21},
    {"mu12", &cv::Moments::mu12}, {"mu03", &cv::Moments::mu03}, {"nu20", &cv::Moments::nu20},
    {"nu11", &cv::Moments::nu11}, {"nu02", &cv::Moments::nu02}, {"nu30", &cv::Moments::nu30},
    {"nu21", &cv::Moments::nu21}, {"nu12", &cv::Moments::nu12}, {"nu03", &cv::Moments::nu03},
}};

Object moments(Arguments& a) {
  const cv::Mat array = a.plane(0);
  a.work(elements(array), 10);
  const cv::Moments moments = cv::moments(array, a.flag(1));
  std::vector<std::pair<std::string, Object>> entries;
  for (const auto& [name, member] : moment_names) {
    entries.emplace_back(name, snippet::of_float(moments.*member));
  }
  return {snippet::Dictionary{
      std::make_shared<const std::vector<std::pair<std::string, Object>>>(std::move(entries))}};
}

Object hu_moments(Arguments& a) {
  const auto* dictionary = a[0].get<snippet::Dictionary>();
  if (dictionary == nullptr) {
    throw Unfit{"Can't parse 'm'. Input argument isn't a dict of moments", ""};
  }
  cv::Moments moments;
  for (const auto& [name, member] : moment_names) {
    for (const auto& [key, value] : *dictionary->entries) {
      if (key == name) moments.*member = python_number(value).value_or(0);
    }
  }
  Output hu = a.output(1);
  cv::HuMoments(moments, hu.mat);
  return a.result(hu);
}

constexpr snippet::Builtin table[] = {
    {"cv2.HuMoments", "m, hu=", call<hu_moments>},
    {"cv2.PSNR", "src1, src2, R=", call<psnr>},
    {"cv2.countNonZero", "src", call<count_non_zero>},
    {"cv2.findNonZero", "src, idx=", call<find_non_zero>},
    {"cv2.integral", "src, sum=, sdepth=", call<integral>},
    {"cv2.integral2", "src, sum=, sqsum=, sdepth=, sqdepth=", call<integral2>},
    {"cv2.integral3", "src, sum=, sqsum=, tilted=, sdepth=, sqdepth=", call<integral3>},
    {"cv2.mean", "src, mask=", call<mean>},
    {"cv2.meanStdDev", "src, mean=, stddev=, mask=", call<mean_std_dev>},
    {"cv2.minMaxLoc", "src, mask=", call<min_max_loc>},
    {"cv2.moments", "array, binaryImage=", call<moments>},
    {"cv2.norm", "src1, src2=, normType=, mask=", call<norm>},
    {"cv2.normalize", "src, dst, alpha=, beta=, norm_type=, dtype=, mask=", call<normalize>},
    {"cv2.reduce", "src, dim, rtype, dst=, dtype=", call<reduce>},
    {"cv2.reduceArgMax", "src, axis, dst=, lastIndex=", call<reduce_extreme<cv::reduceArgMax>>},
    {"cv2.reduceArgMin", "src, axis, dst=, lastIndex=", call<reduce_extreme<cv::reduceArgMin>>},
    {"cv2.sort", "src, flags, dst=", call<sort>},
    {"cv2.sumElems", "src", call<sum_elems>},
};

}  // namespace

std::span<const snippet::Builtin> statistics() { return table; }

}  // namespace reference::opencv
