// Connected components and distances.
#include <opencv2/imgproc.hpp>

#include "reference/opencv/call.h"

namespace reference::opencv {
namespace {

Object connected_components(Arguments& a) {
  const cv::Mat image = a.image(0);
  Output labels = a.output(1);
  a.memory(elements(image) * 8 + 4096);
  a.work(elements(image), 40);
  const int count =
      cv::connectedComponents(image, labels.mat, a.integer(2, 8), a.integer(3, CV_32S));
  return a.tuple({snippet::of_int(count), a.result(labels)});
}

Object connected_components_with_stats(Arguments& a) {
  const cv::Mat image = a.image(0);
  Output labels = a.output(1);
  Output stats = a.output(2);
  Output centroids = a.output(3);
  a.memory(elements(image) * 32 + 4096);
  a.work(elements(image), 80);
  const int count = cv::connectedComponentsWithStats(image, labels.mat, stats.mat, centroids.mat,
                                                     a.integer(4, 8), a.integer(5, CV_32S));
  return a.tuple({snippet::of_int(count), a.result(labels), a.result(stats), a.result(centroids)});
}

Object distance_transform(Arguments& a) {
  const cv::Mat src = a.image(0);
  const int type = a.integer(1);
  const int mask = a.integer(2);
  Output dst = a.output(3);
  a.memory((elements(src) + (src.rows + src.cols) * 32.0) * 8);
  a.work(elements(src), 100);
  cv::distanceTransform(src, dst.mat, type, mask, a.integer(4, CV_32F));
  return a.result(dst);
}

Object distance_transform_with_labels(Arguments& a) {
  const cv::Mat src = a.image(0);
  const int type = a.integer(1);
  const int mask = a.integer(2);
  Output dst = a.output(3);
  Output labels = a.output(4);
  a.memory((elements(src) + (src.rows + src.cols) * 32.0) * 16);
  a.work(elements(src), 200);
  cv::distanceTransform(src, dst.mat, labels.mat, type, mask, a.integer(5, cv::DIST_LABEL_CCOMP));
  return a.tuple({a.result(dst), a.result(labels)});
}

constexpr snippet::Builtin table[] = {
    {"cv2.connectedComponents",
     "image, labels=, connectivity=, ltype=", call<connected_components>},
    {"cv2.connectedComponentsWithStats",
     "image, labels=, stats=, centroids=, connectivity=, ltype=",
     call<connected_components_with_stats>},
    {"cv2.distanceTransform",
     "src, distanceType, maskSize, dst=, dstType=", call<distance_transform>},
    {"cv2.distanceTransformWithLabels", "src, distanceType, maskSize, dst=, labels=, labelType=",
     call<distance_transform_with_labels>},
};

}  // namespace

std::span<const snippet::Builtin> regions() { return table; }

}  // namespace reference::opencv
