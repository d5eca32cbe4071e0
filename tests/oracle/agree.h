// Whether a result is the oracle's; README.md tells the rules.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>

#include "reference/ndarray/dtype.h"

namespace oracle {

struct Tolerance {
  enum class Kind { exact, off1, ulp };
  Kind kind = Kind::exact;
  int steps = 0;
  double scale = 0;
  bool scale_is_largest = false;
};
Tolerance read_tolerance(std::string_view text);

// Two real numbers of a type. `scale` is Tolerance's, or the largest number of the array.
bool near(double expected, double got, reference::ndarray::DType dtype, const Tolerance& tolerance,
          double scale);

// Empty if they agree, else why not.
std::string disagreement(const boost::json::object& expected, const boost::json::object& got,
                         const Tolerance& tolerance);

}  // namespace oracle
