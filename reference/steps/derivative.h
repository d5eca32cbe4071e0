// What pullbacks share. An entry of the cotangent that is 0 passes 0 on, whatever the slope is
// there (0 * inf would be NaN): what does not matter for the number at the end has no derivative.
#pragma once

#include "reference/steps/broadcast.h"
#include "reference/steps/view.h"

namespace reference::steps {

// Zeros of the value's shape, to be added to. Requires: numbers.
Array zeros_like(const Value& value);

// The array, or its one number if it has no extents; never counts.
Value as_cotangent(Array array);

// `count` cotangents: the first is `array`, the others are none.
Cotangents only_first(std::size_t count, Array array);

// slope * cotangent.
inline double passed(double slope, double cotangent) {
  return cotangent == 0 ? 0 : slope * cotangent;
}

// Sums a cotangent back to the shape that was broadcast to its own.
Array sum_to(const View& cotangent, const Value& like);

// The array repeated to `shape`, which it must fit.
std::vector<double> repeated(const View& view, const Shape& shape);

// Of a function that goes in steps: it depends on nothing.
Result<Cotangents> no_cotangents(Inputs arguments, const Value& value, const Value& cotangent);

// Of f(x, ..) entry by entry: slope(x, f(x)).
template <typename Slope>
Result<Cotangents> pull_through_map(Inputs arguments, const Value& value, const Value& cotangent,
                                    Slope slope) {
  const View x = *View::of(*arguments[0]);
  const View y = *View::of(value);
  const View g = *View::of(cotangent);
  Array result = zeros_like(*arguments[0]);
  for (std::size_t i = 0; i < x.size(); ++i) {
    result.data[i] = passed(slope(x.data()[i], y.data()[i]), g.data()[i]);
  }
  return only_first(arguments.size(), std::move(result));
}

// The derivatives of f(a, b) by a and by b.
struct Slopes {
  double a = 0;
  double b = 0;
};

// Of f(a, b, ..) for each pair of entries with broadcasting: slopes(a, b, f(a, b)).
template <typename F>
Result<Cotangents> pull_through_pairs(Inputs arguments, const Value& value, const Value& cotangent,
                                      F slopes) {
  const View x = *View::of(*arguments[0]);
  const View y = *View::of(*arguments[1]);
  const View z = *View::of(value);
  const View g = *View::of(cotangent);
  Array a = zeros_like(*arguments[0]);
  Array b = zeros_like(*arguments[1]);
  const Shape shape(g.shape().begin(), g.shape().end());
  std::size_t k = 0;
  for_each_pair(shape, broadcast_strides(x.shape(), shape), broadcast_strides(y.shape(), shape),
                g.size(), [&](std::size_t i, std::size_t j) {
                  const Slopes by = slopes(x.data()[i], y.data()[j], z.data()[k]);
                  a.data[i] += passed(by.a, g.data()[k]);
                  b.data[j] += passed(by.b, g.data()[k]);
                  ++k;
                });
  Cotangents all(arguments.size());
  all[0] = as_cotangent(std::move(a));
  all[1] = as_cotangent(std::move(b));
  return all;
}

// Of a function that only moves entries of its arguments from `first` on, or of that one alone, and
// puts zeros between them: it is run on the numbers of the entries to see where each went.
Result<Cotangents> pull_through_moves(Callable function, Inputs arguments, const Value& cotangent,
                                      std::size_t first, bool and_further);

// The same as a pullback, for a table.
template <Callable function, std::size_t first = 0>
Result<Cotangents> moved(Inputs arguments, const Value&, const Value& cotangent) {
  return pull_through_moves(function, arguments, cotangent, first, false);
}
template <Callable function, std::size_t first = 0>
Result<Cotangents> all_moved(Inputs arguments, const Value&, const Value& cotangent) {
  return pull_through_moves(function, arguments, cotangent, first, true);
}

// How the derivative is shared among arguments that are equally large, the convention `tie`: null
// is `first`.
enum class Tie { first, split, all };
Result<Tie> tie_of(const Value* convention);

}  // namespace reference::steps
