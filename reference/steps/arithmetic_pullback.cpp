// How the operators pass derivatives back.
#include <cmath>

#include "reference/steps/arithmetic.h"
#include "reference/steps/derivative.h"
#include "reference/steps/products.h"

namespace reference::steps {
namespace {

using language::BinaryOperator;

// By an exponent: a base of 0 stays 0 as long as the exponent is positive.
double slope_by_exponent(double a, double b, double power) {
  if (a == 0 && b > 0) return 0;
  return power * std::log(a);
}

template <BinaryOperator op>
Slopes slopes(double a, double b, double value) {
  switch (op) {
    case BinaryOperator::add:
      return {1, 1};
    case BinaryOperator::subtract:
      return {1, -1};
    case BinaryOperator::multiply:
      return {b, a};
    case BinaryOperator::divide:
      return {1 / b, -value / b};
    case BinaryOperator::modulo:
      return {1, -std::floor(a / b)};
    default:
      return {b == 0 ? 0 : b * std::pow(a, b - 1), slope_by_exponent(a, b, value)};
  }
}

template <BinaryOperator op>
Result<Cotangents> pull(Inputs arguments, const Value& value, const Value& cotangent) {
  return pull_through_pairs(arguments, value, cotangent, slopes<op>);
}

Result<Cotangents> pull_negative(Inputs arguments, const Value& value, const Value& cotangent) {
  return pull_through_map(arguments, value, cotangent, [](double, double) { return -1.0; });
}

Result<Cotangents> pull_positive(Inputs arguments, const Value& value, const Value& cotangent) {
  return pull_through_map(arguments, value, cotangent, [](double, double) { return 1.0; });
}

}  // namespace

Pullback pullback_of(language::UnaryOperator op) {
  return op == language::UnaryOperator::minus ? pull_negative : pull_positive;
}

Pullback pullback_of(BinaryOperator op) {
  switch (op) {
    case BinaryOperator::add:
      return pull<BinaryOperator::add>;
    case BinaryOperator::subtract:
      return pull<BinaryOperator::subtract>;
    case BinaryOperator::multiply:
      return pull<BinaryOperator::multiply>;
    case BinaryOperator::divide:
      return pull<BinaryOperator::divide>;
    case BinaryOperator::floor_divide:
      return no_cotangents;
    case BinaryOperator::modulo:
      return pull<BinaryOperator::modulo>;
    case BinaryOperator::power:
      return pull<BinaryOperator::power>;
    case BinaryOperator::matrix_multiply:
      return matrix_product_pullback;
    default:
      return nullptr;
  }
}

Result<Cotangents> compare_pullback(Inputs arguments, const Value& value, const Value& cotangent) {
  return no_cotangents(arguments, value, cotangent);
}

}  // namespace reference::steps
