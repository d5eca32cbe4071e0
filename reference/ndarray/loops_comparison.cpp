// greater, equal, .., maximum, fmax, .., and the ufunc behind np.clip.
#include <cmath>

#include "reference/ndarray/complex_arithmetic.h"
#include "reference/ndarray/loop_makers.h"

namespace reference::ndarray {
namespace {

template <typename T>
bool nan(T a) {
  if constexpr (std::is_same_v<T, Complex>) {
    return is_nan(a);
  } else if constexpr (std::is_floating_point_v<T>) {
    return a != a;
  } else {
    return false;
  }
}

struct Greater {
  static constexpr bool simple = true;
  template <typename T>
  static bool of(T a, T b) {
    if constexpr (std::is_same_v<T, Complex>) {
      return complex_greater(a, b);
    } else {
      return a > b;
    }
  }
};

struct GreaterEqual {
  static constexpr bool simple = true;
  template <typename T>
  static bool of(T a, T b) {
    if constexpr (std::is_same_v<T, Complex>) {
      return complex_greater_equal(a, b);
    } else {
      return a >= b;
    }
  }
};

struct Less {
  static constexpr bool simple = true;
  template <typename T>
  static bool of(T a, T b) {
    return Greater::of(b, a);
  }
};

struct LessEqual {
  static constexpr bool simple = true;
  template <typename T>
  static bool of(T a, T b) {
    return GreaterEqual::of(b, a);
  }
};

struct Equal {
  static constexpr bool simple = true;
  template <typename T>
  static bool of(T a, T b) {
    return a == b;
  }
};

struct NotEqual {
  static constexpr bool simple = true;
  template <typename T>
  static bool of(T a, T b) {
    return a != b;
  }
};

// The first operand where both are equal or it is NaN.
struct Maximum {
  static constexpr bool simple = true;
  template <typename T>
  static T of(T a, T b) {
    return GreaterEqual::of(a, b) || nan(a) ? a : b;
  }
};

struct Minimum {
  static constexpr bool simple = true;
  template <typename T>
  static T of(T a, T b) {
    return LessEqual::of(a, b) || nan(a) ? a : b;
  }
};

struct Fmax {
  static constexpr bool simple = true;
  template <typename T>
  static T of(T a, T b) {
    return GreaterEqual::of(a, b) || nan(b) ? a : b;
  }
};

struct Fmin {
  static constexpr bool simple = true;
  template <typename T>
  static T of(T a, T b) {
    return LessEqual::of(a, b) || nan(b) ? a : b;
  }
};

struct Clip {
  template <typename T>
  static T smaller(T a, T b) {
    if (nan(a)) return a;
    return nan(b) || Less::of(b, a) ? b : a;
  }
  template <typename T>
  static T larger(T a, T b) {
    if (nan(a)) return a;
    return nan(b) || Greater::of(b, a) ? b : a;
  }
  template <typename T>
  static T of(T x, T low, T high) {
    return smaller(larger(x, low), high);
  }
};

template <typename... T>
Ufunc clip(Types<T...>) {
  Ufunc ufunc{"clip", 3, 1, Choice::common};
  (ufunc.loops.push_back({{dtype_of<T>(), dtype_of<T>(), dtype_of<T>(), dtype_of<T>()},
                          ternary_kernel<Clip, T>,
                          nullptr,
                          cost<T>(2)}),
   ...);
  return ufunc;
}

template <typename F>
Ufunc comparison(std::string_view name) {
  Ufunc ufunc = binary<F>(name, booleans + numbers);
  ufunc.choice = Choice::common;
  return ufunc;
}

template <typename F>
Ufunc extremum(std::string_view name) {
  Ufunc ufunc = comparison<F>(name);
  ufunc.start = Start::first;
  return ufunc;
}

}  // namespace

void add_comparisons(std::vector<Ufunc>& ufuncs) {
  ufuncs.push_back(comparison<Greater>("greater"));
  ufuncs.push_back(comparison<GreaterEqual>("greater_equal"));
  ufuncs.push_back(comparison<Less>("less"));
  ufuncs.push_back(comparison<LessEqual>("less_equal"));
  ufuncs.push_back(comparison<Equal>("equal"));
  ufuncs.push_back(comparison<NotEqual>("not_equal"));
  ufuncs.push_back(extremum<Maximum>("maximum"));
  ufuncs.push_back(extremum<Minimum>("minimum"));
  ufuncs.push_back(extremum<Fmax>("fmax"));
  ufuncs.push_back(extremum<Fmin>("fmin"));
  ufuncs.push_back(clip(booleans + numbers));
}

}  // namespace reference::ndarray
