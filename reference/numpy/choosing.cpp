// np.where, np.isclose, np.allclose, np.array_equal, np.argmax, np.argmin, np.diff.
#include <algorithm>

#include "reference/ndarray/casts.h"
#include "reference/ndarray/complex_arithmetic.h"
#include "reference/ndarray/multi_loop.h"
#include "reference/ndarray/order.h"
#include "reference/numpy/families.h"
#include "reference/numpy/reductions.h"

namespace reference::numpy {
namespace {

using ndarray::value_error;

// condition ? x : y, the latter already of the result's type; all of one shape.
NDArray chosen(const Budget& budget, const NDArray& condition, const NDArray& x, const NDArray& y) {
  const NDArray operands[] = {condition, x, y};
  const Extents axes = ndarray::axes_by_stride(operands);
  const NDArray result = ndarray::make_in_order(budget, x.dtype, x.shape, axes);
  budget.work(result.size(), 5);
  const NDArray arrays[] = {ndarray::reordered(condition, axes), ndarray::reordered(x, axes),
                            ndarray::reordered(y, axes), ndarray::reordered(result, axes)};
  const ndarray::MultiLoop loops = ndarray::make_multi_loop(arrays);
  const auto& inner = loops.axes.back();
  const auto item = static_cast<std::size_t>(ndarray::item_size(x.dtype));
  ndarray::for_each_outer(loops, 1, [&](const auto& begin) {
    auto place = begin;
    for (std::int64_t i = 0; i < inner.extent; ++i) {
      std::memcpy(place[3], ndarray::load<bool>(place[0]) ? place[1] : place[2], item);
      for (std::size_t k = 0; k < 4; ++k) place[k] += inner.strides[k];
    }
  });
  return result;
}

NDArray where(const Rules& rules, const NDArray& condition, const Operand& x, const Operand& y) {
  const Operand both[] = {x, y};
  const DType dtype = ndarray::result_type(rules, both);
  const NDArray* all[] = {&condition, &x.array, &y.array};
  const Extents shape = ndarray::broadcast_shape(all);
  const auto as = [&](const NDArray& array, DType type) {
    return ndarray::broadcast_to(ndarray::as_type(rules.budget, array, type), shape);
  };
  return chosen(rules.budget, as(condition, DType::boolean), as(x.array, dtype),
                as(y.array, dtype));
}

// np.nonzero.
Object places(const Budget& budget, const NDArray& condition) {
  NDArray mask = ndarray::cast(budget, condition, DType::boolean);
  if (mask.ndim() == 0) mask = ndarray::insert_axis(mask, 0);
  std::vector<NDArray> axes;
  for (int axis = 0; axis < mask.ndim(); ++axis) {
    const std::int64_t extent = mask.shape[at(axis)];
    NDArray line = ndarray::make(budget, DType::int64, {extent});
    std::int64_t next = 0;
    for (std::int64_t& number : ndarray::elements<std::int64_t>(line)) number = next++;
    for (int i = axis + 1; i < mask.ndim(); ++i) line = ndarray::insert_axis(line, line.ndim());
    axes.push_back(ndarray::get_item(budget, ndarray::broadcast_to(line, mask.shape), {mask}));
  }
  return tuple_of(budget, std::move(axes));
}

// "condition, x=, y="
Object where_call(Call& call) {
  const NDArray condition = call.array(0);
  if (call.passed(1) != call.passed(2)) {
    value_error("either both or neither of x and y should be given");
  }
  if (!call.passed(1)) return places(call.budget(), condition);
  return snippet::of(where(call.rules(), condition, snippet::to_operand(call.budget(), call[1]),
                           snippet::to_operand(call.budget(), call[2])));
}

bool all_true(const Rules& rules, const NDArray& flags) {
  return ndarray::to_bool(reduce(rules, "logical_and", flags, {all_axes(flags)}));
}

// np.isclose, after numeric.py.
NDArray close(const Call& call) {
  const Rules& rules = call.rules();
  NDArray x = call.array(0);
  NDArray y = call.array(1);
  const Operand with_real[] = {{y}, number(rules, 1.0)};
  y = ndarray::as_type(rules.budget, y, ndarray::result_type(rules, with_real));
  const NDArray finite = calculate(rules, "logical_and", calculate(rules, "isfinite", x),
                                   calculate(rules, "isfinite", y));
  if (!all_true(rules, finite)) {
    // As many elements each, in whatever type that leads to.
    const NDArray ones =
        calculate(rules, "logical_or", finite, calculate(rules, "logical_not", finite));
    x = calculate(rules, "multiply", x, ones);
    y = calculate(rules, "multiply", y, ones);
  }
  const NDArray difference = calculate(rules, "absolute", calculate(rules, "subtract", x, y));
  const NDArray relative = ndarray::apply(rules, "multiply", number(rules, call.real(2, 1e-5)),
                                          {calculate(rules, "absolute", y)});
  const NDArray bound = ndarray::apply(rules, "add", number(rules, call.real(3, 1e-8)), {relative});
  const NDArray within = calculate(rules, "less_equal", difference, bound);
  const NDArray equal = calculate(rules, "equal", x, y);
  NDArray result =
      calculate(rules, "logical_or", calculate(rules, "logical_and", finite, within),
                calculate(rules, "logical_and", calculate(rules, "logical_not", finite), equal));
  if (!call.flag(4, false)) return result;
  const NDArray both =
      calculate(rules, "logical_and", calculate(rules, "isnan", x), calculate(rules, "isnan", y));
  return calculate(rules, "logical_or", result, both);
}

// "a, b, rtol=, atol=, equal_nan="
Object isclose(Call& call) { return snippet::of(close(call)); }
Object allclose(Call& call) { return snippet::of_bool(all_true(call.rules(), close(call))); }

// "a1, a2, equal_nan="
Object array_equal(Call& call) {
  const Rules& rules = call.rules();
  const NDArray a = call.array(0);
  const NDArray b = call.array(1);
  if (a.shape != b.shape) return snippet::of_bool(false);
  NDArray equal = calculate(rules, "equal", a, b);
  if (call.flag(2, false)) {
    const NDArray both =
        calculate(rules, "logical_and", calculate(rules, "isnan", a), calculate(rules, "isnan", b));
    equal = calculate(rules, "logical_or", equal, both);
  }
  return snippet::of_bool(all_true(rules, equal));
}

// "a1, a2"
Object array_equiv(Call& call) {
  const NDArray a = call.array(0);
  const NDArray b = call.array(1);
  const NDArray* both[] = {&a, &b};
  try {
    ndarray::broadcast_shape(both);
  } catch (const ndarray::Raised& raised) {
    if (raised.fault != ndarray::Fault::python) throw;
    return snippet::of_bool(false);
  }
  return snippet::of_bool(all_true(call.rules(), calculate(call.rules(), "equal", a, b)));
}

// Whether a comes before b as the extremum; what is NaN comes first.
template <typename T>
bool beats(T a, T b, bool largest) {
  if constexpr (std::is_same_v<T, Complex>) {
    if (ndarray::is_nan(b)) return false;
    if (ndarray::is_nan(a)) return true;
    return largest ? ndarray::complex_greater(a, b) : ndarray::complex_greater(b, a);
  } else if constexpr (std::is_same_v<T, ndarray::Half>) {
    return beats(static_cast<float>(a), static_cast<float>(b), largest);
  } else {
    if (b != b) return false;
    if (a != a) return true;
    return largest ? a > b : a < b;
  }
}

template <typename T>
std::int64_t place_of(const std::byte* line, std::int64_t count, std::ptrdiff_t step,
                      bool largest) {
  std::int64_t best = 0;
  T value = ndarray::load<T>(line);
  for (std::int64_t i = 1; i < count; ++i) {
    const T other = ndarray::load<T>(line + i * step);
    if (!beats(other, value, largest)) continue;
    value = other;
    best = i;
  }
  return best;
}

// "a, axis=, out=, *, keepdims="
Object place(Call& call, bool largest) {
  const Budget& budget = call.budget();
  NDArray array = call.array(0);
  const int dimensions = array.ndim();
  int axis = 0;
  if (call.given(1)) {
    axis = ndarray::normalize_axis(call.integer(1), std::max(dimensions, 1));
    if (dimensions == 0) array = ndarray::insert_axis(array, 0);
  } else {
    array = ravel(budget, array);
  }
  const std::int64_t count = array.shape[at(axis)];
  const std::int64_t stride = array.strides[at(axis)];
  if (count == 0) {
    value_error("attempt to get {} of an empty sequence", largest ? "argmax" : "argmin");
  }
  budget.work(array.size(), 3);
  NDArray lines = ndarray::pick(array, axis, 0);
  NDArray result = ndarray::make(budget, DType::int64, lines.shape);
  budget.work(result.size(), 10);
  const NDArray pair[] = {lines, result};
  const ndarray::MultiLoop loops = ndarray::make_multi_loop(pair);
  ndarray::visit_dtype(array.dtype, [&](auto type) {
    ndarray::for_each_outer(loops, 0, [&](const auto& begin) {
      ndarray::store(begin[1], place_of<decltype(type)>(begin[0], count, stride, largest));
    });
  });
  if (call.flag(3, false)) {
    Extents shape = result.shape;
    if (call.given(1)) {
      shape.insert(shape.begin() + axis, 1);
    } else {
      shape.assign(at(dimensions), 1);
    }
    result = ndarray::reshape(budget, result, shape);
  }
  return written(call, as_scalar(result), 2);
}
Object argmax(Call& call) { return place(call, true); }
Object argmin(Call& call) { return place(call, false); }

// The argument of np.diff that comes before or after, along the axis.
NDArray attached(const Call& call, std::size_t i, const NDArray& array, int axis) {
  NDArray part = call.array(i);
  if (part.ndim() != 0) return part;
  Extents shape = array.shape;
  shape[at(axis)] = 1;
  return ndarray::broadcast_to(part, shape);
}

// "a, n=, axis=, prepend=, append="
Object diff(Call& call) {
  const Rules& rules = call.rules();
  const std::int64_t times = call.integer(1, 1);
  if (times == 0) return call[0];
  if (times < 0) value_error("order must be non-negative but got {}", times);
  NDArray array = call.array(0);
  if (array.ndim() == 0) {
    value_error("diff requires input that is at least one dimensional");
  }
  const int axis = ndarray::normalize_axis(call.integer(2, -1), array.ndim());
  if (call.given(3) || call.given(4)) {
    std::vector<NDArray> parts;
    if (call.given(3)) parts.push_back(attached(call, 3, array, axis));
    parts.push_back(array);
    if (call.given(4)) parts.push_back(attached(call, 4, array, axis));
    array = concatenate(rules.budget, parts, axis);
  }
  const std::string_view ufunc = array.dtype == DType::boolean ? "not_equal" : "subtract";
  for (std::int64_t i = 0; i < times; ++i) {
    const std::int64_t count = std::max<std::int64_t>(array.shape[at(axis)] - 1, 0);
    rules.budget.step();
    array = calculate(rules, ufunc,
                      ndarray::take_range(
                          array, axis, std::min<std::int64_t>(1, array.shape[at(axis)]), count, 1),
                      ndarray::take_range(array, axis, 0, count, 1));
    if (count == 0) break;
  }
  return snippet::of(array);
}

constexpr std::string_view place_parameters = "a, axis=, out=, *, keepdims=";

constexpr Builtin table[] = {
    {"np.where", "condition, x=, y=, /", where_call},
    {"np.isclose", "a, b, rtol=, atol=, equal_nan=", isclose},
    {"np.allclose", "a, b, rtol=, atol=, equal_nan=", allclose},
    {"np.array_equal", "a1, a2, equal_nan=", array_equal},
    {"np.array_equiv", "a1, a2", array_equiv},
    {"np.argmax", place_parameters, argmax},
    {"np.argmin", place_parameters, argmin},
    {"np.diff", "a, n=, axis=, prepend=, append=", diff},
    {"ndarray.argmax", place_parameters, argmax},
    {"ndarray.argmin", place_parameters, argmin},
};

}  // namespace

std::span<const Builtin> choosing_functions() { return table; }

}  // namespace reference::numpy
