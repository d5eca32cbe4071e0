// Functions of angles and their hyperbolic relatives, in radians.
#include <cmath>

#include "reference/steps/smooth.h"

namespace reference::steps {
namespace {

constexpr double degree = 0.0174532925199432957692;  // pi / 180

// 1 - tanh^2 without its cancellation.
double squared_sech(double x) {
  const double e = std::exp(-2 * std::abs(x));
  return 4 * e / ((1 + e) * (1 + e));
}

struct Sin {
  static constexpr std::string_view name = "sin";
  static double value(double x) { return std::sin(x); }
  static double slope(double x, double) { return std::cos(x); }
};
struct Cos {
  static constexpr std::string_view name = "cos";
  static double value(double x) { return std::cos(x); }
  static double slope(double x, double) { return -std::sin(x); }
};
struct Tan {
  static constexpr std::string_view name = "tan";
  static double value(double x) { return std::tan(x); }
  static double slope(double, double y) { return 1 + y * y; }
};
struct Arcsin {
  static constexpr std::string_view name = "arcsin";
  static double value(double x) { return std::asin(x); }
  static double slope(double x, double) { return 1 / std::sqrt((1 - x) * (1 + x)); }
};
struct Arccos {
  static constexpr std::string_view name = "arccos";
  static double value(double x) { return std::acos(x); }
  static double slope(double x, double) { return -1 / std::sqrt((1 - x) * (1 + x)); }
};
struct Arctan {
  static constexpr std::string_view name = "arctan";
  static double value(double x) { return std::atan(x); }
  static double slope(double x, double) { return 1 / (1 + x * x); }
};
struct Sinh {
  static constexpr std::string_view name = "sinh";
  static double value(double x) { return std::sinh(x); }
  static double slope(double x, double) { return std::cosh(x); }
};
struct Cosh {
  static constexpr std::string_view name = "cosh";
  static double value(double x) { return std::cosh(x); }
  static double slope(double x, double) { return std::sinh(x); }
};
struct Tanh {
  static constexpr std::string_view name = "tanh";
  static double value(double x) { return std::tanh(x); }
  static double slope(double x, double) { return squared_sech(x); }
};
struct Arcsinh {
  static constexpr std::string_view name = "arcsinh";
  static double value(double x) { return std::asinh(x); }
  static double slope(double x, double) { return 1 / std::hypot(1, x); }
};
struct Arccosh {
  static constexpr std::string_view name = "arccosh";
  static double value(double x) { return std::acosh(x); }
  static double slope(double x, double) { return 1 / std::sqrt((x - 1) * (x + 1)); }
};
struct Arctanh {
  static constexpr std::string_view name = "arctanh";
  static double value(double x) { return std::atanh(x); }
  static double slope(double x, double) { return 1 / ((1 - x) * (1 + x)); }
};
struct Radians {
  static constexpr std::string_view name = "radians";
  static double value(double x) { return x * degree; }
  static double slope(double, double) { return degree; }
};
struct Degrees {
  static constexpr std::string_view name = "degrees";
  static double value(double x) { return x / degree; }
  static double slope(double, double) { return 1 / degree; }
};

Result<Value> np_arctan2(Inputs a) {
  return broadcast("arctan2", *a[0], *a[1], false,
                   [](double y, double x) { return std::atan2(y, x); });
}
Result<Cotangents> pull_arctan2(Inputs a, const Value& value, const Value& cotangent) {
  return pull_through_pairs(a, value, cotangent, [](double y, double x, double) {
    const double square = x * x + y * y;
    return Slopes{x / square, -y / square};
  });
}

Result<Value> np_hypot(Inputs a) {
  return broadcast("hypot", *a[0], *a[1], false,
                   [](double x, double y) { return std::hypot(x, y); });
}
Result<Cotangents> pull_hypot(Inputs a, const Value& value, const Value& cotangent) {
  return pull_through_pairs(a, value, cotangent, [](double x, double y, double length) {
    return Slopes{x / length, y / length};
  });
}

constexpr Builtin table[] = {
    smooth<Sin>("np.sin"),
    smooth<Cos>("np.cos"),
    smooth<Tan>("np.tan"),
    smooth<Arcsin>("np.arcsin"),
    smooth<Arccos>("np.arccos"),
    smooth<Arctan>("np.arctan"),
    smooth<Sinh>("np.sinh"),
    smooth<Cosh>("np.cosh"),
    smooth<Tanh>("np.tanh"),
    smooth<Arcsinh>("np.arcsinh"),
    smooth<Arccosh>("np.arccosh"),
    smooth<Arctanh>("np.arctanh"),
    smooth<Radians>("np.radians"),
    smooth<Degrees>("np.degrees"),
    smooth<Radians>("np.deg2rad"),
    smooth<Degrees>("np.rad2deg"),
    {"np.arctan2", "y, x", np_arctan2, pull_arctan2},
    {"np.hypot", "a, b", np_hypot, pull_hypot},
};

}  // namespace

std::span<const Builtin> trigonometry() { return table; }

}  // namespace reference::steps
