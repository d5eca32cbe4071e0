#include "reference/steps/arithmetic.h"

#include <cmath>

#include "reference/language/syntax.h"
#include "reference/steps/broadcast.h"
#include "reference/steps/products.h"

namespace reference::steps {
namespace {

using language::BinaryOperator;
using language::ComparisonOperator;

Failure overflow() { return {std::string(overflow_message)}; }
Failure division_by_zero() { return {"division by zero"}; }

// Python's remainder: it has the sign of the divisor.
double remainder(double a, double b) {
  const double r = std::fmod(a, b);
  return r != 0 && (r < 0) != (b < 0) ? r + b : r;
}

double floor_quotient(double a, double b) {
  if (b == 0) return a / b;
  const double quotient = (a - remainder(a, b)) / b;  // whole but for rounding
  return std::floor(quotient + 0.5);
}

Result<Value> power_of_counts(Count base, Count exponent) {
  if (exponent < 0) {
    if (base == 0) return division_by_zero();
    return Value(std::pow(static_cast<double>(base), static_cast<double>(exponent)));
  }
  Count result = 1;
  for (;;) {
    if (exponent % 2 == 1 && __builtin_mul_overflow(result, base, &result)) return overflow();
    exponent /= 2;
    if (exponent == 0) return Value(result);
    if (__builtin_mul_overflow(base, base, &base)) return overflow();
  }
}

Result<Value> floor_divide_counts(Count a, Count b) {
  if (b == 0) return division_by_zero();
  if (b == -1) {
    Count negated = 0;
    if (__builtin_sub_overflow(Count{0}, a, &negated)) return overflow();
    return Value(negated);
  }
  return Value(a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0));
}

Result<Value> modulo_counts(Count a, Count b) {
  if (b == 0) return division_by_zero();
  if (b == -1) return Value(Count{0});
  const Count r = a % b;
  return Value(r != 0 && (r < 0) != (b < 0) ? r + b : r);
}

Result<Value> count_operation(BinaryOperator op, Count a, Count b) {
  Count result = 0;
  bool fits = true;
  switch (op) {
    case BinaryOperator::add:
      fits = !__builtin_add_overflow(a, b, &result);
      break;
    case BinaryOperator::subtract:
      fits = !__builtin_sub_overflow(a, b, &result);
      break;
    case BinaryOperator::multiply:
      fits = !__builtin_mul_overflow(a, b, &result);
      break;
    case BinaryOperator::floor_divide:
      return floor_divide_counts(a, b);
    case BinaryOperator::modulo:
      return modulo_counts(a, b);
    case BinaryOperator::power:
      return power_of_counts(a, b);
    default:
      break;
  }
  if (!fits) return overflow();
  return Value(result);
}

bool divides(BinaryOperator op) {
  return op == BinaryOperator::divide || op == BinaryOperator::floor_divide ||
         op == BinaryOperator::modulo;
}

bool is_zero(const Value& value) {
  if (const auto* count = std::get_if<Count>(&value)) return *count == 0;
  const auto* real = std::get_if<Real>(&value);
  return real != nullptr && *real == 0;
}

bool is_scalar(const Value& value) {
  return std::holds_alternative<Count>(value) || std::holds_alternative<Real>(value);
}

// Of arrays of counts: whether the result holds counts too.
bool keeps_counts(BinaryOperator op, const Value& a, const Value& b) {
  if (op == BinaryOperator::divide || op == BinaryOperator::power) return false;
  return holds_counts(a) && holds_counts(b);
}

template <BinaryOperator op>
double apply(double a, double b) {
  switch (op) {
    case BinaryOperator::add:
      return a + b;
    case BinaryOperator::subtract:
      return a - b;
    case BinaryOperator::multiply:
      return a * b;
    case BinaryOperator::divide:
      return a / b;
    case BinaryOperator::floor_divide:
      return floor_quotient(a, b);
    case BinaryOperator::modulo:
      return remainder(a, b);
    default:
      return std::pow(a, b);
  }
}

template <BinaryOperator op>
Result<Value> elementwise(Inputs arguments) {
  const Value& a = *arguments[0];
  const Value& b = *arguments[1];
  const auto* m = std::get_if<Count>(&a);
  const auto* n = std::get_if<Count>(&b);
  if (op != BinaryOperator::divide && m != nullptr && n != nullptr) {
    return count_operation(op, *m, *n);
  }
  if (divides(op) && is_zero(b) && is_scalar(a)) return division_by_zero();
  const bool counts = keeps_counts(op, a, b);
  if (divides(op) && counts) {
    const auto divisor = View::of(b);
    for (std::size_t i = 0; i < divisor->size(); ++i) {
      if (divisor->data()[i] == 0) return division_by_zero();
    }
  }
  return broadcast(language::symbol(op), a, b, counts, apply<op>);
}

Result<Value> positive(Inputs arguments) {
  const auto view = View::of(*arguments[0]);
  if (!view) return not_numbers("+", *arguments[0]);
  return *arguments[0];
}

Result<Value> negative(Inputs arguments) {
  const Value& value = *arguments[0];
  if (const auto* count = std::get_if<Count>(&value)) {
    return count_operation(BinaryOperator::subtract, 0, *count);
  }
  return map("-", value, holds_counts(value), [](double x) { return -x; });
}

template <ComparisonOperator op>
double holds(double a, double b) {
  switch (op) {
    case ComparisonOperator::less:
      return a < b;
    case ComparisonOperator::less_equal:
      return a <= b;
    case ComparisonOperator::greater:
      return a > b;
    case ComparisonOperator::greater_equal:
      return a >= b;
    case ComparisonOperator::equal:
      return a == b;
    case ComparisonOperator::not_equal:
      return a != b;
  }
  return 0;
}

// Counts are compared as counts: a double would round large ones.
template <ComparisonOperator op>
Result<Value> compare_pair(const Value& a, const Value& b) {
  const auto* m = std::get_if<Count>(&a);
  const auto* n = std::get_if<Count>(&b);
  if (m != nullptr && n != nullptr) {
    const double difference = *m < *n ? -1 : *m > *n ? 1 : 0;
    return Value(static_cast<Count>(holds<op>(difference, 0)));
  }
  return broadcast(language::symbol(op), a, b, true, holds<op>);
}

Result<Value> compare_pair(ComparisonOperator op, const Value& a, const Value& b) {
  switch (op) {
    case ComparisonOperator::less:
      return compare_pair<ComparisonOperator::less>(a, b);
    case ComparisonOperator::less_equal:
      return compare_pair<ComparisonOperator::less_equal>(a, b);
    case ComparisonOperator::greater:
      return compare_pair<ComparisonOperator::greater>(a, b);
    case ComparisonOperator::greater_equal:
      return compare_pair<ComparisonOperator::greater_equal>(a, b);
    case ComparisonOperator::equal:
      return compare_pair<ComparisonOperator::equal>(a, b);
    case ComparisonOperator::not_equal:
      return compare_pair<ComparisonOperator::not_equal>(a, b);
    default:
      break;
  }
  return Failure{"an unknown comparison"};
}

}  // namespace

