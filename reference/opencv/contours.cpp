// Contours and what is measured of curves and sets of points.
#include <climits>
#include <opencv2/imgproc.hpp>

#include "reference/ndarray/raised.h"
#include "reference/opencv/call.h"
#include "reference/opencv/drawing_cost.h"

namespace reference::opencv {
namespace {

// Points: OpenCV's loops over them are not made for NaN.
cv::Mat points(Arguments& a, std::size_t i) {
  const cv::Mat points = a.image(i);
  a.work(elements(points), 10);
  if (!cv::checkRange(points)) {
    ndarray::not_supported(a.parameter(i), "with coordinates that are not finite");
  }
  return points;
}

Object find_contours(Arguments& a) {
  const cv::Mat image = a.image(0);
  const int mode = a.integer(1);
  const int method = a.integer(2);
  if (a.given(3)) ndarray::not_supported("contours=", "of cv2.findContours");
  Output hierarchy = a.output(4);
  const cv::Point offset = a.point(5);
  require_near({static_cast<double>(offset.x), static_cast<double>(offset.y)});
  a.memory(elements(image) * 64 + 200'000);
  a.work(elements(image), 200);
  std::vector<std::vector<cv::Point>> found;
  cv::findContours(image, found, hierarchy.mat, mode, method, offset);
  std::vector<Object> contours;
  a.memory(static_cast<double>(found.size()) * 512);
  for (const auto& contour : found) contours.push_back(a.result(cv::Mat(contour)));
  return a.tuple({a.tuple(std::move(contours)), a.result(hierarchy)});
}

Object draw_contours(Arguments& a) {
  Output image = a.output(0);
  const std::vector<cv::Mat> contours = a.mats(1);
  const int index = a.integer(2);
  const cv::Scalar colour = a.scalar(3);
  const int thickness = a.integer(4, 1);
  const int line = a.integer(5, cv::LINE_8);
  // Its numbers are indices, which OpenCV does not check.
  if (a.given(6)) ndarray::not_supported("hierarchy=", "of cv2.drawContours");
  const cv::Point offset = a.point(8);
  require_near({static_cast<double>(offset.x), static_cast<double>(offset.y)});
  charge_polygons(a, image.mat, contours, 0, thickness);
  cv::drawContours(image.mat, contours, index, colour, thickness, line, cv::noArray(),
                   a.integer(7, INT_MAX), offset);
  return a.result(image);
}

Object bounding_rect(Arguments& a) {
  const cv::Mat array = a.plane(0);
  a.work(elements(array), 4);
  const cv::Rect box = cv::boundingRect(array);
  return a.tuple({snippet::of_int(box.x), snippet::of_int(box.y), snippet::of_int(box.width),
                  snippet::of_int(box.height)});
}

Object contour_area(Arguments& a) {
  const cv::Mat contour = a.mat(0);
  a.work(elements(contour), 4);
  return snippet::of_float(cv::contourArea(contour, a.flag(1)));
}

Object arc_length(Arguments& a) {
  const cv::Mat curve = a.mat(0);
  a.work(elements(curve), 8);
  return snippet::of_float(cv::arcLength(curve, a.flag(1)));
}

Object approx_poly_dp(Arguments& a) {
  const cv::Mat curve = points(a, 0);
  const double epsilon = a.real(1);
  const bool closed = a.flag(2);
  Output approximation = a.output(3);
  // Each split looks at all points of its part.
  a.work(elements(curve) * elements(curve), 1);
  cv::approxPolyDP(curve, approximation.mat, epsilon, closed);
  return a.result(approximation);
}

Object convex_hull(Arguments& a) {
  const cv::Mat array = points(a, 0);
  Output hull = a.output(1);
  a.memory(elements(array) * 32);
  a.work(elements(array), 200);
  cv::convexHull(array, hull.mat, a.flag(2), a.flag(3, true));
  return a.result(hull);
}

Object is_contour_convex(Arguments& a) {
  const cv::Mat contour = points(a, 0);
  return snippet::of_bool(cv::isContourConvex(contour));
}

Object min_enclosing_circle(Arguments& a) {
  const cv::Mat array = points(a, 0);
  a.work(elements(array), 2000);
  cv::Point2f center;
  float radius = 0;
  cv::minEnclosingCircle(array, center, radius);
  return a.tuple({a.tuple(center), snippet::of_float(radius)});
}

Object min_area_rect(Arguments& a) {
  const cv::Mat array = points(a, 0);
  a.memory(elements(array) * 64);
  a.work(elements(array), 400);
  const cv::RotatedRect box = cv::minAreaRect(array);
  return a.tuple({a.tuple(box.center), a.tuple(cv::Point2f(box.size.width, box.size.height)),
                  snippet::of_float(box.angle)});
}

constexpr snippet::Builtin table[] = {
    {"cv2.approxPolyDP", "curve, epsilon, closed, approxCurve=", call<approx_poly_dp>},
    {"cv2.arcLength", "curve, closed", call<arc_length>},
    {"cv2.boundingRect", "array", call<bounding_rect>},
    {"cv2.contourArea", "contour, oriented=", call<contour_area>},
    {"cv2.convexHull", "points, hull=, clockwise=, returnPoints=", call<convex_hull>},
    {"cv2.drawContours",
     "image, contours, contourIdx, color, thickness=, lineType=, hierarchy=, maxLevel=, offset=",
     call<draw_contours>},
    {"cv2.findContours",
     "image, mode, method, contours=, hierarchy=, offset=", call<find_contours>},
    {"cv2.isContourConvex", "contour", call<is_contour_convex>},
    {"cv2.minAreaRect", "points", call<min_area_rect>},
    {"cv2.minEnclosingCircle", "points", call<min_enclosing_circle>},
};

}  // namespace

std::span<const snippet::Builtin> contours() { return table; }

}  // namespace reference::opencv
