// Activation functions.
#include "reference/steps/activations.h"

#include <fmt/core.h>

#include "reference/steps/smooth.h"

namespace reference::steps {
namespace {

constexpr double sqrt_half = 0.707106781186547524401;
constexpr double density_scale = 0.398942280401432677940;  // 1 / sqrt(2 pi)

struct Sigmoid {
  static constexpr std::string_view name = "sigmoid";
  static double value(double x) { return sigmoid_of(x); }
  static double slope(double x, double) { return sigmoid_slope(x); }
};

struct Softplus {
  static constexpr std::string_view name = "softplus";
  static double value(double x) { return softplus_of(x); }
  static double slope(double x, double) { return sigmoid_of(x); }
};

// log(sigmoid(x)).
struct LogSigmoid {
  static constexpr std::string_view name = "log_sigmoid";
  static double value(double x) { return -softplus_of(-x); }
  static double slope(double x, double) { return sigmoid_of(-x); }
};

// x sigmoid(x), also called swish.
struct Silu {
  static constexpr std::string_view name = "silu";
  static double value(double x) { return x * sigmoid_of(x); }
  static double slope(double x, double) { return sigmoid_of(x) + passed(sigmoid_slope(x), x); }
};

// x P(N(0, 1) <= x), the exact form with erf (Hendrycks and Gimpel 2016).
struct Gelu {
  static constexpr std::string_view name = "gelu";
  static double below(double x) { return 0.5 * std::erfc(-x * sqrt_half); }
  static double value(double x) { return x * below(x); }
  static double slope(double x, double) {
    return below(x) + x * density_scale * std::exp(-0.5 * x * x);
  }
};

struct Erf {
  static constexpr std::string_view name = "erf";
  static double value(double x) { return std::erf(x); }
  static double slope(double x, double) {
    return 2 * sqrt_half * 2 * density_scale * std::exp(-x * x);
  }
};

double relu_of(double x) { return x > 0 || std::isnan(x) ? x : 0; }

// The slope at 0, the convention `relu_at_zero`: null is 0.
Result<double> slope_at_zero(const Value* convention) {
  if (convention == nullptr) return 0.0;
  if (const auto* text = std::get_if<Text>(convention)) {
    if (*text == "zero" || *text == "0") return 0.0;
    if (*text == "half" || *text == "0.5") return 0.5;
    if (*text == "one" || *text == "1") return 1.0;
  }
  const auto number = View::of(*convention);
  if (number && number->is_scalar()) return *number->data();
  return Failure{
      fmt::format("the slope of `relu` at 0 is `zero`, `half`, `one` or a number, not {}",
                  grader::describe(*convention))};
}

Result<Value> relu(Inputs a) {
  if (const auto at_zero = slope_at_zero(a[1]); !at_zero) return at_zero.error();
  if (const auto* count = std::get_if<Count>(a[0])) return Value(std::max<Count>(*count, 0));
  return map("relu", *a[0], holds_counts(*a[0]), relu_of);
}

Result<Cotangents> pull_relu(Inputs a, const Value& value, const Value& cotangent) {
  const auto at_zero = slope_at_zero(a[1]);
  if (!at_zero) return at_zero.error();
  return pull_through_map(a, value, cotangent, [zero = *at_zero](double x, double) {
    return x > 0 ? 1 : x == 0 ? zero : 0 * x;  // NaN stays
  });
}

// Calls f with the arguments, the second of which is `otherwise` if it was left out.
template <typename F>
auto with_second(Inputs a, double otherwise, F f) {
  const Value assumed = otherwise;
  std::vector<const Value*> all(a.begin(), a.end());
  const bool given = all[1] != nullptr;
  if (!given) all[1] = &assumed;
  return f(Inputs(all), given);
}

Result<Cotangents> without_second(Result<Cotangents> cotangents, bool given) {
  if (cotangents && !given) (*cotangents)[1].reset();
  return cotangents;
}

constexpr double leaky_slope = 0.01;

// One slope, or one each entry (parametric).
Result<Value> leaky_relu(Inputs a) {
  if (const auto at_zero = slope_at_zero(a[2]); !at_zero) return at_zero.error();
  return with_second(a, leaky_slope, [](Inputs all, bool) {
    return broadcast("leaky_relu", *all[0], *all[1], false,
                     [](double x, double slope) { return x > 0 ? x : slope * x; });
  });
}

Result<Cotangents> pull_leaky_relu(Inputs a, const Value& value, const Value& cotangent) {
  const auto at_zero = slope_at_zero(a[2]);
  if (!at_zero) return at_zero.error();
  return with_second(a, leaky_slope, [&](Inputs all, bool given) {
    return without_second(pull_through_pairs(all, value, cotangent,
                                             [&](double x, double slope, double) {
                                               if (x > 0) return Slopes{1, 0};
                                               const double here =
                                                   x == 0 ? slope + (1 - slope) * *at_zero : slope;
                                               return Slopes{here, x};
                                             }),
                          given);
  });
}

// Clevert et al. 2015.
Result<Value> elu(Inputs a) {
  return with_second(a, 1, [](Inputs all, bool) {
    return broadcast("elu", *all[0], *all[1], false,
                     [](double x, double alpha) { return x > 0 ? x : alpha * std::expm1(x); });
  });
}

Result<Cotangents> pull_elu(Inputs a, const Value& value, const Value& cotangent) {
  return with_second(a, 1, [&](Inputs all, bool given) {
    return without_second(pull_through_pairs(all, value, cotangent,
                                             [](double x, double alpha, double) {
                                               if (x > 0) return Slopes{1, 0};
                                               return Slopes{alpha * std::exp(x), std::expm1(x)};
                                             }),
                          given);
  });
}

constexpr Builtin table[] = {
    smooth<Sigmoid>("sigmoid"),
    smooth<Softplus>("softplus"),
    smooth<LogSigmoid>("log_sigmoid"),
    smooth<Silu>("silu"),
    smooth<Gelu>("gelu"),
    smooth<Erf>("erf"),
    {"relu", "x, at_zero=conventions.relu_at_zero", relu, pull_relu},
    {"leaky_relu", "x, slope=0.01, at_zero=conventions.relu_at_zero", leaky_relu, pull_leaky_relu},
    {"elu", "x, alpha=1", elu, pull_elu},
};

}  // namespace

std::span<const Builtin> activations() { return table; }

}  // namespace reference::steps
