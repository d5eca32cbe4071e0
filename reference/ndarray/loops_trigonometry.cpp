// sin, arctan2, sinh, ..: of floats and complex numbers, by the C library as NumPy does.
#include <cmath>

#include "reference/ndarray/loop_makers.h"

namespace reference::ndarray {
namespace {

struct Sin {
  template <typename T>
  static T of(T a) {
    return std::sin(a);
  }
};

struct Cos {
  template <typename T>
  static T of(T a) {
    return std::cos(a);
  }
};

struct Tan {
  template <typename T>
  static T of(T a) {
    return std::tan(a);
  }
};

struct Arcsin {
  template <typename T>
  static T of(T a) {
    return std::asin(a);
  }
};

struct Arccos {
  template <typename T>
  static T of(T a) {
    return std::acos(a);
  }
};

struct Arctan {
  template <typename T>
  static T of(T a) {
    return std::atan(a);
  }
};

struct Sinh {
  template <typename T>
  static T of(T a) {
    return std::sinh(a);
  }
};

struct Cosh {
  template <typename T>
  static T of(T a) {
    return std::cosh(a);
  }
};

struct Tanh {
  template <typename T>
  static T of(T a) {
    return std::tanh(a);
  }
};

struct Arcsinh {
  template <typename T>
  static T of(T a) {
    return std::asinh(a);
  }
};

struct Arccosh {
  template <typename T>
  static T of(T a) {
    return std::acosh(a);
  }
};

struct Arctanh {
  template <typename T>
  static T of(T a) {
    return std::atanh(a);
  }
};

struct Arctan2 {
  template <typename T>
  static T of(T y, T x) {
    return std::atan2(y, x);
  }
};

}  // namespace

void add_trigonometry(std::vector<Ufunc>& ufuncs) {
  constexpr auto all = floats + complexes;
  ufuncs.push_back(unary<Sin>("sin", all, 25));
  ufuncs.push_back(unary<Cos>("cos", all, 25));
  ufuncs.push_back(unary<Tan>("tan", all, 25));
  ufuncs.push_back(unary<Arcsin>("arcsin", all, 25));
  ufuncs.push_back(unary<Arccos>("arccos", all, 25));
  ufuncs.push_back(unary<Arctan>("arctan", all, 25));
  ufuncs.push_back(unary<Sinh>("sinh", all, 25));
  ufuncs.push_back(unary<Cosh>("cosh", all, 25));
  ufuncs.push_back(unary<Tanh>("tanh", all, 25));
  ufuncs.push_back(unary<Arcsinh>("arcsinh", all, 25));
  ufuncs.push_back(unary<Arccosh>("arccosh", all, 25));
  ufuncs.push_back(unary<Arctanh>("arctanh", all, 25));
  ufuncs.push_back(binary<Arctan2>("arctan2", floats, 40));
}

}  // namespace reference::ndarray
