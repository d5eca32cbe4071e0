// Exponentials, logarithms and roots of each entry.
#include <cmath>

#include "reference/steps/arithmetic.h"
#include "reference/steps/smooth.h"

namespace reference::steps {
namespace {

constexpr double ln2 = 0.693147180559945309417;
constexpr double ln10 = 2.302585092994045684018;

struct Exp {
  static constexpr std::string_view name = "exp";
  static double value(double x) { return std::exp(x); }
  static double slope(double, double y) { return y; }
};
struct Exp2 {
  static constexpr std::string_view name = "exp2";
  static double value(double x) { return std::exp2(x); }
  static double slope(double, double y) { return y * ln2; }
};
struct Expm1 {
  static constexpr std::string_view name = "expm1";
  static double value(double x) { return std::expm1(x); }
  static double slope(double x, double) { return std::exp(x); }
};
struct Log {
  static constexpr std::string_view name = "log";
  static double value(double x) { return std::log(x); }
  static double slope(double x, double) { return 1 / x; }
};
struct Log2 {
  static constexpr std::string_view name = "log2";
  static double value(double x) { return std::log2(x); }
  static double slope(double x, double) { return 1 / (x * ln2); }
};
struct Log10 {
  static constexpr std::string_view name = "log10";
  static double value(double x) { return std::log10(x); }
  static double slope(double x, double) { return 1 / (x * ln10); }
};
struct Log1p {
  static constexpr std::string_view name = "log1p";
  static double value(double x) { return std::log1p(x); }
  static double slope(double x, double) { return 1 / (1 + x); }
};
struct Sqrt {
  static constexpr std::string_view name = "sqrt";
  static double value(double x) { return std::sqrt(x); }
  static double slope(double, double y) { return 0.5 / y; }
};
struct Cbrt {
  static constexpr std::string_view name = "cbrt";
  static double value(double x) { return std::cbrt(x); }
  static double slope(double, double y) { return 1 / (3 * y * y); }
};
struct Reciprocal {
  static constexpr std::string_view name = "reciprocal";
  static double value(double x) { return 1 / x; }
  static double slope(double, double y) { return -y * y; }
};

Result<Value> np_square(Inputs a) {
  if (std::holds_alternative<Count>(*a[0])) {
    const Value* const both[] = {a[0], a[0]};
    return operation(language::BinaryOperator::multiply)(Inputs(both));
  }
  return map("square", *a[0], holds_counts(*a[0]), [](double x) { return x * x; });
}

Result<Cotangents> pull_square(Inputs a, const Value& value, const Value& cotangent) {
  return pull_through_map(a, value, cotangent, [](double x, double) { return 2 * x; });
}

constexpr Builtin table[] = {
    smooth<Exp>("np.exp"),
    smooth<Exp2>("np.exp2"),
    smooth<Expm1>("np.expm1"),
    smooth<Log>("np.log"),
    smooth<Log2>("np.log2"),
    smooth<Log10>("np.log10"),
    smooth<Log1p>("np.log1p"),
    smooth<Sqrt>("np.sqrt"),
    smooth<Cbrt>("np.cbrt"),
    smooth<Reciprocal>("np.reciprocal"),
    {"np.square", "x", np_square, pull_square},
};

}  // namespace

std::span<const Builtin> exponentials() { return table; }

}  // namespace reference::steps
