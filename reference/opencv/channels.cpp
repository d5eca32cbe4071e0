// Channels, and arrays put side by side.
#include <opencv2/core.hpp>

#include "reference/opencv/call.h"

namespace reference::opencv {
namespace {

double elements_of(const std::vector<cv::Mat>& mats) {
  double sum = 0;
  for (const cv::Mat& mat : mats) sum += elements(mat);
  return sum;
}

Object split(Arguments& a) {
  const cv::Mat src = a.mat(0);
  std::vector<cv::Mat> planes;
  for (Output& plane : a.outputs(1)) planes.push_back(plane.mat);
  a.work(elements(src), 2);
  cv::split(src, planes);
  return a.results(planes);
}

Object merge(Arguments& a) {
  const std::vector<cv::Mat> planes = a.mats(0);
  Output dst = a.output(1);
  a.work(elements_of(planes), 2);
  cv::merge(planes, dst.mat);
  return a.result(dst);
}

Object extract_channel(Arguments& a) {
  const cv::Mat src = a.mat(0);
  const int channel = a.integer(1);
  Output dst = a.output(2);
  a.work(elements(src), 2);
  cv::extractChannel(src, dst.mat, channel);
  return a.result(dst);
}

Object insert_channel(Arguments& a) {
  const cv::Mat src = a.mat(0);
  Output dst = a.output(1);
  a.work(elements(src), 2);
  cv::insertChannel(src, dst.mat, a.integer(2));
  return a.result(dst);
}

Object mix_channels(Arguments& a) {
  const std::vector<cv::Mat> src = a.mats(0);
  std::vector<Output> outputs = a.outputs(1);
  const std::vector<int> pairs = a.integers(2);
  std::vector<cv::Mat> dst;
  for (const Output& output : outputs) dst.push_back(output.mat);
  const double planes = static_cast<double>(pairs.size()) + static_cast<double>(src.size());
  a.work(planes * (dst.empty() ? 1 : static_cast<double>(dst[0].total())), 2);
  cv::mixChannels(src, dst, pairs);
  std::vector<Object> items;
  for (const Output& output : outputs) items.push_back(a.result(output));
  return a.tuple(std::move(items));
}

using Concatenate = void (*)(cv::InputArrayOfArrays, cv::OutputArray);

template <Concatenate f>
Object concatenate(Arguments& a) {
  const std::vector<cv::Mat> parts = a.mats(0);
  Output dst = a.output(1);
  a.work(elements_of(parts), 2);
  f(parts, dst.mat);
  return a.result(dst);
}

Object repeat(Arguments& a) {
  const cv::Mat src = a.mat(0);
  const int ny = a.integer(1);
  const int nx = a.integer(2);
  Output dst = a.output(3);
  a.work(elements(src) * std::max(ny, 1) * std::max(nx, 1), 1);
  cv::repeat(src, ny, nx, dst.mat);
  return a.result(dst);
}

Object copy_to(Arguments& a) {
  const cv::Mat src = a.mat(0);
  const cv::Mat mask = a.mat(1);
  Output dst = a.output(2);
  a.work(elements(src), 2);
  cv::copyTo(src, dst.mat, mask);
  return a.result(dst);
}

constexpr snippet::Builtin table[] = {
    {"cv2.copyTo", "src, mask, dst=", call<copy_to>},
    {"cv2.extractChannel", "src, coi, dst=", call<extract_channel>},
    {"cv2.hconcat", "src, dst=", call<concatenate<cv::hconcat>>},
    {"cv2.insertChannel", "src, dst, coi", call<insert_channel>},
    {"cv2.merge", "mv, dst=", call<merge>},
    {"cv2.mixChannels", "src, dst, fromTo", call<mix_channels>},
    {"cv2.repeat", "src, ny, nx, dst=", call<repeat>},
    {"cv2.split", "m, mv=", call<split>},
    {"cv2.vconcat", "src, dst=", call<concatenate<cv::vconcat>>},
};

}  // namespace

std::span<const snippet::Builtin> channels() { return table; }

}  // namespace reference::opencv
