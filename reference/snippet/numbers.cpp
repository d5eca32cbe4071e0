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
    if (const auto* value = object.get<LargeInt>()) return static_cast<double>(value->value);
    if (const auto* value = object.get<double>()) return *value;
  }
  if constexpr (std::is_same_v<T, Complex>) {
    if (const auto* value = object.get<Complex>()) return *value;
  }
  return std::nullopt;
}

// Holds all that one operation makes of two numbers, but for products.
__extension__ using Wide = __int128;

std::optional<Wide> as_whole(const Object& object) {
  if (const auto* value = object.get<LargeInt>()) return Wide{value->value};
  if (const auto value = as<Int>(object)) return Wide{*value};
  return std::nullopt;
}

Object of_whole(Wide value) {
  if (value < std::numeric_limits<Int>::min() || value >> 64 != (value < 0 ? -1 : 0)) too_large();
  if (value < 0) return of_int(static_cast<Int>(value));
  return of_unsigned(static_cast<std::uint64_t>(value));
}

Wide multiply(Wide a, Wide b) {
  Wide result = 0;
  if (__builtin_mul_overflow(a, b, &result)) too_large();
  return result;
}

Wide power_of(Wide base, Wide exponent) {
  Wide result = 1;
  while (exponent > 0) {
    if ((exponent & 1) != 0) result = multiply(result, base);
    exponent >>= 1;
    if (exponent > 0 && base != 0 && base != 1) base = multiply(base, base);
  }
  return result;
}

Wide floor_divide_ints(Wide a, Wide b) {
  const Wide quotient = a / b;
  return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

Wide modulo_ints(Wide a, Wide b) {
  const Wide rest = a % b;
  return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

Wide shift_left(Wide a, Wide count) {
  if (count < 0) ndarray::value_error("negative shift count");
  if (a == 0) return 0;
  if (count >= 64) too_large();
  return multiply(a, Wide{1} << static_cast<int>(count));
}

Wide shift_right(Wide a, Wide count) {
  if (count < 0) ndarray::value_error("negative shift count");
  return a >> static_cast<int>(std::min<Wide>(count, 65));
}

double divide_ints(Wide a, Wide b) {
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

std::optional<Object> on_ints(BinaryOperator op, Wide a, Wide b) {
  switch (op) {
    case BinaryOperator::add:
      return of_whole(a + b);
    case BinaryOperator::subtract:
      return of_whole(a - b);
    case BinaryOperator::multiply:
      return of_whole(multiply(a, b));
    case BinaryOperator::divide:
      if (b == 0) division_by_zero("division by zero");
      return of_float(divide_ints(a, b));
    case BinaryOperator::floor_divide:
      if (b == 0) division_by_zero("integer division or modulo by zero");
      return of_whole(floor_divide_ints(a, b));
    case BinaryOperator::modulo:
      if (b == 0) division_by_zero("integer modulo by zero");
      return of_whole(modulo_ints(a, b));
    case BinaryOperator::power:
      if (b < 0) return power(static_cast<double>(a), static_cast<double>(b));
      return of_whole(power_of(a, b));
    case BinaryOperator::bit_and:
      return of_whole(a & b);
    case BinaryOperator::bit_or:
      return of_whole(a | b);
    case BinaryOperator::bit_xor:
      return of_whole(a ^ b);
    case BinaryOperator::shift_left:
      return of_whole(shift_left(a, b));
    case BinaryOperator::shift_right:
      return of_whole(shift_right(a, b));
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
  if (const auto x = as_whole(left), y = as_whole(right); x && y) return on_ints(op, *x, *y);
  if (const auto x = as<double>(left), y = as<double>(right); x && y) return on_floats(op, *x, *y);
  return on_complex(op, *as<Complex>(left), *as<Complex>(right));
}

std::optional<Object> number_operation(UnaryOperator op, const Object& operand) {
  if (const auto x = as_whole(operand)) {
    if (op == UnaryOperator::plus) return of_whole(*x);
    return of_whole(op == UnaryOperator::invert ? ~*x : -*x);
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
  if (const auto x = as_whole(left), y = as_whole(right); x && y) return ordered(op, *x, *y);
  // An int beyond 2^53 differs from every double near it: long double holds both.
  if (const auto x = as<double>(left), y = as<double>(right); x && y) {
    const auto exact = [](const Object& number, double value) {
      const auto whole = as_whole(number);
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
