// Functions of two or three arguments entry by entry: extremes, choices, the operators by name.
#include <algorithm>
#include <cmath>
#include <limits>

#include "reference/steps/arithmetic.h"
#include "reference/steps/builtin.h"
#include "reference/steps/derivative.h"

namespace reference::steps {
namespace {

using language::BinaryOperator;

// As NumPy: NaN wins.
double larger(double x, double y) { return x > y || std::isnan(x) ? x : y; }
double smaller(double x, double y) { return x < y || std::isnan(x) ? x : y; }

template <bool largest>
Result<Value> extreme_of_two(Inputs a) {
  if (const auto tie = tie_of(a[2]); !tie) return tie.error();
  const auto* m = std::get_if<Count>(a[0]);
  const auto* n = std::get_if<Count>(a[1]);
  if (m != nullptr && n != nullptr) return Value(largest ? std::max(*m, *n) : std::min(*m, *n));
  const bool counts = holds_counts(*a[0]) && holds_counts(*a[1]);
  return broadcast(largest ? "maximum" : "minimum", *a[0], *a[1], counts,
                   largest ? larger : smaller);
}

// Of two equal entries the first, or both, get the derivative: the convention `tie`.
template <bool largest>
Result<Cotangents> pull_extreme_of_two(Inputs a, const Value& value, const Value& cotangent) {
  const auto tie = tie_of(a[2]);
  if (!tie) return tie.error();
  Slopes equal{1, 0};
  if (*tie == Tie::split) equal = {0.5, 0.5};
  if (*tie == Tie::all) equal = {1, 1};
  return pull_through_pairs(a, value, cotangent, [=](double x, double y, double) {
    if (x == y) return equal;
    const bool first = std::isnan(x) || (largest ? x > y : x < y);
    return first ? Slopes{1, 0} : Slopes{0, 1};
  });
}

// Arrays of one shape, broadcast to it: f of the three at each entry.
struct Three {
  Shape shape;
  std::vector<double> entries[3];
};

Result<Three> three(std::string_view name, const Value& a, const Value& b, const Value& c) {
  Three all;
  const Value* const values[] = {&a, &b, &c};
  for (const Value* value : values) {
    const auto view = View::of(*value);
    if (!view) return not_numbers(name, *value);
    auto shape = broadcast_shape(all.shape, view->shape());
    if (!shape) {
      return shapes_differ(name, value == &c && !grader::shape_of(b).empty() ? b : a, *value);
    }
    all.shape = std::move(*shape);
  }
  if (!entries(all.shape)) return too_large();
  for (std::size_t i = 0; i < 3; ++i) all.entries[i] = repeated(*View::of(*values[i]), all.shape);
  return all;
}

Value summed_to(const Shape& shape, std::vector<double> data, const Value& like) {
  const Value whole = as_cotangent({shape, std::move(data), false});
  return as_cotangent(sum_to(*View::of(whole), like));
}

Result<Value> np_where(Inputs a) {
  auto all = three("where", *a[0], *a[1], *a[2]);
  if (!all) return all.error();
  const bool scalars = std::holds_alternative<Count>(*a[1]) && std::holds_alternative<Count>(*a[2]);
  if (all->shape.empty() && scalars) return all->entries[0][0] != 0 ? *a[1] : *a[2];
  Array result;
  result.counts = holds_counts(*a[1]) && holds_counts(*a[2]);
  result.shape = std::move(all->shape);
  result.data.reserve(all->entries[0].size());
  for (std::size_t i = 0; i < all->entries[0].size(); ++i) {
    result.data.push_back(all->entries[all->entries[0][i] != 0 ? 1 : 2][i]);
  }
  return finish(std::move(result));
}

Result<Cotangents> pull_where(Inputs a, const Value&, const Value& cotangent) {
  auto all = three("where", *a[0], *a[1], *a[2]);
  if (!all) return all.error();
  const View g = *View::of(cotangent);
  for (std::size_t i = 0; i < g.size(); ++i) {
    const bool first = all->entries[0][i] != 0;
    all->entries[1][i] = first ? g.data()[i] : 0;
    all->entries[2][i] = first ? 0 : g.data()[i];
  }
  Cotangents cotangents(1);
  cotangents.push_back(summed_to(all->shape, std::move(all->entries[1]), *a[1]));
  cotangents.push_back(summed_to(all->shape, std::move(all->entries[2]), *a[2]));
  return cotangents;
}

// A bound that is left out is infinite.
Result<Three> clip_arguments(Inputs a) {
  const Value lowest = -std::numeric_limits<double>::infinity();
  const Value highest = std::numeric_limits<double>::infinity();
  return three("clip", *a[0], a[1] ? *a[1] : lowest, a[2] ? *a[2] : highest);
}

Result<Value> np_clip(Inputs a) {
  auto all = clip_arguments(a);
  if (!all) return all.error();
  Array result;
  result.counts = true;
  for (const Value* argument : a) {
    result.counts = result.counts && (argument == nullptr || holds_counts(*argument));
  }
  result.shape = std::move(all->shape);
  for (std::size_t i = 0; i < all->entries[0].size(); ++i) {
    result.data.push_back(
        smaller(larger(all->entries[0][i], all->entries[1][i]), all->entries[2][i]));
  }
  return finish(std::move(result));
}

// The slope is 1 within the bounds, and at them.
Result<Cotangents> pull_clip(Inputs a, const Value&, const Value& cotangent) {
  auto all = clip_arguments(a);
  if (!all) return all.error();
  const View g = *View::of(cotangent);
  for (std::size_t i = 0; i < g.size(); ++i) {
    const double x = all->entries[0][i];
    const double low = all->entries[1][i];
    const double high = all->entries[2][i];
    const std::size_t from = larger(x, low) > high ? 2 : x < low ? 1 : 0;
    for (std::size_t k = 0; k < 3; ++k) all->entries[k][i] = k == from ? g.data()[i] : 0;
  }
  Cotangents cotangents(3);
  for (std::size_t k = 0; k < 3; ++k) {
    if (a[k] == nullptr) continue;
    cotangents[k] = summed_to(all->shape, std::move(all->entries[k]), *a[k]);
  }
  return cotangents;
}

template <BinaryOperator op>
Result<Value> by_name(Inputs a) {
  return operation(op)(a);
}
template <BinaryOperator op>
Result<Cotangents> pull_by_name(Inputs a, const Value& value, const Value& cotangent) {
  return pullback_of(op)(a, value, cotangent);
}
template <BinaryOperator op>
constexpr Builtin named(std::string_view name) {
  return {name, "a, b", by_name<op>, pull_by_name<op>};
}

Result<Value> np_negative(Inputs a) { return operation(language::UnaryOperator::minus)(a); }
Result<Cotangents> pull_negative(Inputs a, const Value& value, const Value& cotangent) {
  return pullback_of(language::UnaryOperator::minus)(a, value, cotangent);
}

constexpr Builtin table[] = {
    {"np.maximum", "a, b, tie=conventions.tie", extreme_of_two<true>, pull_extreme_of_two<true>},
    {"np.minimum", "a, b, tie=conventions.tie", extreme_of_two<false>, pull_extreme_of_two<false>},
    {"np.where", "condition, a, b", np_where, pull_where},
    {"np.clip", "x, low=None, high=None", np_clip, pull_clip},
    named<BinaryOperator::add>("np.add"),
    named<BinaryOperator::subtract>("np.subtract"),
    named<BinaryOperator::multiply>("np.multiply"),
    named<BinaryOperator::divide>("np.divide"),
    named<BinaryOperator::floor_divide>("np.floor_divide"),
    named<BinaryOperator::modulo>("np.mod"),
    named<BinaryOperator::power>("np.power"),
    {"np.negative", "x", np_negative, pull_negative},
};

}  // namespace

std::span<const Builtin> pairs() { return table; }

}  // namespace reference::steps
