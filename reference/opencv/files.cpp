// What stands in for reading files: no snippet reads or writes any.
#include <opencv2/imgproc.hpp>

#include "reference/ndarray/raised.h"
#include "reference/opencv/call.h"

namespace reference::opencv {
namespace {

constexpr int unchanged = -1;
constexpr int in_colour = 1;      // IMREAD_COLOR
constexpr int ignored = 4 | 128;  // IMREAD_ANYCOLOR, IMREAD_IGNORE_ORIENTATION

// Whatever the name, the image that the problem says; in grey if that is asked for.
Object imread(Arguments& a) {
  a.text(0);
  const int flags = a.integer(1, in_colour);
  const auto& file = a.image_file();
  if (!file) ndarray::not_supported("cv2.imread", "where there is no image to read");
  const cv::Mat image = to_mat(a.budget(), *file, "filename", Role::input).mat;
  if (flags == unchanged) return a.result(image.clone());
  if ((flags & ~(in_colour | ignored)) != 0) {
    ndarray::not_supported("cv2.imread", "with these flags");
  }
  // IMREAD_ANYCOLOR takes the file as it is.
  const bool as_it_is = (flags & in_colour) == 0 && (flags & 4) != 0;
  const bool colour = (flags & in_colour) != 0;
  if (as_it_is || colour == (image.channels() == 3)) return a.result(image.clone());
  a.work(static_cast<double>(image.total()), 5);
  cv::Mat converted;
  cv::cvtColor(image, converted, colour ? cv::COLOR_GRAY2BGR : cv::COLOR_BGR2GRAY);
  return a.result(converted);
}

constexpr snippet::Builtin functions[] = {
    {"cv2.imread", "filename, flags=", call<imread>},
};

}  // namespace

std::span<const snippet::Builtin> files() { return functions; }

}  // namespace reference::opencv
