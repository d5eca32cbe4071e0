// Functions of two arguments, entry by entry, with NumPy's broadcasting.
#pragma once

#include <algorithm>

#include "reference/steps/view.h"

namespace reference::steps {

// The common shape, or empty if the two do not fit.
std::optional<Shape> broadcast_shape(std::span<const std::int64_t> a,
                                     std::span<const std::int64_t> b);

// How far each axis of `shape` steps in an array of shape `own` (0 where it is repeated).
Shape broadcast_strides(std::span<const std::int64_t> own, std::span<const std::int64_t> shape);

// Calls visit(i, j) for each entry of `shape` in row-major order with the offsets in both arrays.
template <typename Visit>
void for_each_pair(const Shape& shape, const Shape& a, const Shape& b, std::size_t n, Visit visit) {
  Shape index(shape.size(), 0);
  std::int64_t i = 0;
  std::int64_t j = 0;
  for (std::size_t done = 0; done < n; ++done) {
    visit(static_cast<std::size_t>(i), static_cast<std::size_t>(j));
    for (std::size_t axis = shape.size(); axis-- > 0;) {
      i += a[axis];
      j += b[axis];
      if (++index[axis] < shape[axis]) break;
      i -= a[axis] * shape[axis];
      j -= b[axis] * shape[axis];
      index[axis] = 0;
    }
  }
}

// f(a, b) for each pair of entries. `counts` says whether the result holds counts.
template <typename F>
Result<Value> broadcast(std::string_view name, const Value& a, const Value& b, bool counts, F f) {
  const auto x = View::of(a);
  if (!x) return not_numbers(name, a);
  const auto y = View::of(b);
  if (!y) return not_numbers(name, b);
  if (x->is_scalar() && y->is_scalar()) {
    const double number = f(*x->data(), *y->data());
    return counts ? Value(static_cast<Count>(number)) : Value(number);
  }
  Array result;
  result.counts = counts;
  if (std::equal(x->shape().begin(), x->shape().end(), y->shape().begin(), y->shape().end())) {
    result.shape.assign(x->shape().begin(), x->shape().end());
    result.data.resize(x->size());
    for (std::size_t i = 0; i < x->size(); ++i) result.data[i] = f(x->data()[i], y->data()[i]);
  } else if (x->is_scalar() || y->is_scalar()) {
    const View& array = x->is_scalar() ? *y : *x;
    result.shape.assign(array.shape().begin(), array.shape().end());
    result.data.resize(array.size());
    const std::size_t dx = x->is_scalar() ? 0 : 1;
    const std::size_t dy = y->is_scalar() ? 0 : 1;
    for (std::size_t i = 0; i < array.size(); ++i) {
      result.data[i] = f(x->data()[i * dx], y->data()[i * dy]);
    }
  } else {
    auto shape = broadcast_shape(x->shape(), y->shape());
    if (!shape) return shapes_differ(name, a, b);
    const auto n = entries(*shape);
    if (!n) return too_large();
    result.shape = std::move(*shape);
    result.data.reserve(*n);
    for_each_pair(result.shape, broadcast_strides(x->shape(), result.shape),
                  broadcast_strides(y->shape(), result.shape), *n,
                  [&](std::size_t i, std::size_t j) {
                    result.data.push_back(f(x->data()[i], y->data()[j]));
                  });
  }
  return finish(std::move(result));
}

// f(x) for each entry.
template <typename F>
Result<Value> map(std::string_view name, const Value& value, bool counts, F f) {
  const auto x = View::of(value);
  if (!x) return not_numbers(name, value);
  Array result;
  result.counts = counts;
  result.shape.assign(x->shape().begin(), x->shape().end());
  result.data.resize(x->size());
  for (std::size_t i = 0; i < x->size(); ++i) result.data[i] = f(x->data()[i]);
  return finish(std::move(result));
}

}  // namespace reference::steps
