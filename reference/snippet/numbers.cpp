#include "reference/snippet/numbers.h"

#include <cmath>
#include <limits>

#include "reference/ndarray/raised.h"

namespace reference::snippet {
namespace {

using language::BinaryOperator;
using language::ComparisonOperator;
using language::UnaryOperator;
using Int = std::int64_t;

[[noreturn]] void division_by_zero(std::string message) {
  ndarray::raise("ZeroDivisionError", std::move(message));
}

[[noreturn]] void too_large() { ndarray::not_supported("int", "beyond 64 bits"); }

template <typename T>
std::optional<T> as(const Object& object) {
  if (const auto* value = object.get<bool>()) return static_cast<T>(*value ? 1 : 0);
  if constexpr (std::is_same_v<T, Int>) {
    if (const auto* value = object.get<Int>()) return *value;
  } else {
    if (const auto* value = object.get<Int>()) return static_cast<double>(*value);
    if (const auto* value = object.get<double>()) return *value;
  }
  if constexpr (std::is_same_v<T, Complex>) {
    if (const auto* value = object.get<Complex>()) return *value;
  }
  return std::nullopt;
}

template <typename Overflowing>
Int checked(Int a, Int b, Overflowing operation) {
  Int result = 0;
  if (operation(a, b, &result)) too_large();
  return result;
}

Int multiply(Int a, Int b) {
  return checked(a, b, [](Int x, Int y, Int* r) { return __builtin_mul_overflow(x, y, r); });
}

Int power_of(Int base, Int exponent) {
  Int result = 1;
  while (exponent > 0) {
    if ((exponent & 1) != 0) result = multiply(result, base);
    exponent >>= 1;
    if (exponent > 0 && base != 0 && base != 1) base = multiply(base, base);
  }
  return result;
}

Int floor_divide_ints(Int a, Int b) {
  if (a == std::numeric_limits<Int>::min() && b == -1) too_large();
  const Int quotient = a / b;
  return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

Int modulo_ints(Int a, Int b) {
  if (b == -1) return 0;
  const Int rest = a % b;
  return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

Int shift_left(Int a, Int count) {
  if (count < 0) ndarray::value_error("negative shift count");
  if (a == 0) return 0;
  if (count >= 63) too_large();
  return multiply(a, Int{1} << count);
}

Int shift_right(Int a, Int count) {
  if (count < 0) ndarray::value_error("negative shift count");
  return a >> std::min<Int>(count, 63);
}

double divide_ints(Int a, Int b) {
  // Rounded once also where the numbers do not fit a double.
  return static_cast<double>(static_cast<long double>(a) / static_cast<long double>(b));
}

// As Python's complex numbers do it: by products for small whole exponents, else by polar form.
Complex power(Complex base, Complex exponent) {
  if (exponent == Complex{}) return 1;
  if (base == Complex{}) {
    if (exponent.real() < 0 || exponent.imag() != 0) {
      division_by_zero("0.0 to a negative or complex power");
    }
    return 0;
  }
  const double whole = std::trunc(exponent.real());
  if (exponent == Complex(whole) && std::fabs(whole) <= 100) {
    Complex result = 1;
    Complex square = base;
    for (auto left = static_cast<int>(std::fabs(whole)); left > 0; left >>= 1) {
      if ((left & 1) != 0) result *= square;
      square *= square;
    }
    return whole < 0 ? Complex(1) / result : result;
  }
  const double size = std::hypot(base.real(), base.imag());
  double length = std::pow(size, exponent.real());
  const double angle = std::atan2(base.imag(), base.real());
  double phase = angle * exponent.real();
  if (exponent.imag() != 0) {
    length *= std::exp(-angle * exponent.imag());
    phase += exponent.imag() * std::log(size);
  }
  return {length * std::cos(phase), length * std::sin(phase)};
}

Object power(double a, double b) {
  if (a == 0 && b < 0) division_by_zero("0.0 cannot be raised to a negative power");
  if (a < 0 && std::isfinite(a) && std::isfinite(b) && b != std::floor(b)) {
    return {power(Complex(a), Complex(b))};
  }
  const double result = std::pow(a, b);
  if (std::isinf(result) && std::isfinite(a) && std::isfinite(b)) {
    ndarray::raise("OverflowError", "(34, 'Numerical result out of range')");
  }
  return of_float(result);
}

std::optional<Object> on_ints(BinaryOperator op, Int a, Int b) {
  switch (op) {
    case BinaryOperator::add:
      return of_int(
          checked(a, b, [](Int x, Int y, Int* r) { return __builtin_add_overflow(x, y, r); }));
    case BinaryOperator::subtract:
      return of_int(
          checked(a, b, [](Int x, Int y, Int* r) { return __builtin_sub_overflow(x, y, r); }));
    case BinaryOperator::multiply:
      return of_int(multiply(a, b));
    case BinaryOperator::divide:
      if (b == 0) division_by_zero("division by zero");
      return of_float(divide_ints(a, b));
    case BinaryOperator::floor_divide:
      if (b == 0) division_by_zero("integer division or modulo by zero");
      return of_int(floor_divide_ints(a, b));
    case BinaryOperator::modulo:
      if (b == 0) division_by_zero("integer modulo by zero");
      return of_int(modulo_ints(a, b));
    case BinaryOperator::power:
      if (b < 0) return power(static_cast<double>(a), static_cast<double>(b));
      return of_int(power_of(a, b));
    case BinaryOperator::bit_and:
      return of_int(a & b);
    case BinaryOperator::bit_or:
      return of_int(a | b);
    case BinaryOperator::bit_xor:
      return of_int(a ^ b);
    case BinaryOperator::shift_left:
      return of_int(shift_left(a, b));
    case BinaryOperator::shift_right:
      return of_int(shift_right(a, b));
    default:
      return std::nullopt;
  }
}

std::optional<Object> on_bools(BinaryOperator op, bool a, bool b) {
  if (op == BinaryOperator::bit_and) return of_bool(a && b);
  if (op == BinaryOperator::bit_or) return of_bool(a || b);
  if (op == BinaryOperator::bit_xor) return of_bool(a != b);
  return on_ints(op, a ? 1 : 0, b ? 1 : 0);
}

std::optional<Object> on_floats(BinaryOperator op, double a, double b) {
  switch (op) {
    case BinaryOperator::add:
      return of_float(a + b);
    case BinaryOperator::subtract:
      return of_float(a - b);
    case BinaryOperator::multiply:
      return of_float(a * b);
    case BinaryOperator::divide:
      if (b == 0) division_by_zero("float division by zero");
      return of_float(a / b);
    case BinaryOperator::floor_divide:
      if (b == 0) division_by_zero("float floor division by zero");
      return of_float(floor_divide(a, b));
    case BinaryOperator::modulo:
      if (b == 0) division_by_zero("float modulo");
      return of_float(modulo(a, b));
    case BinaryOperator::power:
      return power(a, b);
    default:
      return std::nullopt;
  }
}

std::optional<Object> on_complex(BinaryOperator op, Complex a, Complex b) {
  switch (op) {
    case BinaryOperator::add:
      return Object{a + b};
    case BinaryOperator::subtract:
      return Object{a - b};
    case BinaryOperator::multiply:
      return Object{a * b};
    case BinaryOperator::divide:
      if (b == Complex{}) division_by_zero("complex division by zero");
      return Object{a / b};
    case BinaryOperator::power:
      return Object{power(a, b)};
    default:
      return std::nullopt;
  }
}

template <typename T>
bool ordered(ComparisonOperator op, const T& a, const T& b) {
  switch (op) {
    case ComparisonOperator::less:
      return a < b;
    case ComparisonOperator::less_equal:
      return a <= b;
    case ComparisonOperator::greater:
      return a > b;
    case ComparisonOperator::greater_equal:
      return a >= b;
    case ComparisonOperator::not_equal:
      return a != b;
    default:
      return a == b;
  }
}

}  // namespace

bool is_number(const Object& object) { return as<Complex>(object).has_value(); }

double floor_divide(double a, double b) {
  const double rest = modulo(a, b);
  const double quotient = (a - rest) / b;
  if (quotient == 0) return std::copysign(0.0, a / b);
  const double floor = std::floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

double modulo(double a, double b) {
  const double rest = std::fmod(a, b);
  if (rest == 0) return std::copysign(0.0, b);
  return (b < 0) != (rest < 0) ? rest + b : rest;
}

std::optional<Object> number_operation(BinaryOperator op, const Object& left, const Object& right) {
  const auto* a = left.get<bool>();
  const auto* b = right.get<bool>();
  if (a != nullptr && b != nullptr) return on_bools(op, *a, *b);
  if (const auto x = as<Int>(left), y = as<Int>(right); x && y) return on_ints(op, *x, *y);
  if (const auto x = as<double>(left), y = as<double>(right); x && y) return on_floats(op, *x, *y);
  return on_complex(op, *as<Complex>(left), *as<Complex>(right));
}

std::optional<Object> number_operation(UnaryOperator op, const Object& operand) {
  if (const auto x = as<Int>(operand)) {
    if (op == UnaryOperator::plus) return of_int(*x);
    if (op == UnaryOperator::invert) return of_int(~*x);
    if (*x == std::numeric_limits<Int>::min()) too_large();
    return of_int(-*x);
  }
  if (op == UnaryOperator::invert) return std::nullopt;
  if (const auto x = as<double>(operand)) {
    return of_float(op == UnaryOperator::minus ? -*x : *x);
  }
  const auto x = *as<Complex>(operand);
  return Object{op == UnaryOperator::minus ? -x : x};
}

std::optional<bool> compare_numbers(ComparisonOperator op, const Object& left,
                                    const Object& right) {
  if (const auto x = as<Int>(left), y = as<Int>(right); x && y) return ordered(op, *x, *y);
  // An int beyond 2^53 differs from every double near it: long double holds both.
  if (const auto x = as<double>(left), y = as<double>(right); x && y) {
    const auto exact = [](const Object& number, double value) {
      const auto whole = as<Int>(number);
      return whole ? static_cast<long double>(*whole) : static_cast<long double>(value);
    };
    return ordered(op, exact(left, *x), exact(right, *y));
  }
  const bool equal = *as<Complex>(left) == *as<Complex>(right);
  if (op == ComparisonOperator::equal) return equal;
  if (op == ComparisonOperator::not_equal) return !equal;
  return std::nullopt;
}

}  // namespace reference::snippet
