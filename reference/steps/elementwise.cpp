// Functions of each entry alone, or of pairs of entries.
#include <algorithm>
#include <cmath>

#include "reference/steps/arithmetic.h"
#include "reference/steps/broadcast.h"
#include "reference/steps/builtin.h"

namespace reference::steps {
namespace {

Result<Value> np_exp(Inputs a) {
  return map("exp", *a[0], false, [](double x) { return std::exp(x); });
}
Result<Value> np_log(Inputs a) {
  return map("log", *a[0], false, [](double x) { return std::log(x); });
}
Result<Value> np_log2(Inputs a) {
  return map("log2", *a[0], false, [](double x) { return std::log2(x); });
}
Result<Value> np_log10(Inputs a) {
  return map("log10", *a[0], false, [](double x) { return std::log10(x); });
}
Result<Value> np_sqrt(Inputs a) {
  return map("sqrt", *a[0], false, [](double x) { return std::sqrt(x); });
}
Result<Value> np_square(Inputs a) {
  if (std::holds_alternative<Count>(*a[0])) {
    const Value* const both[] = {a[0], a[0]};
    return operation(language::BinaryOperator::multiply)(Inputs(both));
  }
  return map("square", *a[0], holds_counts(*a[0]), [](double x) { return x * x; });
}
Result<Value> np_tanh(Inputs a) {
  return map("tanh", *a[0], false, [](double x) { return std::tanh(x); });
}
Result<Value> np_floor(Inputs a) {
  if (std::holds_alternative<Count>(*a[0])) return *a[0];
  return map("floor", *a[0], holds_counts(*a[0]), [](double x) { return std::floor(x); });
}
Result<Value> np_ceil(Inputs a) {
  if (std::holds_alternative<Count>(*a[0])) return *a[0];
  return map("ceil", *a[0], holds_counts(*a[0]), [](double x) { return std::ceil(x); });
}

// exp of a number that is not positive only: no overflow on either side.
double sigmoid_of(double x) {
  const double e = std::exp(-std::abs(x));
  return x >= 0 ? 1 / (1 + e) : e / (1 + e);
}
Result<Value> sigmoid(Inputs a) { return map("sigmoid", *a[0], false, sigmoid_of); }

double relu_of(double x) { return x > 0 || std::isnan(x) ? x : 0; }
Result<Value> relu(Inputs a) {
  if (const auto* count = std::get_if<Count>(a[0])) return Value(std::max<Count>(*count, 0));
  return map("relu", *a[0], holds_counts(*a[0]), relu_of);
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

// As NumPy: NaN wins.
double larger(double x, double y) { return x > y || std::isnan(x) ? x : y; }
double smaller(double x, double y) { return x < y || std::isnan(x) ? x : y; }

template <bool largest>
Result<Value> extreme_of_two(const Value& a, const Value& b) {
  const auto* m = std::get_if<Count>(&a);
  const auto* n = std::get_if<Count>(&b);
  if (m != nullptr && n != nullptr) return Value(largest ? std::max(*m, *n) : std::min(*m, *n));
  const bool counts = holds_counts(a) && holds_counts(b);
  return broadcast(largest ? "maximum" : "minimum", a, b, counts, largest ? larger : smaller);
}

Result<Value> np_maximum(Inputs a) { return extreme_of_two<true>(*a[0], *a[1]); }
Result<Value> np_minimum(Inputs a) { return extreme_of_two<false>(*a[0], *a[1]); }

constexpr Builtin table[] = {
    {"np.exp", "x", np_exp},
    {"np.log", "x", np_log},
    {"np.log2", "x", np_log2},
    {"np.log10", "x", np_log10},
    {"np.sqrt", "x", np_sqrt},
    {"np.square", "x", np_square},
    {"np.abs", "x", np_abs},
    {"np.floor", "x", np_floor},
    {"np.ceil", "x", np_ceil},
    {"np.tanh", "x", np_tanh},
    {"np.maximum", "a, b", np_maximum},
    {"np.minimum", "a, b", np_minimum},
    {"sigmoid", "x", sigmoid},
    {"relu", "x", relu},
};

}  // namespace

std::span<const Builtin> elementwise_functions() { return table; }

}  // namespace reference::steps
