// add, subtract, multiply, negative, absolute, sign, ..: what wraps around in integers.
#include <cmath>

#include "reference/ndarray/complex_arithmetic.h"
#include "reference/ndarray/loop_makers.h"
#include "reference/ndarray/pairwise.h"
#include "reference/ndarray/wrapping.h"

namespace reference::ndarray {
namespace {

struct Add {
  static constexpr bool simple = true;
  template <typename T>
  static T of(T a, T b) {
    if constexpr (std::is_same_v<T, bool>) {
      return a || b;
    } else if constexpr (std::is_integral_v<T>) {
      return static_cast<T>(wide(a) + wide(b));
    } else {
      return a + b;
    }
  }
};

struct Subtract {
  static constexpr bool simple = true;
  static constexpr bool reduces_in_float = true;
  template <typename T>
  static T of(T a, T b) {
    if constexpr (std::is_integral_v<T>) {
      return static_cast<T>(wide(a) - wide(b));
    } else {
      return a - b;
    }
  }
};

struct Multiply {
  static constexpr bool simple = true;
  static constexpr bool reduces_in_float = true;
  template <typename T>
  static T of(T a, T b) {
    if constexpr (std::is_same_v<T, bool>) {
      return a && b;
    } else if constexpr (std::is_integral_v<T>) {
      return static_cast<T>(wide(a) * wide(b));
    } else if constexpr (std::is_same_v<T, Complex>) {
      return product(a, b);
    } else {
      return a * b;
    }
  }
};

struct Square {
  static constexpr bool simple = true;
  template <typename T>
  static T of(T a) {
    return Multiply::of(a, a);
  }
};

struct Negative {
  static constexpr bool simple = true;
  template <typename T>
  static T of(T a) {
    if constexpr (std::is_integral_v<T>) {
      return static_cast<T>(0 - wide(a));
    } else {
      return -a;
    }
  }
};

struct Positive {
  static constexpr bool simple = true;
  template <typename T>
  static T of(T a) {
    return a;
  }
};

struct Conjugate {
  static constexpr bool simple = true;
  template <typename T>
  static T of(T a) {
    if constexpr (std::is_same_v<T, Complex>) {
      return std::conj(a);
    } else {
      return a;
    }
  }
};

struct Absolute {
  static constexpr bool simple = true;
  template <typename T>
  static auto of(T a) {
    if constexpr (std::is_same_v<T, Complex>) {
      return std::hypot(a.real(), a.imag());
    } else if constexpr (std::is_floating_point_v<T>) {
      return std::fabs(a);
    } else if constexpr (std::is_signed_v<T>) {
      return a < 0 ? Negative::of(a) : a;
    } else {
      return a;
    }
  }
};

struct Sign {
  static constexpr bool simple = true;
  template <typename T>
  static T of(T a) {
    if constexpr (std::is_same_v<T, Complex>) {
      const double real = of(a.real());
      return {a.real() == 0 ? of(a.imag()) : real, 0};
    } else if constexpr (std::is_floating_point_v<T>) {
      return a > 0 ? T{1} : (a < 0 ? T{-1} : (a == 0 ? T{0} : a));
    } else if constexpr (std::is_signed_v<T>) {
      return a > 0 ? T{1} : (a < 0 ? static_cast<T>(-1) : T{0});
    } else {
      return a > 0 ? T{1} : T{0};
    }
  }
};

template <typename... T>
void sum_pairwise(Ufunc& ufunc, Types<T...>) {
  for (Loop& loop : ufunc.loops) {
    (void)((loop.types[0] == dtype_of<T>() && (loop.reduce = add_up<T>, true)) || ...);
  }
}

Ufunc with(Ufunc ufunc, Choice choice) {
  ufunc.choice = choice;
  return ufunc;
}

Ufunc from(Ufunc ufunc, double identity) {
  ufunc.start = Start::identity;
  ufunc.identity = identity;
  return ufunc;
}

}  // namespace

void add_arithmetic(std::vector<Ufunc>& ufuncs) {
  Ufunc add = from(with(binary<Add>("add", booleans + numbers), Choice::common), 0);
  sum_pairwise(add, floats + complexes);
  ufuncs.push_back(std::move(add));
  ufuncs.push_back(with(binary<Subtract>("subtract", numbers), Choice::common));
  ufuncs.push_back(from(with(binary<Multiply>("multiply", booleans + numbers), Choice::common), 1));
  ufuncs.push_back(unary<Square>("square", numbers));
  ufuncs.push_back(with(unary<Negative>("negative", numbers), Choice::common));
  ufuncs.push_back(with(unary<Positive>("positive", numbers), Choice::common));
  ufuncs.push_back(unary<Conjugate>("conjugate", numbers));
  ufuncs.push_back(unary<Absolute>("absolute", booleans + numbers));
  ufuncs.push_back(with(unary<Sign>("sign", numbers), Choice::common));
}

}  // namespace reference::ndarray
