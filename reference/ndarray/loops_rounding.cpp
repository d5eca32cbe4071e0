// rint, floor, fabs, sqrt, degrees, hypot, ..: of floats.
#include <cmath>
#include <numbers>

#include "reference/ndarray/loop_makers.h"

namespace reference::ndarray {
namespace {

struct Fabs {
  template <typename T>
  static T of(T a) {
    return std::fabs(a);
  }
};

struct Rint {
  template <typename T>
  static T of(T a) {
    if constexpr (std::is_same_v<T, Complex>) {
      return {std::nearbyint(a.real()), std::nearbyint(a.imag())};
    } else {
      return std::nearbyint(a);
    }
  }
};

struct Floor {
  template <typename T>
  static T of(T a) {
    return std::floor(a);
  }
};

struct Ceil {
  template <typename T>
  static T of(T a) {
    return std::ceil(a);
  }
};

struct Trunc {
  template <typename T>
  static T of(T a) {
    return std::trunc(a);
  }
};

struct Sqrt {
  template <typename T>
  static T of(T a) {
    return std::sqrt(a);
  }
};

struct Cbrt {
  template <typename T>
  static T of(T a) {
    return std::cbrt(a);
  }
};

struct Hypot {
  template <typename T>
  static T of(T a, T b) {
    return std::hypot(a, b);
  }
};

struct Degrees {
  template <typename T>
  static T of(T a) {
    return a * (T{180} / std::numbers::pi_v<T>);
  }
};

struct Radians {
  template <typename T>
  static T of(T a) {
    return a * (std::numbers::pi_v<T> / T{180});
  }
};

struct CopySign {
  template <typename T>
  static T of(T a, T b) {
    return std::copysign(a, b);
  }
};

struct Heaviside {
  template <typename T>
  static T of(T a, T at_zero) {
    if (std::isnan(a)) return a;
    if (a == 0) return at_zero;
    return a < 0 ? T{0} : T{1};
  }
};

}  // namespace

void add_real_functions(std::vector<Ufunc>& ufuncs) {
  ufuncs.push_back(unary<Fabs>("fabs", floats));
  ufuncs.push_back(unary<Rint>("rint", floats + complexes, 3));
  ufuncs.push_back(unary<Floor>("floor", floats, 3));
  ufuncs.push_back(unary<Ceil>("ceil", floats, 3));
  ufuncs.push_back(unary<Trunc>("trunc", floats, 3));
  ufuncs.push_back(unary<Sqrt>("sqrt", floats + complexes, 5));
  ufuncs.push_back(unary<Cbrt>("cbrt", floats, 20));
  Ufunc hypot = binary<Hypot>("hypot", floats, 10);
  hypot.start = Start::identity;
  ufuncs.push_back(std::move(hypot));
  ufuncs.push_back(unary<Degrees>("degrees", floats));
  ufuncs.push_back(unary<Radians>("radians", floats));
  ufuncs.push_back(unary<Degrees>("rad2deg", floats));
  ufuncs.push_back(unary<Radians>("deg2rad", floats));
  ufuncs.push_back(binary<CopySign>("copysign", floats, 2));
  ufuncs.push_back(binary<Heaviside>("heaviside", floats, 2));
}

}  // namespace reference::ndarray
