// Shapes and text, drawn into an array.
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "reference/ndarray/raised.h"
#include "reference/opencv/call.h"
#include "reference/opencv/drawing_cost.h"

namespace reference::opencv {
namespace {

double pixels(int coordinate, int shift) {
  return std::ldexp(coordinate, -std::clamp(shift, 0, 16));
}

void require_near(cv::Point point, int shift) {
  opencv::require_near({pixels(point.x, shift), pixels(point.y, shift)});
}

double distance(cv::Point a, cv::Point b, int shift) {
  return std::abs(pixels(a.x, shift) - pixels(b.x, shift)) +
         std::abs(pixels(a.y, shift) - pixels(b.y, shift));
}

// rectangle(img, pt1, pt2, color, ..) or rectangle(img, rec, color, ..).
Object rectangle(Arguments& a) {
  Output image = a.output(0);
  if (a.length(1) == 4) {
    const cv::Rect box = a.rectangle(1);
    const cv::Scalar colour = a.scalar(2);
    const int thickness = a.integer(3, 1);
    const int line = a.integer(4, cv::LINE_8);
    const int shift = a.integer(5);
    require_near(box.tl(), shift);
    opencv::require_near({pixels(box.width, shift), pixels(box.height, shift)});
    charge_shape(a, image.mat, pixels(box.width, shift) + pixels(box.height, shift), thickness);
    cv::rectangle(image.mat, box, colour, thickness, line, shift);
    return a.result(image);
  }
  if (!a.passed(3)) throw Unfit{"rectangle() missing required argument 'color' (pos 4)", ""};
  const cv::Point from = a.point(1);
  const cv::Point to = a.point(2);
  const cv::Scalar colour = a.scalar(3);
  const int thickness = a.integer(4, 1);
  const int line = a.integer(5, cv::LINE_8);
  const int shift = a.integer(6);
  require_near(from, shift);
  require_near(to, shift);
  charge_shape(a, image.mat, 2 * distance(from, to, shift), thickness);
  cv::rectangle(image.mat, from, to, colour, thickness, line, shift);
  return a.result(image);
}

Object line(Arguments& a) {
  Output image = a.output(0);
  const cv::Point from = a.point(1);
  const cv::Point to = a.point(2);
  const cv::Scalar colour = a.scalar(3);
  const int thickness = a.integer(4, 1);
  const int type = a.integer(5, cv::LINE_8);
  const int shift = a.integer(6);
  require_near(from, shift);
  require_near(to, shift);
  charge_shape(a, image.mat, distance(from, to, shift), thickness);
  cv::line(image.mat, from, to, colour, thickness, type, shift);
  return a.result(image);
}

Object arrowed_line(Arguments& a) {
  Output image = a.output(0);
  const cv::Point from = a.point(1);
  const cv::Point to = a.point(2);
  const cv::Scalar colour = a.scalar(3);
  const int thickness = a.integer(4, 1);
  const int type = a.integer(5, cv::LINE_8);
  const int shift = a.integer(6);
  const double tip = a.real(7, 0.1);
  require_near(from, shift);
  require_near(to, shift);
  opencv::require_near({tip, tip * distance(from, to, shift)});
  charge_shape(a, image.mat, distance(from, to, shift) * (1 + 2 * std::abs(tip)), thickness);
  cv::arrowedLine(image.mat, from, to, colour, thickness, type, shift, tip);
  return a.result(image);
}

Object circle(Arguments& a) {
  Output image = a.output(0);
  const cv::Point center = a.point(1);
  const int radius = a.integer(2);
  const cv::Scalar colour = a.scalar(3);
  const int thickness = a.integer(4, 1);
  const int type = a.integer(5, cv::LINE_8);
  const int shift = a.integer(6);
  require_near(center, shift);
  opencv::require_near({pixels(radius, shift)});
  charge_shape(a, image.mat, 8 * std::abs(pixels(radius, shift)), thickness);
  cv::circle(image.mat, center, radius, colour, thickness, type, shift);
  return a.result(image);
}

Object ellipse(Arguments& a) {
  Output image = a.output(0);
  const cv::Point center = a.point(1);
  const cv::Size axes = a.size(2);
  const double angle = a.real(3);
  const double start = a.real(4);
  const double end = a.real(5);
  const cv::Scalar colour = a.scalar(6);
  const int thickness = a.integer(7, 1);
  const int type = a.integer(8, cv::LINE_8);
  const int shift = a.integer(9);
  require_near(center, shift);
  opencv::require_near({pixels(axes.width, shift), pixels(axes.height, shift), angle, start, end});
  charge_shape(a, image.mat,
               4 * (std::abs(pixels(axes.width, shift)) + std::abs(pixels(axes.height, shift))),
               thickness);
  cv::ellipse(image.mat, center, axes, angle, start, end, colour, thickness, type, shift);
  return a.result(image);
}

Object fill_poly(Arguments& a) {
  Output image = a.output(0);
  const std::vector<cv::Mat> polygons = a.mats(1);
  const cv::Scalar colour = a.scalar(2);
  const int type = a.integer(3, cv::LINE_8);
  const int shift = a.integer(4);
  const cv::Point offset = a.point(5);
  require_near(offset, shift);
  for (const cv::Mat& polygon : polygons) {
    // OpenCV 4.6 reads its first point.
    if (polygon.empty()) ndarray::not_supported("cv2.fillPoly", "with a polygon without points");
  }
  charge_polygons(a, image.mat, polygons, shift, -1);
  cv::fillPoly(image.mat, polygons, colour, type, shift, offset);
  return a.result(image);
}

Object fill_convex_poly(Arguments& a) {
  Output image = a.output(0);
  const cv::Mat polygon = a.image(1);
  const cv::Scalar colour = a.scalar(2);
  const int type = a.integer(3, cv::LINE_8);
  const int shift = a.integer(4);
  charge_polygons(a, image.mat, {polygon}, shift, -1);
  cv::fillConvexPoly(image.mat, polygon, colour, type, shift);
  return a.result(image);
}

Object polylines(Arguments& a) {
  Output image = a.output(0);
  const std::vector<cv::Mat> polygons = a.mats(1);
  const bool closed = a.flag(2);
  const cv::Scalar colour = a.scalar(3);
  const int thickness = a.integer(4, 1);
  const int type = a.integer(5, cv::LINE_8);
  const int shift = a.integer(6);
  charge_polygons(a, image.mat, polygons, shift, thickness);
  cv::polylines(image.mat, polygons, closed, colour, thickness, type, shift);
  return a.result(image);
}

Object draw_marker(Arguments& a) {
  Output image = a.output(0);
  const cv::Point position = a.point(1);
  const cv::Scalar colour = a.scalar(2);
  const int marker = a.integer(3, cv::MARKER_CROSS);
  const int size = a.integer(4, 20);
  const int thickness = a.integer(5, 1);
  const int type = a.integer(6, cv::LINE_8);
  require_near(position, 0);
  opencv::require_near({static_cast<double>(size)});
  charge_shape(a, image.mat, 8.0 * std::abs(size), thickness);
  cv::drawMarker(image.mat, position, colour, marker, size, thickness, type);
  return a.result(image);
}

constexpr double letter = 40;  // pixels of a letter at scale 1, at most

Object put_text(Arguments& a) {
  Output image = a.output(0);
  const std::string text = a.text(1);
  const cv::Point origin = a.point(2);
  const int face = a.integer(3);
  const double scale = a.real(4);
  const cv::Scalar colour = a.scalar(5);
  const int thickness = a.integer(6, 1);
  const int type = a.integer(7, cv::LINE_8);
  const double length = static_cast<double>(text.size()) * letter;
  require_near(origin, 0);
  opencv::require_near({scale, length * scale});
  charge_shape(a, image.mat, length * (1 + std::abs(scale)), thickness);
  a.work(length * std::max(1.0, std::min<double>(thickness, image.mat.rows)), 100);
  cv::putText(image.mat, text, origin, face, scale, colour, thickness, type, a.flag(8));
  return a.result(image);
}

Object get_text_size(Arguments& a) {
  const std::string text = a.text(0);
  const double scale = a.real(2);
  opencv::require_near({scale, static_cast<double>(text.size()) * letter * scale});
  a.work(static_cast<double>(text.size()), 100);
  int baseline = 0;
  const cv::Size size = cv::getTextSize(text, a.integer(1), scale, a.integer(3), &baseline);
  return a.tuple({a.tuple(cv::Point(size.width, size.height)), snippet::of_int(baseline)});
}

constexpr snippet::Builtin table[] = {
    {"cv2.arrowedLine",
     "img, pt1, pt2, color, thickness=, line_type=, shift=, tipLength=", call<arrowed_line>},
    {"cv2.circle", "img, center, radius, color, thickness=, lineType=, shift=", call<circle>},
    {"cv2.drawMarker",
     "img, position, color, markerType=, markerSize=, thickness=, line_type=", call<draw_marker>},
    {"cv2.ellipse",
     "img, center, axes, angle, startAngle, endAngle, color, thickness=, lineType=, shift=",
     call<ellipse>},
    {"cv2.fillConvexPoly", "img, points, color, lineType=, shift=", call<fill_convex_poly>},
    {"cv2.fillPoly", "img, pts, color, lineType=, shift=, offset=", call<fill_poly>},
    {"cv2.getTextSize", "text, fontFace, fontScale, thickness",
     call<get_text_size, Kind::of_numbers>},
    {"cv2.line", "img, pt1, pt2, color, thickness=, lineType=, shift=", call<line>},
    {"cv2.polylines", "img, pts, isClosed, color, thickness=, lineType=, shift=", call<polylines>},
    {"cv2.putText",
     "img, text, org, fontFace, fontScale, color, thickness=, lineType=, bottomLeftOrigin=",
     call<put_text>},
    {"cv2.rectangle", "img, pt1, pt2, color=, thickness=, lineType=, shift=", call<rectangle>},
};

}  // namespace

std::span<const snippet::Builtin> drawing() { return table; }

}  // namespace reference::opencv
