// Functions that go in steps: rounding, signs, questions. And the absolute value.
#include <algorithm>
#include <cmath>

#include "reference/steps/axes.h"
#include "reference/steps/builtin.h"
#include "reference/steps/derivative.h"

namespace reference::steps {
namespace {

// Counts are whole already.
template <typename F>
Result<Value> rounded(std::string_view name, const Value& value, F f) {
  if (holds_counts(value)) return value;
  return map(name, value, false, f);
}

Result<Value> np_floor(Inputs a) {
  return rounded("floor", *a[0], [](double x) { return std::floor(x); });
}
Result<Value> np_ceil(Inputs a) {
  return rounded("ceil", *a[0], [](double x) { return std::ceil(x); });
}
Result<Value> np_trunc(Inputs a) {
  return rounded("trunc", *a[0], [](double x) { return std::trunc(x); });
}
// Halves go to the even neighbour.
Result<Value> np_rint(Inputs a) {
  return rounded("rint", *a[0], [](double x) { return std::nearbyint(x); });
}

// As NumPy: scaled by the power of ten, rounded half to even, scaled back.
Result<Value> np_round(Inputs a) {
  const auto decimals = count_or("round", "decimals", a[1], -300, 300, 0);
  if (!decimals) return decimals.error();
  const double scale = std::pow(10.0, static_cast<double>(std::abs(*decimals)));
  const bool up = *decimals >= 0;
  if (!up) {
    return map("round", *a[0], false, [=](double x) { return std::nearbyint(x / scale) * scale; });
  }
  return rounded("round", *a[0], [=](double x) {
    const double scaled = x * scale;
    return std::isfinite(scaled) ? std::nearbyint(scaled) / scale : x;
  });
}

Result<Value> np_sign(Inputs a) {
  if (const auto* count = std::get_if<Count>(a[0])) {
    return Value(Count{*count > 0 ? 1 : *count < 0 ? -1 : 0});
  }
  return map("sign", *a[0], holds_counts(*a[0]), [](double x) {
    return std::isnan(x) ? x : x > 0 ? 1.0 : x < 0 ? -1.0 : 0.0;
  });
}

Result<Value> np_isnan(Inputs a) {
  return map("isnan", *a[0], true, [](double x) { return std::isnan(x) ? 1.0 : 0.0; });
}
Result<Value> np_isinf(Inputs a) {
  return map("isinf", *a[0], true, [](double x) { return std::isinf(x) ? 1.0 : 0.0; });
}
Result<Value> np_isfinite(Inputs a) {
  return map("isfinite", *a[0], true, [](double x) { return std::isfinite(x) ? 1.0 : 0.0; });
}
Result<Value> np_logical_not(Inputs a) {
  return map("logical_not", *a[0], true, [](double x) { return x == 0 ? 1.0 : 0.0; });
}
Result<Value> np_logical_and(Inputs a) {
  return broadcast("logical_and", *a[0], *a[1], true,
                   [](double x, double y) { return x != 0 && y != 0 ? 1.0 : 0.0; });
}
Result<Value> np_logical_or(Inputs a) {
  return broadcast("logical_or", *a[0], *a[1], true,
                   [](double x, double y) { return x != 0 || y != 0 ? 1.0 : 0.0; });
}
Result<Value> np_logical_xor(Inputs a) {
  return broadcast("logical_xor", *a[0], *a[1], true,
                   [](double x, double y) { return (x != 0) != (y != 0) ? 1.0 : 0.0; });
}

Result<Value> np_abs(Inputs a) {
  if (const auto* count = std::get_if<Count>(a[0])) {
    Count negated = 0;
    if (__builtin_sub_overflow(Count{0}, *count, &negated)) {
      return Failure{std::string(overflow_message)};
    }
    return Value(std::max(*count, negated));
  }
  return map("abs", *a[0], holds_counts(*a[0]), [](double x) { return std::abs(x); });
}

// 0 at 0.
Result<Cotangents> pull_abs(Inputs a, const Value& value, const Value& cotangent) {
  return pull_through_map(a, value, cotangent, [](double x, double) {
    return x > 0 ? 1.0 : x < 0 ? -1.0 : 0.0 * x;
  });
}

constexpr Builtin table[] = {
    {"np.floor", "x", np_floor, no_cotangents},
    {"np.ceil", "x", np_ceil, no_cotangents},
    {"np.trunc", "x", np_trunc, no_cotangents},
    {"np.rint", "x", np_rint, no_cotangents},
    {"np.round", "x, decimals=0", np_round, no_cotangents},
    {"np.sign", "x", np_sign, no_cotangents},
    {"np.isnan", "x", np_isnan, no_cotangents},
    {"np.isinf", "x", np_isinf, no_cotangents},
    {"np.isfinite", "x", np_isfinite, no_cotangents},
    {"np.logical_not", "x", np_logical_not, no_cotangents},
    {"np.logical_and", "a, b", np_logical_and, no_cotangents},
    {"np.logical_or", "a, b", np_logical_or, no_cotangents},
    {"np.logical_xor", "a, b", np_logical_xor, no_cotangents},
    {"np.abs", "x", np_abs, pull_abs},
};

}  // namespace

std::span<const Builtin> rounding() { return table; }

}  // namespace reference::steps
