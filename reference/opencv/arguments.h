// The arguments of one call of cv2, converted as OpenCV 4.6's Python binding does, and what the
// call costs.
#pragma once

#include <deque>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "reference/opencv/mat.h"
#include "reference/snippet/builtin.h"

namespace reference::opencv {

// An output argument. `passed` is the array that the snippet gave for it, or None.
struct Output {
  cv::Mat mat;
  Object passed;
  const uchar* begin = nullptr;  // of the elements of `passed`
};

// The conversions take the parameter's number, from 0, and what stands for an argument that is not
// given or None. They throw Unfit.
class Arguments {
 public:
  // `builtin` is the line of the table that the call is of.
  Arguments(snippet::Call& call, const snippet::Builtin& builtin)
      : call_(call), builtin_(builtin) {}

  const Budget& budget() const { return call_.budget(); }
  bool passed(std::size_t i) const { return call_.passed(i); }
  bool given(std::size_t i) const { return call_.given(i); }
  const Object& operator[](std::size_t i) const { return call_[i]; }
  const std::optional<NDArray>& image_file() const { return call_.image_file(); }
  std::string_view parameter(std::size_t i) const;  // its name

  // Matrices live as long as the arguments.
  cv::Mat mat(std::size_t i);
  // Has no more than two axes beside channels, and an image has elements; else cv2.error, before
  // OpenCV gets it: many of its functions would read wrong memory.
  cv::Mat plane(std::size_t i);
  cv::Mat image(std::size_t i);
  std::vector<cv::Mat> mats(std::size_t i);
  // Whether the binding takes the argument for a matrix, which tells overloads apart.
  bool is_mat(std::size_t i) const;

  Output output(std::size_t i);
  std::vector<Output> outputs(std::size_t i);  // of a list of arrays
  // The array itself if the result is in it, else a new one.
  Object result(const Output& output) const;
  Object result(const cv::Mat& mat) const { return to_object(budget(), mat); }
  Object results(const std::vector<cv::Mat>& mats) const;  // a tuple

  int integer(std::size_t i, int fallback = 0) const;
  double real(std::size_t i, double fallback = 0) const;
  bool flag(std::size_t i, bool fallback = false) const;
  std::string text(std::size_t i) const;
  cv::Size size(std::size_t i, cv::Size fallback = {}) const;
  cv::Point point(std::size_t i, cv::Point fallback = {}) const;
  cv::Point2f point2f(std::size_t i) const;
  cv::Rect rectangle(std::size_t i) const;
  cv::Scalar scalar(std::size_t i, const cv::Scalar& fallback = {}) const;
  std::vector<int> integers(std::size_t i) const;
  std::vector<float> reals(std::size_t i) const;
  // How many items a sequence has, -1 for what is none.
  std::int64_t length(std::size_t i) const;

  Object tuple(std::vector<Object> items) const {
    return snippet::make_tuple(budget(), std::move(items));
  }
  Object tuple(const cv::Scalar& scalar) const;
  Object tuple(cv::Point point) const;
  Object tuple(cv::Point2f point) const;

  // Before OpenCV is called: refuses what may take more than a second, charges the rest.
  void work(double elements, double nanoseconds = 1) const;
  // Refuses what would need more bytes, beside matrices, than there are.
  void memory(double bytes) const;

 private:
  [[noreturn]] void unparsable(std::size_t i, std::string_view why) const;
  std::vector<Object> sequence(std::size_t i, std::int64_t length) const;
  [[noreturn]] void assertion_failed(std::string_view assertion) const;
  Output hold_output(const Object& object, std::size_t i);
  cv::Mat hold(Held held);

  snippet::Call& call_;
  const snippet::Builtin& builtin_;
  std::deque<Held> held_;
};

inline double elements(const cv::Mat& mat) {
  return static_cast<double>(mat.total()) * mat.channels();
}

}  // namespace reference::opencv
