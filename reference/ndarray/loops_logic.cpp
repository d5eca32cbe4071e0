// logical_and, .., isnan, isinf, isfinite, signbit: what is true of numbers.
#include <cmath>

#include "reference/ndarray/complex_arithmetic.h"
#include "reference/ndarray/loop_makers.h"

namespace reference::ndarray {
namespace {

template <typename T>
bool truth(T a) {
  return a != T{};
}

struct And {
  static constexpr bool simple = true;
  template <typename T>
  static bool of(T a, T b) {
    return truth(a) && truth(b);
  }
};

struct Or {
  static constexpr bool simple = true;
  template <typename T>
  static bool of(T a, T b) {
    return truth(a) || truth(b);
  }
};

struct Xor {
  static constexpr bool simple = true;
  template <typename T>
  static bool of(T a, T b) {
    return truth(a) != truth(b);
  }
};

struct Not {
  static constexpr bool simple = true;
  template <typename T>
  static bool of(T a) {
    return !truth(a);
  }
};

struct IsNan {
  static constexpr bool simple = true;
  template <typename T>
  static bool of(T a) {
    if constexpr (std::is_same_v<T, Complex>) {
      return is_nan(a);
    } else if constexpr (std::is_floating_point_v<T>) {
      return std::isnan(a);
    } else {
      return false;
    }
  }
};

struct IsInf {
  static constexpr bool simple = true;
  template <typename T>
  static bool of(T a) {
    if constexpr (std::is_same_v<T, Complex>) {
      return std::isinf(a.real()) || std::isinf(a.imag());
    } else if constexpr (std::is_floating_point_v<T>) {
      return std::isinf(a);
    } else {
      return false;
    }
  }
};

struct IsFinite {
  static constexpr bool simple = true;
  template <typename T>
  static bool of(T a) {
    return !IsNan::of(a) && !IsInf::of(a);
  }
};

struct SignBit {
  template <typename T>
  static bool of(T a) {
    return std::signbit(a);
  }
};

template <typename F>
Ufunc logical(std::string_view name, double identity) {
  Ufunc ufunc = binary<F>(name, booleans + numbers);
  ufunc.start = Start::identity;
  ufunc.identity = identity;
  return ufunc;
}

}  // namespace

void add_logic(std::vector<Ufunc>& ufuncs) {
  constexpr auto all = booleans + numbers;
  ufuncs.push_back(logical<And>("logical_and", 1));
  ufuncs.push_back(logical<Or>("logical_or", 0));
  ufuncs.push_back(logical<Xor>("logical_xor", 0));
  ufuncs.push_back(unary<Not>("logical_not", all));
  ufuncs.push_back(unary<IsNan>("isnan", all));
  ufuncs.push_back(unary<IsInf>("isinf", all));
  ufuncs.push_back(unary<IsFinite>("isfinite", all));
  ufuncs.push_back(unary<SignBit>("signbit", floats));
}

}  // namespace reference::ndarray
