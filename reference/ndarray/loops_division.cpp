// divide, floor_divide, remainder, fmod, divmod, reciprocal; integers divided by 0 give 0.
#include <cmath>
#include <limits>

#include "reference/ndarray/complex_arithmetic.h"
#include "reference/ndarray/convert.h"
#include "reference/ndarray/loop_makers.h"
#include "reference/ndarray/wrapping.h"

namespace reference::ndarray {
namespace {

struct Divide {
  static constexpr bool simple = true;
  static constexpr bool reduces_in_float = true;
  template <typename T>
  static T of(T a, T b) {
    if constexpr (std::is_same_v<T, Complex>) {
      return quotient(a, b);
    } else {
      return a / b;
    }
  }
};

template <typename T>
std::pair<T, T> divided_integers(T a, T b) {
  if (b == 0) return {T{0}, T{0}};
  if constexpr (std::is_signed_v<T>) {
    if (b == -1) return {static_cast<T>(0 - wide(a)), T{0}};
    const T rest = static_cast<T>(a % b);
    const T ratio = static_cast<T>(a / b);
    if (rest == 0 || (a > 0) == (b > 0)) return {ratio, rest};
    return {static_cast<T>(ratio - 1), static_cast<T>(rest + b)};
  } else {
    return {static_cast<T>(a / b), static_cast<T>(a % b)};
  }
}

// npy_divmod: Python's floor and remainder.
template <typename T>
std::pair<T, T> divided_floats(T a, T b) {
  T rest = std::fmod(a, b);
  if (b == 0) return {a / b, rest};
  T ratio = (a - rest) / b;
  if (rest != 0) {
    if ((b < 0) != (rest < 0)) {
      rest += b;
      ratio -= 1;
    }
  } else {
    rest = std::copysign(T{0}, b);
  }
  if (ratio != 0) {
    T floor = std::floor(ratio);
    if (ratio - floor > T{0.5}) floor += 1;
    return {floor, rest};
  }
  return {std::copysign(T{0}, a / b), rest};
}

struct DivMod {
  template <typename T>
  static std::pair<T, T> of(T a, T b) {
    if constexpr (std::is_integral_v<T>) {
      return divided_integers(a, b);
    } else {
      return divided_floats(a, b);
    }
  }
};

struct FloorDivide {
  template <typename T>
  static T of(T a, T b) {
    return DivMod::of(a, b).first;
  }
};

struct Remainder {
  template <typename T>
  static T of(T a, T b) {
    return DivMod::of(a, b).second;
  }
};

// C's remainder: with the sign of the dividend.
struct Fmod {
  template <typename T>
  static T of(T a, T b) {
    if constexpr (std::is_floating_point_v<T>) {
      return std::fmod(a, b);
    } else if constexpr (std::is_signed_v<T>) {
      return b == 0 || b == -1 ? T{0} : static_cast<T>(a % b);
    } else {
      return b == 0 ? T{0} : static_cast<T>(a % b);
    }
  }
};

struct Reciprocal {
  template <typename T>
  static T of(T a) {
    if constexpr (std::is_same_v<T, Complex>) {
      if (std::fabs(a.imag()) <= std::fabs(a.real())) {
        const double ratio = a.imag() / a.real();
        const double scale = a.real() + a.imag() * ratio;
        return {1.0 / scale, -ratio / scale};
      }
      const double ratio = a.real() / a.imag();
      const double scale = a.real() * ratio + a.imag();
      return {ratio / scale, -1.0 / scale};
    } else if constexpr (std::is_integral_v<T>) {
      // NumPy converts 1.0 / a: of 0, as C converts infinity on x86-64.
      if (a == 0) return float_to_integer<T>(std::numeric_limits<double>::infinity());
      if (a == 1) return T{1};
      if constexpr (std::is_signed_v<T>) {
        if (a == -1) return static_cast<T>(-1);
      }
      return T{0};
    } else {
      return T{1} / a;
    }
  }
};

template <typename... T>
Ufunc divmod(Types<T...>) {
  Ufunc ufunc{"divmod", 2, 2};
  (ufunc.loops.push_back({{dtype_of<T>(), dtype_of<T>(), dtype_of<T>(), dtype_of<T>()},
                          paired_kernel<DivMod, T>,
                          nullptr,
                          cost<T>(std::is_integral_v<T> ? 8 : 25)}),
   ...);
  return ufunc;
}

template <typename F>
Ufunc of_reals(std::string_view name) {
  Ufunc ufunc = binary<F>(name, integers, 8);
  add_binary<F>(ufunc, floats, 25);
  return ufunc;
}

}  // namespace

void add_division(std::vector<Ufunc>& ufuncs) {
  Ufunc divide = binary<Divide>("divide", floats + complexes);
  divide.choice = Choice::true_divide;
  ufuncs.push_back(std::move(divide));
  ufuncs.push_back(of_reals<FloorDivide>("floor_divide"));
  ufuncs.push_back(of_reals<Remainder>("remainder"));
  ufuncs.push_back(of_reals<Fmod>("fmod"));
  ufuncs.push_back(divmod(integers + floats));
  ufuncs.push_back(unary<Reciprocal>("reciprocal", numbers, 3));
}

}  // namespace reference::ndarray
