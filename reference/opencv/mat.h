// Between NumPy's arrays and cv::Mat, by the rules of OpenCV 4.6's own Python binding
// (modules/python/src2/cv2.cpp, pyopencv_to and pyopencv_from of Mat).
#pragma once

#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "reference/snippet/object.h"

namespace reference::opencv {

using snippet::Budget;
using snippet::NDArray;
using snippet::Object;

// The binding refuses an argument, in its words. Caught where a builtin is called (call.h).
struct Unfit {
  std::string reason;
  std::string umat;  // the argument that it would take as a cv::UMat instead
};

// A Python int, bool or float (np.float64 is one).
std::optional<double> python_number(const Object& object);

enum class Role : std::uint8_t {
  input,
  output,  // written to in place: no copy will do
};

// A matrix and what keeps its elements alive.
struct Held {
  cv::Mat mat;
  NDArray array;
};

// The array's own elements where the binding takes them as they are, else a copy: int64 and uint64
// become int32, layouts that a cv::Mat cannot have become row-major. The last of three axes becomes
// channels if they are at most 512. Throws Unfit.
Held to_mat(const Budget& budget, const NDArray& array, std::string_view name, Role role);

// What the binding takes as a matrix: None (an empty one), a Python number (4 x 1: the number and
// three zeros), a tuple of numbers (n x 1), an array. Throws Unfit.
Held to_mat(const Budget& budget, const Object& object, std::string_view name, Role role);

// A new array of shape (rows, columns[, channels]), which shares the elements of a matrix that was
// allocated while charged; None for a matrix without elements.
Object to_object(const Budget& budget, const cv::Mat& mat);

// While one lives, every cv::Mat that OpenCV allocates in this thread is charged to the budget
// before it is allocated.
class Charged {
 public:
  explicit Charged(const Budget& budget);
  ~Charged();
  Charged(const Charged&) = delete;
  Charged& operator=(const Charged&) = delete;

 private:
  const Budget* outer_;
};

}  // namespace reference::opencv
