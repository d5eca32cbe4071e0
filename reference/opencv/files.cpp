// Reading an image file: there are no files here, but there may be one image.
#include <opencv2/imgproc.hpp>

#include "reference/ndarray/raised.h"
#include "reference/opencv/call.h"

namespace reference::opencv {
namespace {

constexpr int as_it_is = -1;  // cv2.IMREAD_UNCHANGED
constexpr int in_colour = 1;
constexpr int reduced = 16 | 32 | 64;

// The image, whatever the name; None, as for a file that is not there, if there is none.
Object read(Arguments& a) {
  a.text(0);
  const int flags = a.integer(1, in_colour);
  if (!a.image_file()) return {};
  const NDArray& file = *a.image_file();
  const bool has_colours = file.ndim() == 3;
  if (flags != as_it_is && (flags & reduced) != 0) {
    ndarray::not_supported("cv2.imread", "of less than the whole size");
  }
  if (flags == as_it_is || has_colours == ((flags & in_colour) != 0)) {
    return snippet::of(copy(a.budget(), file));
  }
  a.work(static_cast<double>(file.size()), 10);
  const Held held = to_mat(a.budget(), file, "filename", Role::input);
  cv::Mat converted;
  cv::cvtColor(held.mat, converted, has_colours ? cv::COLOR_BGR2GRAY : cv::COLOR_GRAY2BGR);
  return a.result(converted);
}

constexpr snippet::Builtin table[] = {
    {"cv2.imread", "filename, flags=", call<read, Kind::of_numbers>},
};

}  // namespace

std::span<const snippet::Builtin> files() { return table; }

}  // namespace reference::opencv