bool supported(language::UnaryOperator op) {
  return op == language::UnaryOperator::minus || op == language::UnaryOperator::plus;
}

bool supported(BinaryOperator op) { return operation(op) != nullptr; }

bool supported(ComparisonOperator op) {
  return op != ComparisonOperator::in && op != ComparisonOperator::not_in &&
         op != ComparisonOperator::is && op != ComparisonOperator::is_not;
}

Callable operation(language::UnaryOperator op) {
  return op == language::UnaryOperator::minus ? negative : positive;
}

Callable operation(BinaryOperator op) {
  switch (op) {
    case BinaryOperator::add:
      return elementwise<BinaryOperator::add>;
    case BinaryOperator::subtract:
      return elementwise<BinaryOperator::subtract>;
    case BinaryOperator::multiply:
      return elementwise<BinaryOperator::multiply>;
    case BinaryOperator::divide:
      return elementwise<BinaryOperator::divide>;
    case BinaryOperator::floor_divide:
      return elementwise<BinaryOperator::floor_divide>;
    case BinaryOperator::modulo:
      return elementwise<BinaryOperator::modulo>;
    case BinaryOperator::power:
      return elementwise<BinaryOperator::power>;
    case BinaryOperator::matrix_multiply:
      return matrix_product;
    default:
      return nullptr;
  }
}

Result<Value> compare(Inputs arguments) {
  Result<Value> all = Value(Count{1});
  for (std::size_t i = 0; i + 2 < arguments.size(); i += 2) {
    const auto op = static_cast<ComparisonOperator>(std::get<Count>(*arguments[i + 1]));
    Result<Value> next = compare_pair(op, *arguments[i], *arguments[i + 2]);
    if (!next || i == 0) {
      all = std::move(next);
    } else {
      const Value* const both[] = {&*all, &*next};
      all = elementwise<BinaryOperator::multiply>(both);
    }
    if (!all) break;
  }
  return all;
}

}  // namespace reference::steps
