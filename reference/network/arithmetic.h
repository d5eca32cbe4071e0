// Exact counts, and functions of quantities made of them.
#pragma once

#include <array>
#include <cmath>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "grader/graph/graph.h"
#include "reference/steps/view.h"

namespace reference::network {

using grader::Count;
using grader::Failure;
using grader::Function;
using grader::Inputs;
using grader::Result;
using grader::Value;

// A count that remembers what went wrong on the way to it.
class Exact {
 public:
  constexpr Exact(Count value = 0) : value_(value) {}

  Count value() const { return value_; }
  bool operator<(Count other) const { return value_ < other; }
  std::string_view fault() const { return fault_; }  // empty: none

  friend Exact operator+(const Exact& a, const Exact& b) {
    Exact result = both(a, b);
    result.overflows(__builtin_add_overflow(a.value_, b.value_, &result.value_));
    return result;
  }
  friend Exact operator-(const Exact& a, const Exact& b) {
    Exact result = both(a, b);
    result.overflows(__builtin_sub_overflow(a.value_, b.value_, &result.value_));
    return result;
  }
  friend Exact operator*(const Exact& a, const Exact& b) {
    Exact result = both(a, b);
    result.overflows(__builtin_mul_overflow(a.value_, b.value_, &result.value_));
    return result;
  }
  friend Exact floor_divide(const Exact& a, const Exact& b);
  friend bool at_least(const Exact& a, const Exact& b) { return a.value_ >= b.value_; }

 private:
  static Exact both(const Exact& a, const Exact& b) {
    Exact result;
    result.fault_ = a.fault_.empty() ? b.fault_ : a.fault_;
    return result;
  }
  void overflows(bool does) {
    if (does && fault_.empty()) fault_ = steps::overflow_message;
  }

  Count value_;
  std::string_view fault_;
};

inline double floor_divide(double a, double b) { return std::floor(a / b); }
inline bool at_least(double a, double b) { return a >= b; }

// The quotient rounded up.
template <typename T>
T ceil_divide(const T& a, const T& b) {
  return T(0) - floor_divide(T(0) - a, b);
}

inline Result<Value> value_of(const Exact& exact) {
  if (!exact.fault().empty()) return Failure{std::string(exact.fault())};
  return Value(exact.value());
}
inline Result<Value> value_of(double real) { return Value(real); }

// False unless all are counts.
bool as_exact(Inputs inputs, std::span<Exact> exact);
// A failure unless all are numbers.
std::optional<Failure> as_reals(Inputs inputs, std::span<double> reals);

// f(x) of the first N inputs, x an array of Exact where all of them are counts and of double
// otherwise (a student's value may be any number). What follows the first N is not read.
template <std::size_t N, typename F>
Function counted(F f) {
  return [f](Inputs inputs) -> Result<Value> {
    const Inputs read = inputs.first(N);
    std::array<Exact, N> exact;
    if (as_exact(read, exact)) return value_of(f(exact));
    std::array<double, N> reals{};
    if (auto failure = as_reals(read, reals)) return *std::move(failure);
    return value_of(f(reals));
  };
}

// The sum or product of all inputs, or of the first `n`.
Function sum_of_all();
Function product_of_all();
Result<Value> sum(Inputs inputs);
Result<Value> product(Inputs inputs);

// `function` with entry at[i] of input i in its place, where there is an at[i]. Fails where an
// input has no such entry.
Function with_entries(Function function, std::vector<std::optional<std::size_t>> at);

// Whether an input is this text: a convention and its setting.
bool is_text(const Value& value, std::string_view text);

// The one value that all inputs have.
Result<Value> common_value(Inputs inputs);

}  // namespace reference::network
